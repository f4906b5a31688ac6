package trunkline.gateway.store;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;
import trunkline.gateway.message.MessageId;
import trunkline.gateway.message.MessageRequest;

/** Where SMS are kept that are sent again until a link is clicked. Its futures are those of {@link MessageStore}. Thread-safe. */
public interface RepetitionStore {

    /** Keeps an SMS, which is the first occurrence, and that more follow; one with a key once. Never fails. */
    CompletableFuture<AcceptOutcome> accept(
            MessageRequest request, String way, Repetition repetition, @Nullable RequestKey key);

    /**
     * Creates the occurrences that are due, one for each of up to {@code limit} repetitions: those that were missed are left out.
     * Each is created once, whatever the clock does. How many repetitions were due.
     *
     * @param nowMicros what is due, microseconds since 1970 in UTC
     * @param leavesAt when a message may leave that would now: its repetition goes on then; 0 for at once
     */
    CompletableFuture<Integer> repeatDue(long nowMicros, int limit, ToLongFunction<MessageRequest> leavesAt);

    /**
     * Ends a repetition of this account, and takes back of its last occurrence what has not left; false if it has ended before, or there
     * is none. Exactly one of this and a click ends it.
     */
    CompletableFuture<Boolean> cancel(long account, MessageId id);

    /** The link that ends with {@code token}, or nothing if there is none. */
    CompletableFuture<Optional<Link>> link(String token);

    /** Notes a fetch of a link; the first {@link LinkHit.Kind#CLICK} ends its repetition. */
    CompletableFuture<Boolean> hit(long key, LinkHit hit);

    /** The fetches of the link in a message of this account, in order; the first hundred are kept, and clicks. */
    CompletableFuture<List<LinkHit>> hits(long account, MessageId id);
}
