package trunkline.gateway.store;

import java.util.concurrent.CompletableFuture;

/** Lets go of what is old, a bounded number in one transaction. Thread-safe. */
public interface RetentionStore {

    /**
     * What one look has done.
     *
     * @param removed messages that are gone
     * @param upTo the key up to which it has looked
     * @param more whether there are older ones beyond it
     */
    record Sweep(int removed, long upTo, boolean more) {}

    /**
     * Removes messages that ended before {@code beforeMicros}, each with all that belongs to it. One that is not over stays, and so
     * do all occurrences of a repetition as long as one of them is younger, or it goes on, and all messages of a ladder that goes
     * on, or has ended since.
     *
     * @param beforeMicros microseconds since 1970 in UTC
     * @param afterKey looks at messages with keys above this one
     */
    CompletableFuture<Sweep> removeMessages(long beforeMicros, long afterKey);

    /**
     * Forgets up to {@code limit} recipients that no bank of modems has written to since {@code beforeMicros}; how many.
     */
    CompletableFuture<Integer> removeRecipients(long beforeMicros, int limit);

    /**
     * Removes up to {@code limit} ladders that ended before {@code beforeMicros} and whose messages are gone; how many.
     *
     * @param beforeMicros microseconds since 1970 in UTC
     */
    CompletableFuture<Integer> removeLadders(long beforeMicros, int limit);

    /** Has copies of what was removed or dropped since, which writing has left on the disk, be wiped soon. */
    void wipeRemains();

    /** Removes up to {@code limit} messages from phones that were given before {@code beforeMicros}; how many. */
    CompletableFuture<Integer> removeInbound(long beforeMicros, int limit);

    /**
     * Drops the texts that are not to stay of up to {@code limit} messages from phones that were given before {@code beforeMicros}; how
     * many.
     */
    CompletableFuture<Integer> dropInboundTexts(long beforeMicros, int limit);
}
