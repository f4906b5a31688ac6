package trunkline.media.rtp;

import java.util.random.RandomGenerator;

/**
 * How long until the next RTCP report of a stream (RFC 3550 §6.2 and §6.3.1).
 *
 * <p>With two members and a telephone call's bandwidth, the deterministic interval is always the minimum: 5 s, and half
 * of it before the first report. It is drawn from 0.5 to 1.5 times that, divided by e − 3/2, so that the calls of a
 * gateway do not report in step.
 */
final class RtcpInterval {

    private static final double MINIMUM_NANOS = 5e9;
    private static final double COMPENSATION = Math.E - 1.5;

    private RtcpInterval() {}

    static long nextNanos(RandomGenerator random, boolean first) {
        double deterministic = first ? MINIMUM_NANOS / 2 : MINIMUM_NANOS;
        return (long) (deterministic * (0.5 + random.nextDouble()) / COMPENSATION);
    }
}
