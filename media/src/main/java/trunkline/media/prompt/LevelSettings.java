package trunkline.media.prompt;

import java.time.Duration;

/**
 * What is done to a file's loudness and to the silence around it.
 *
 * @param levelled whether speech is brought to {@code targetDbm0}; if not, it stays as loud as it was sent
 * @param targetDbm0 active speech level: −19, as RFC 7874 §4 has it, unless a network asks for another
 * @param gainMaxDecibels a whisper in a noisy recording is not raised further than this
 * @param trimmed whether silence at both ends is cut
 * @param keepBefore silence that stays before the sound
 * @param keepAfter and behind it
 */
public record LevelSettings(
        boolean levelled,
        double targetDbm0,
        double gainMaxDecibels,
        boolean trimmed,
        Duration keepBefore,
        Duration keepAfter) {

    public static final LevelSettings DEFAULT =
            new LevelSettings(true, -19, 30, true, Duration.ofMillis(200), Duration.ofMillis(200));

    /** The samples of the file, at 8 kHz, and nothing else. */
    public static final LevelSettings UNCHANGED = new LevelSettings(false, -19, 0, false, Duration.ZERO, Duration.ZERO);

    public LevelSettings {
        check("targetDbm0", targetDbm0, -40, -3);
        check("gainMaxDecibels", gainMaxDecibels, 0, 60);
        check("keepBefore", (double) keepBefore.toMillis(), 0, 10_000);
        check("keepAfter", (double) keepAfter.toMillis(), 0, 10_000);
    }

    private static void check(String key, double value, int min, int max) {
        if (!(value >= min && value <= max)) {
            throw new IllegalArgumentException("'" + key + "' is '" + value + "': must be " + min + " to " + max);
        }
    }
}
