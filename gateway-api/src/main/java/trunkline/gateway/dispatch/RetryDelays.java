package trunkline.gateway.dispatch;

import java.time.Duration;

/**
 * How long a message rests between attempts.
 *
 * @param first after the first attempt; doubled after each further one
 * @param max upper bound of that
 */
public record RetryDelays(Duration first, Duration max) {

    private static final int DOUBLINGS_MAX = 20;

    /** The rest after attempt {@code attempt}, from 1, in microseconds. */
    long afterMicros(int attempt) {
        long micros = (first.toNanos() / 1_000) << Math.min(attempt - 1, DOUBLINGS_MAX);
        return Math.min(micros, max.toNanos() / 1_000);
    }
}
