package trunkline.gateway.store;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import trunkline.gateway.message.MessageRequest;

/** Where many messages are kept at once. Thread-safe. */
public interface BatchStore {

    /**
     * One message.
     *
     * @param way that it will go
     * @param repetition of which it is the first time; null of one that is sent once
     */
    record Routed(MessageRequest request, String way, @Nullable Repetition repetition) {}

    /** What became of a batch. */
    sealed interface Outcome {

        /** What could be kept is on stable storage, all by one commit. */
        record Done(String answer) implements Outcome {}

        /** The same request has come before, and got this answer: nothing was kept now. */
        record Repeated(String answer) implements Outcome {}

        /** Another request had the same key: nothing was kept. */
        record OtherRequest() implements Outcome {}

        /** Nothing was kept; the same may be possible a second later. */
        record NotNow(String reason) implements Outcome {}
    }

    /**
     * Keeps messages of one account in one transaction. Completes with a value always.
     *
     * @param key that the request came with, which makes its messages once within a day; null for none
     * @param answer what to answer, from an outcome for each message in order: {@link AcceptOutcome.Kept}, {@link
     *     AcceptOutcome.OptedOut} or {@link AcceptOutcome.NotPaid}; may be asked twice, for the same
     */
    CompletableFuture<Outcome> acceptAll(
            long account,
            List<Routed> messages,
            @Nullable RequestKey key,
            Function<List<AcceptOutcome>, String> answer);

    /** What the last request with this key came to within a day, as this one would hear it; empty if there was none. */
    CompletableFuture<Optional<Outcome>> made(long account, RequestKey key);
}
