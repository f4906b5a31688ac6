package trunkline.gateway.config;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A duration, or none. */
record OnOff(Duration duration) {

    static final OnOff OFF = new OnOff(Duration.ZERO);

    /** A duration of up to {@code max}, zero for {@code off}, which holds where nothing is written. */
    static Duration read(Section section, String key, Duration max) {
        return section.read(
                        key,
                        "must be a duration such as 30s, up to " + Values.write(max) + ", or off",
                        Section.Fallback.ofDefault(OFF),
                        text -> parse(text, max))
                .duration();
    }

    private static @Nullable OnOff parse(String text, Duration max) {
        Duration duration = text.equals("off") ? Duration.ZERO : Values.duration(text);
        return duration == null || duration.compareTo(max) > 0 ? null : new OnOff(duration);
    }

    @Override
    public String toString() {
        return duration.isZero() ? "off" : Values.write(duration);
    }
}
