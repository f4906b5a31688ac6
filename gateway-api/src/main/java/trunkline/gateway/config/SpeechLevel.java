package trunkline.gateway.config;

import org.jspecify.annotations.Nullable;

/**
 * How loud the speech of voice files shall be, written {@code -19}, or {@code off}.
 *
 * @param on whether it is brought there at all
 * @param dbm0 the level if so, dBm0
 */
public record SpeechLevel(boolean on, int dbm0) {

    /** RFC 7874 §4. */
    static final SpeechLevel DEFAULT = new SpeechLevel(true, -19);

    static final String RULE = "must be -40 to -3 dBm0, or off";

    private static final int MIN = -40;
    private static final int MAX = -3;

    static @Nullable SpeechLevel parse(String text) {
        if (text.equals("off")) {
            return new SpeechLevel(false, DEFAULT.dbm0);
        }
        Integer level = Values.integer(text, MIN, MAX);
        return level == null ? null : new SpeechLevel(true, level);
    }

    /** As it is written in the file. */
    @Override
    public String toString() {
        return on ? Integer.toString(dbm0) : "off";
    }
}
