package trunkline.gateway.http.dialect.voipcommunications;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAccessor;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Dates as this API reads and writes them; in UTC where they do not say otherwise. The original takes "any valid date format", which are
 * those of PHP: here are the ones that name a moment, not those that count from now, such as {@code tomorrow}.
 */
final class DeliveryDate {

    static final String RULE = "must be a date such as 2026-12-01 13:15, 2026-12-01 13:15:00, 2026-12-01,"
            + " 2026-12-01T13:15:00+01:00, 12/01/2026 1:15 PM, 1 December 2026 13:15,"
            + " Tue, 01 Dec 2026 13:15:00 +0100 or @1796130900";

    /** With slashes the month comes first unless the year does, with dashes and dots the day. */
    private static final List<String> DAYS = List.of(
            "uuuu-M-d",
            "uuuu/M/d",
            "M/d/uuuu",
            "d-M-uuuu",
            "d.M.uuuu",
            "[EEE, ]d MMM uuuu",
            "d MMMM uuuu",
            "MMM d[,] uuuu",
            "MMMM d[,] uuuu",
            "uuuuMMdd");

    private static final String TIME =
            "[['T'][,][' '][h:mm[:ss][ ]a][h[ ]a][H:mm[:ss][.SSSSSS][.SSS]][HHmmss]][[' '][XXX][XX][z]]";
    private static final List<DateTimeFormatter> READ =
            DAYS.stream().map(DeliveryDate::formatter).toList();
    private static final Pattern SECONDS = Pattern.compile("@[0-9]{1,11}");
    private static final int YEAR_MAX = 9_999;

    private static final DateTimeFormatter WRITE = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");

    private DeliveryDate() {}

    private static DateTimeFormatter formatter(String day) {
        return new DateTimeFormatterBuilder()
                .parseCaseInsensitive()
                .appendPattern(day + TIME)
                .toFormatter(Locale.ENGLISH)
                .withResolverStyle(ResolverStyle.STRICT);
    }

    /** The time that {@code text} writes, or null. */
    static @Nullable Instant read(String text) {
        String date = text.strip();
        if (SECONDS.matcher(date).matches()) {
            return Instant.ofEpochSecond(Long.parseLong(date.substring(1)));
        }
        return READ.stream()
                .flatMap(format -> Stream.ofNullable(read(date, format)))
                .findFirst()
                .orElse(null);
    }

    private static @Nullable Instant read(String text, DateTimeFormatter format) {
        try {
            TemporalAccessor parsed = format.parseBest(text, ZonedDateTime::from, LocalDateTime::from, LocalDate::from);
            int year = parsed.get(ChronoField.YEAR);
            if (year < 0 || year > YEAR_MAX) {
                return null; // beyond what fits into microseconds
            }
            if (parsed instanceof ZonedDateTime there) {
                return there.toInstant();
            }
            return parsed instanceof LocalDateTime time
                    ? time.toInstant(ZoneOffset.UTC)
                    : ((LocalDate) parsed).atStartOfDay().toInstant(ZoneOffset.UTC);
        } catch (DateTimeParseException e) {
            return null;
        }
    }

    /** A time in microseconds since 1970, to the second. */
    static String write(long micros) {
        return WRITE.format(Instant.EPOCH.plus(micros, ChronoUnit.MICROS).atOffset(ZoneOffset.UTC));
    }
}
