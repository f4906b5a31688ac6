package trunkline.media.source;

import java.time.Duration;

/**
 * What a voice file may cost. Each bound refuses the file with a reason; nothing is ever cut to fit.
 *
 * @param octets size of the file
 * @param audio length when played
 * @param decoding time from opening to the last sample
 * @param memoryOctets kept samples while it is made into a prompt
 */
public record SourceLimits(long octets, Duration audio, Duration decoding, long memoryOctets) {

    /** 64 MiB, 10 minutes, decoded within 60 seconds, 80 MiB of samples. */
    public static final SourceLimits DEFAULT =
            new SourceLimits(64 << 20, Duration.ofMinutes(10), Duration.ofSeconds(60), 80 << 20);

    public SourceLimits {
        check("octets", octets);
        check("audio", audio.toMillis());
        check("decoding", decoding.toMillis());
        check("memoryOctets", memoryOctets);
    }

    private static void check(String key, long value) {
        if (value < 1) {
            throw new IllegalArgumentException("'" + key + "' is '" + value + "': must be positive");
        }
    }
}
