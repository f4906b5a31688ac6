package trunkline.smpp.session;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/**
 * How SMPP writes times, 16 characters {@code YYMMDDhhmmsstnnp} (SMPP 3.4 §7.1.1).
 *
 * <pre>
 *   261124093000000+   absolute: 2026-11-24 09:30:00.0, 0 quarters of an hour ahead of UTC
 *   000003120000000R   relative: three days and twelve hours after the SMSC has it
 * </pre>
 */
public final class SmppTime {

    private static final DateTimeFormatter ABSOLUTE = DateTimeFormatter.ofPattern("yyMMddHHmmss");
    private static final int MILLIS_PER_TENTH = 100;
    private static final long DAYS_PER_YEAR = 365;
    private static final long DAYS_PER_MONTH = 30;
    private static final Duration RELATIVE_MAX = Duration.ofDays(99 * DAYS_PER_YEAR);

    private SmppTime() {}

    /** A point in time, in UTC; years are written with two digits. */
    public static String absolute(Instant time) {
        var utc = time.atOffset(ZoneOffset.UTC);
        int tenth = utc.getNano() / 1_000_000 / MILLIS_PER_TENTH;
        return ABSOLUTE.format(utc) + tenth + "00+";
    }

    /**
     * A span from when the SMSC has the message: years of 365 days, months of 30, cut to whole seconds, at least one.
     *
     * @throws IllegalArgumentException above 99 years
     */
    public static String relative(Duration span) {
        if (span.compareTo(RELATIVE_MAX) > 0) {
            throw new IllegalArgumentException("'span' is " + span + ": must be up to 99 years");
        }
        Duration written = span.compareTo(Duration.ofSeconds(1)) < 0 ? Duration.ofSeconds(1) : span;
        long days = written.toDays();
        long daysOfYear = days % DAYS_PER_YEAR;
        return "%02d%02d%02d%02d%02d%02d000R"
                .formatted(
                        days / DAYS_PER_YEAR,
                        daysOfYear / DAYS_PER_MONTH,
                        daysOfYear % DAYS_PER_MONTH,
                        written.toHoursPart(),
                        written.toMinutesPart(),
                        written.toSecondsPart());
    }
}
