package trunkline.media.rtp;

import java.time.Duration;

/**
 * How a pacer works.
 *
 * @param streamsMax streams open at once; one more is not started, with the reason
 * @param unreachableAfter sending fails this long without a break: the stream fails
 */
public record RtpSettings(int streamsMax, Duration unreachableAfter) {

    public static final RtpSettings DEFAULT = new RtpSettings(3000, Duration.ofSeconds(5));

    private static final int STREAMS_MAX = 100_000;

    public RtpSettings {
        if (streamsMax < 1 || streamsMax > STREAMS_MAX) {
            throw new IllegalArgumentException("streamsMax '" + streamsMax + "': must be 1 to " + STREAMS_MAX);
        }
        if (unreachableAfter.isNegative() || unreachableAfter.isZero()) {
            throw new IllegalArgumentException("unreachableAfter '" + unreachableAfter + "': must be positive");
        }
    }
}
