package trunkline.gateway.webhook;

import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;

/**
 * Leaves an endpoint alone that takes nothing.
 *
 * <pre>
 *   closed --[10 failures in a row]--> open --[its rest is over]--> half-open --[success]--> closed
 *                                        ^-----------[failure: a longer rest]-----'
 * </pre>
 *
 * <p>Immutable; times are {@link System#nanoTime} readings.
 */
sealed interface Breaker {

    /** Failures in a row after which an endpoint counts as down. */
    int FAILURES_MAX = 10;

    long REST_FIRST_NANOS = TimeUnit.SECONDS.toNanos(5);
    /** So that an endpoint that is up again is found to be soon, whatever it was down for. */
    long REST_MAX_NANOS = TimeUnit.MINUTES.toNanos(5);

    /** Whether one more may be sent while {@code sending} are on their way. */
    boolean allows(int sending);

    /** The endpoint took something. */
    default Breaker onSuccess() {
        return closed();
    }

    /**
     * It did not take something.
     *
     * @param leastRestNanos what it asked to be left alone for, 0 if it did not
     */
    Breaker onFailure(long nowNanos, long leastRestNanos, RandomGenerator random);

    /** Time has passed. */
    default Breaker onTick(long nowNanos) {
        return this;
    }

    /** Its name in the API and the metrics. */
    String label();

    /** All goes well. */
    static Breaker closed() {
        return new Closed(0);
    }

    /** Everything may be sent. */
    record Closed(int failures) implements Breaker {

        @Override
        public boolean allows(int sending) {
            return true;
        }

        @Override
        public Breaker onSuccess() {
            return failures == 0 ? this : closed();
        }

        @Override
        public Breaker onFailure(long nowNanos, long leastRestNanos, RandomGenerator random) {
            return failures + 1 < FAILURES_MAX && leastRestNanos == 0
                    ? new Closed(failures + 1)
                    : Open.of(0, nowNanos, leastRestNanos, random);
        }

        @Override
        public String label() {
            return "closed";
        }
    }

    /**
     * Nothing may be sent.
     *
     * @param times how often it was tried since it was closed
     * @param untilNanos when its rest is over
     */
    record Open(int times, long untilNanos) implements Breaker {

        static Open of(int times, long nowNanos, long leastRestNanos, RandomGenerator random) {
            long rest = BackOff.nanos(times, REST_FIRST_NANOS, REST_MAX_NANOS, random);
            return new Open(times, nowNanos + Math.max(rest, leastRestNanos));
        }

        @Override
        public boolean allows(int sending) {
            return false;
        }

        /** Something that was on its way before it opened. */
        @Override
        public Breaker onFailure(long nowNanos, long leastRestNanos, RandomGenerator random) {
            return this;
        }

        @Override
        public Breaker onTick(long nowNanos) {
            return nowNanos - untilNanos >= 0 ? new HalfOpen(times) : this;
        }

        @Override
        public String label() {
            return "open";
        }
    }

    /** One may be sent, to see. */
    record HalfOpen(int times) implements Breaker {

        @Override
        public boolean allows(int sending) {
            return sending == 0;
        }

        @Override
        public Breaker onFailure(long nowNanos, long leastRestNanos, RandomGenerator random) {
            return Open.of(times + 1, nowNanos, leastRestNanos, random);
        }

        @Override
        public String label() {
            return "half-open";
        }
    }
}
