package trunkline.gateway.webhook;

import java.util.random.RandomGenerator;

/** Rests that double, and are spread so that what failed together is not tried again together. */
final class BackOff {

    private static final double SPREAD = 0.2;
    /** More would not fit a long. */
    private static final int DOUBLINGS_MAX = 30;

    private BackOff() {}

    /** The rest after failure number {@code failures}, from 0: about {@code first}, doubled each time up to {@code most}. */
    static long nanos(int failures, long first, long most, RandomGenerator random) {
        double rest = Math.min((double) most, first * (double) (1L << Math.min(failures, DOUBLINGS_MAX)));
        return (long) (rest * (1 - SPREAD + 2 * SPREAD * random.nextDouble()));
    }
}
