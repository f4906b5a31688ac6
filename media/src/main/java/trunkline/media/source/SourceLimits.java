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

    /** Of a sample at 8 kHz while a prompt is made: three floats, an octet in each of three codecs, and some room. */
    public static final int OCTETS_PER_SAMPLE = 16;

    private static final int SAMPLES_PER_SECOND = 8000;

    /** 64 MiB, 10 minutes, decoded within 60 seconds, memory for those 10 minutes. */
    public static final SourceLimits DEFAULT = new SourceLimits(
            64 << 20, Duration.ofMinutes(10), Duration.ofSeconds(60), memoryFor(Duration.ofMinutes(10)));

    public SourceLimits {
        check("octets", octets);
        check("audio", audio.toMillis());
        check("decoding", decoding.toMillis());
        check("memoryOctets", memoryOctets);
    }

    /** What {@code audio} takes while it is made into a prompt. */
    public static long memoryFor(Duration audio) {
        return (audio.toSeconds() + 1) * SAMPLES_PER_SECOND * OCTETS_PER_SAMPLE;
    }

    private static void check(String key, long value) {
        if (value < 1) {
            throw new IllegalArgumentException("'" + key + "' is '" + value + "': must be positive");
        }
    }
}
