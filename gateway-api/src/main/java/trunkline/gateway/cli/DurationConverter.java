package trunkline.gateway.cli;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads durations as the configuration writes them, and 0. */
final class DurationConverter implements ITypeConverter<Duration> {

    @Override
    public Duration convert(String text) {
        try {
            if (text.equals("0")) {
                return Duration.ZERO;
            }
            String iso = text.endsWith("ms")
                    ? "PT" + Double.parseDouble(text.substring(0, text.length() - 2)) / 1_000 + "S"
                    : "PT" + text.toUpperCase(Locale.ROOT);
            return Duration.parse(iso);
        } catch (DateTimeParseException | NumberFormatException e) {
            throw new TypeConversionException("'" + text + "' must be 0 or a duration such as 500ms, 2s, 5m");
        }
    }
}
