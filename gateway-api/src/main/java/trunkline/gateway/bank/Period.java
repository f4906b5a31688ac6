package trunkline.gateway.bank;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;

/**
 * The day and the month that quotas are counted in.
 *
 * @param day days since 1970 in the zone of the bank
 * @param month months since year 0 there
 */
record Period(long day, long month) {

    /** Those at a moment, microseconds since 1970 in UTC. */
    static Period at(long micros, ZoneId zone) {
        return of(LocalDate.ofInstant(Instant.EPOCH.plus(micros, ChronoUnit.MICROS), zone));
    }

    private static Period of(LocalDate date) {
        return new Period(date.toEpochDay(), date.getYear() * 12L + date.getMonthValue() - 1);
    }

    /** When the next day begins. */
    static long endOfDay(long day, ZoneId zone) {
        return micros(LocalDate.ofEpochDay(day + 1), zone);
    }

    /** When the next month begins. */
    static long endOfMonth(long month, ZoneId zone) {
        return micros(LocalDate.of((int) ((month + 1) / 12), (int) ((month + 1) % 12) + 1, 1), zone);
    }

    private static long micros(LocalDate date, ZoneId zone) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, date.atStartOfDay(zone).toInstant());
    }
}
