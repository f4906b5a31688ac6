package trunkline.gateway.account;

import java.util.concurrent.TimeUnit;

/**
 * How many requests an account may make in a window of time. Windows follow each other without overlap.
 *
 * @param requests in one window, at least 1
 * @param windowNanos length of a window
 */
public record RateLimit(int requests, long windowNanos) {

    /**
     * What one request finds.
     *
     * @param limit requests in a window
     * @param remaining those still free in this one, this request counted
     * @param allowed whether this request is among them
     * @param retryAfterSeconds until the next window, rounded up
     */
    public record Decision(int limit, int remaining, boolean allowed, long retryAfterSeconds) {}

    /** The count of one account. Thread-safe. */
    public static final class Counter {
        private final RateLimit limit;
        private long windowStartNanos;
        private int used;
        private boolean began;

        Counter(RateLimit limit) {
            this.limit = limit;
        }

        /** Counts a request at {@code nowNanos}, a {@link System#nanoTime} reading. */
        public synchronized Decision take(long nowNanos) {
            if (!began || nowNanos - windowStartNanos >= limit.windowNanos) {
                began = true;
                windowStartNanos = nowNanos;
                used = 0;
            }
            boolean allowed = used < limit.requests;
            if (allowed) {
                used++;
            }
            long leftNanos = limit.windowNanos - (nowNanos - windowStartNanos);
            long retryAfterSeconds = TimeUnit.NANOSECONDS.toSeconds(leftNanos + TimeUnit.SECONDS.toNanos(1) - 1);
            return new Decision(limit.requests, limit.requests - used, allowed, retryAfterSeconds);
        }
    }
}
