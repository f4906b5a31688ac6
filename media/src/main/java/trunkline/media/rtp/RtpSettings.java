package trunkline.media.rtp;

import java.time.Duration;

/**
 * How a pacer works.
 *
 * @param streamsMax streams open at once; one more is not started, with the reason
 * @param threads that send, each with one that reads; as a rule one for each core
 * @param unreachableAfter sending fails this long without a break: the stream fails
 */
public record RtpSettings(int streamsMax, int threads, Duration unreachableAfter) {

    /** 3,000 streams, one thread for each core of this machine. */
    public static final RtpSettings DEFAULT =
            new RtpSettings(3000, Runtime.getRuntime().availableProcessors(), Duration.ofSeconds(5));

    private static final int STREAMS_MAX = 100_000;
    private static final int THREADS_MAX = 256;

    public RtpSettings {
        if (streamsMax < 1 || streamsMax > STREAMS_MAX) {
            throw new IllegalArgumentException("streamsMax '" + streamsMax + "': must be 1 to " + STREAMS_MAX);
        }
        if (threads < 1 || threads > THREADS_MAX) {
            throw new IllegalArgumentException("threads '" + threads + "': must be 1 to " + THREADS_MAX);
        }
        if (unreachableAfter.isNegative() || unreachableAfter.isZero()) {
            throw new IllegalArgumentException("unreachableAfter '" + unreachableAfter + "': must be positive");
        }
    }

    public RtpSettings withStreamsMax(int max) {
        return new RtpSettings(max, threads, unreachableAfter);
    }

    public RtpSettings withThreads(int count) {
        return new RtpSettings(streamsMax, count, unreachableAfter);
    }

    public RtpSettings withUnreachableAfter(Duration patience) {
        return new RtpSettings(streamsMax, threads, patience);
    }
}
