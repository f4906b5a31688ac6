package trunkline.gateway.config;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A value, or none, which is written {@code off}. */
record OrOff<T>(@Nullable T value) {

    /** Reads one: {@code parse} answers null for what does not keep to {@code rule}. */
    static <T> @Nullable T read(
            Section section, String key, String rule, @Nullable T fallback, Function<String, @Nullable T> parse) {
        return section.read(key, rule, Section.Fallback.ofDefault(new OrOff<T>(fallback)), text -> {
                    if (text.equals("off")) {
                        return new OrOff<T>(null);
                    }
                    T parsed = parse.apply(text);
                    return parsed == null ? null : new OrOff<>(parsed);
                })
                .value();
    }

    @Override
    public String toString() {
        return value == null ? "off" : Values.write(value);
    }
}
