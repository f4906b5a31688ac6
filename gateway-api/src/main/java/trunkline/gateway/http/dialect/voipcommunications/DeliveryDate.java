package trunkline.gateway.http.dialect.voipcommunications;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAccessor;
import org.jspecify.annotations.Nullable;

/** Dates as this API reads and writes them; in UTC where they do not say otherwise. */
final class DeliveryDate {

    static final String RULE = "must be a date such as 2026-12-01 13:15, 2026-12-01 13:15:00, 2026-12-01"
            + " or 2026-12-01T13:15:00+01:00";

    private static final DateTimeFormatter READ =
            DateTimeFormatter.ofPattern("uuuu-MM-dd['T'][ ]HH:mm[:ss][.SSS][XXX][ XXX]");
    private static final DateTimeFormatter WRITE = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");

    private DeliveryDate() {}

    /** The time that {@code text} writes, or null. */
    static @Nullable Instant read(String text) {
        try {
            TemporalAccessor parsed = READ.parseBest(text.strip(), OffsetDateTime::from, LocalDateTime::from);
            return parsed instanceof OffsetDateTime there
                    ? there.toInstant()
                    : ((LocalDateTime) parsed).toInstant(ZoneOffset.UTC);
        } catch (DateTimeParseException e) {
            return readDay(text);
        }
    }

    private static @Nullable Instant readDay(String text) {
        try {
            return LocalDate.parse(text.strip()).atStartOfDay().toInstant(ZoneOffset.UTC);
        } catch (DateTimeParseException e) {
            return null;
        }
    }

    /** A time in microseconds since 1970, to the second. */
    static String write(long micros) {
        return WRITE.format(Instant.EPOCH.plus(micros, ChronoUnit.MICROS).atOffset(ZoneOffset.UTC));
    }
}
