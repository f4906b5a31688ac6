package trunkline.gateway.store;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import trunkline.gateway.message.PhoneNumber;

/** Removes what concerns one phone, for all accounts, a little at a time. Thread-safe. */
public interface ErasureStore {

    /**
     * What is asked for.
     *
     * @param number of the phone
     * @param cancel whether messages and ladders to it that are not over are taken back and erased too; else nothing is erased while there are any
     * @param optOuts whether it is forgotten, too, what the phone does not want: it may be written to again then
     */
    record Wish(PhoneNumber number, boolean cancel, boolean optOuts) {}

    /** What came of it. */
    sealed interface Outcome {

        /**
         * It is gone.
         *
         * @param rows what was removed, by kind
         * @param left messages that are being sent at this moment, or came while others were erased: they are there still
         */
        record Erased(Map<String, Integer> rows, int left) implements Outcome {}

        /** Nothing was: so many messages and ladders to it are not over. */
        record NotOver(int messages) implements Outcome {}
    }

    /**
     * Erases, and notes it in the audit trail. One at a time: fails with {@link StoreBusyException} while another one runs.
     *
     * @param actor who asks for it
     */
    CompletableFuture<Outcome> erase(Wish wish, String actor);
}
