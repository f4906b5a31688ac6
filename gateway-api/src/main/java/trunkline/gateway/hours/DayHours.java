package trunkline.gateway.hours;

import java.time.DayOfWeek;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A stretch of the day.
 *
 * @param from its first moment
 * @param to the first moment after it; not after {@code from} if it goes past midnight
 * @param days on which it begins
 */
public record DayHours(LocalTime from, LocalTime to, Set<DayOfWeek> days) {

    public DayHours {
        days = Set.copyOf(days);
    }

    /** Whether the clocks show a moment of it. */
    public boolean contain(LocalDateTime at) {
        LocalTime time = at.toLocalTime();
        if (from.isBefore(to)) {
            return days.contains(at.getDayOfWeek()) && !time.isBefore(from) && time.isBefore(to);
        }
        return !time.isBefore(from)
                ? days.contains(at.getDayOfWeek())
                : time.isBefore(to) && days.contains(at.getDayOfWeek().minus(1));
    }

    /** The first three letters of the name of a day. */
    public static String label(DayOfWeek day) {
        return day.name().substring(0, 3).toLowerCase(Locale.ROOT);
    }

    /** The day of these letters, or null. */
    public static @Nullable DayOfWeek day(String label) {
        for (DayOfWeek day : DayOfWeek.values()) {
            if (label(day).equals(label)) {
                return day;
            }
        }
        return null;
    }

    /** In words, such as {@code 21:00 to 08:00 on fri, sat}. */
    @Override
    public String toString() {
        return from + " to " + to + " on "
                + days.stream().sorted().map(DayHours::label).collect(Collectors.joining(", "));
    }
}
