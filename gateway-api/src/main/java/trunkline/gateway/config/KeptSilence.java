package trunkline.gateway.config;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How much of the silence at both ends of voice files stays, written {@code 200ms}, or {@code all}.
 *
 * @param cut whether any is cut
 * @param length what stays if so
 */
public record KeptSilence(boolean cut, Duration length) {

    static final KeptSilence DEFAULT = new KeptSilence(true, Duration.ofMillis(200));
    static final String RULE = "must be a duration up to 10s such as 200ms, or all";

    private static final Duration MAX = Duration.ofSeconds(10);

    static @Nullable KeptSilence parse(String text) {
        if (text.equals("all")) {
            return new KeptSilence(false, DEFAULT.length);
        }
        Duration length = Values.duration(text);
        return length == null || length.compareTo(MAX) > 0 ? null : new KeptSilence(true, length);
    }

    /** As it is written in the file. */
    @Override
    public String toString() {
        return cut ? Values.write(length) : "all";
    }
}
