package trunkline.gateway.inbound;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Who wants no SMS of whom. Messages from phones and operators change it; no SMS is accepted against it. */
public interface OptOutStore {

    /**
     * The newest first, from before {@code beforeId}.
     *
     * @param account whose; null for all
     * @param sender of ours; null for all
     * @param number of a phone; null for all
     */
    CompletableFuture<List<OptOut>> find(
            @Nullable Long account, @Nullable String sender, @Nullable String number, long beforeId, int limit);

    /**
     * Notes one, and in the audit trail that it was; false if it was there.
     *
     * @param by who does it
     */
    CompletableFuture<Boolean> add(String sender, String number, String by);

    /** Removes one, and notes that in the audit trail; false if there was none. */
    CompletableFuture<Boolean> remove(String sender, String number, String by);
}
