package trunkline.gateway.route;

import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The time of day in which a row holds.
 *
 * @param from its first moment
 * @param to the first moment after it; not after {@code from} if it goes past midnight
 * @param days on which it begins
 * @param zone whose clocks are meant
 */
public record Hours(LocalTime from, LocalTime to, Set<DayOfWeek> days, ZoneId zone) implements Condition {

    @Override
    public @Nullable String whyNot(RouteQuery query, Countries countries) {
        ZonedDateTime at = query.at().atZone(zone);
        return holds(at)
                ? null
                : "it is " + day(at.getDayOfWeek()) + " "
                        + at.toLocalTime().withSecond(0).withNano(0) + " in " + zone + ", not " + from + " to " + to
                        + " on " + days.stream().sorted().map(Hours::day).collect(Collectors.joining(", "));
    }

    private boolean holds(ZonedDateTime at) {
        LocalTime time = at.toLocalTime();
        if (from.isBefore(to)) {
            return days.contains(at.getDayOfWeek()) && !time.isBefore(from) && time.isBefore(to);
        }
        return !time.isBefore(from)
                ? days.contains(at.getDayOfWeek())
                : time.isBefore(to) && days.contains(at.getDayOfWeek().minus(1));
    }

    /** The first three letters of its name. */
    private static String day(DayOfWeek day) {
        return day.name().substring(0, 3).toLowerCase(Locale.ROOT);
    }
}
