package trunkline.gateway.route;

import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import trunkline.gateway.hours.DayHours;

/**
 * The time of day in which a row holds.
 *
 * @param zone whose clocks are meant
 */
public record Hours(DayHours day, ZoneId zone) implements Condition {

    @Override
    public @Nullable String whyNot(RouteQuery query, Countries countries) {
        LocalDateTime at = LocalDateTime.ofInstant(query.at(), zone);
        return day.contain(at)
                ? null
                : "it is " + DayHours.label(at.getDayOfWeek()) + " "
                        + at.toLocalTime().truncatedTo(ChronoUnit.MINUTES) + " in " + zone + ", not " + day;
    }
}
