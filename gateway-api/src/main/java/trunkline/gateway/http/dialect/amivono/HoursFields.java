package trunkline.gateway.http.dialect.amivono;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import trunkline.gateway.hours.DayHours;
import trunkline.gateway.http.Fields;
import trunkline.gateway.message.HoursWish;

/** {@code quiet_hours} of an SMS, {@code call_window} of a voice message, and {@code time_zone} of both. */
final class HoursFields {

    static final String QUIET_HOURS = "quiet_hours";
    static final String CALL_WINDOW = "call_window";
    static final String TIME_ZONE = "time_zone";

    private static final Set<String> MEMBERS = Set.of("from", "to", "days");
    private static final String RULE = "must be false, or a list of 1 to " + HoursWish.OWN_MAX
            + " such as {\"from\": \"21:00\", \"to\": \"08:00\", \"days\": [\"fri\", \"sat\"]}, of which days may be left out";

    private HoursFields() {}

    /**
     * What is asked for; what is wrong with it is noted in {@code fields}.
     *
     * @param name {@link #QUIET_HOURS} or {@link #CALL_WINDOW}
     */
    static HoursWish read(Fields fields, String name) {
        List<DayHours> own = fields.optional(name, RULE, HoursFields::hours);
        ZoneId zone =
                fields.optional(TIME_ZONE, "must be a time zone such as Europe/Stockholm, or UTC", HoursFields::zone);
        // false reads as no hours at all, and no list does
        return new HoursWish(own != null && own.isEmpty(), own == null ? List.of() : own, zone);
    }

    private static @Nullable List<DayHours> hours(JsonNode node) {
        if (node.isBoolean() && !node.booleanValue()) {
            return List.of();
        }
        if (!node.isArray() || node.isEmpty() || node.size() > HoursWish.OWN_MAX) {
            return null;
        }
        List<DayHours> hours = new ArrayList<>();
        for (JsonNode one : node) {
            DayHours day = one instanceof ObjectNode object ? day(object) : null;
            if (day == null) {
                return null;
            }
            hours.add(day);
        }
        return hours;
    }

    private static @Nullable DayHours day(ObjectNode object) {
        LocalTime from = time(object.path("from"));
        LocalTime to = time(object.path("to"));
        Set<DayOfWeek> days = days(object.path("days"));
        boolean known = true;
        for (var names = object.fieldNames(); names.hasNext(); ) {
            known &= MEMBERS.contains(names.next());
        }
        return from == null || to == null || days.isEmpty() || !known ? null : new DayHours(from, to, days);
    }

    private static @Nullable LocalTime time(JsonNode node) {
        try {
            return node.isTextual() ? LocalTime.parse(node.textValue()) : null;
        } catch (DateTimeException e) {
            return null;
        }
    }

    /** All of them if it is not there; none if it is wrong. */
    private static Set<DayOfWeek> days(JsonNode node) {
        if (node.isMissingNode() || node.isNull()) {
            return EnumSet.allOf(DayOfWeek.class);
        }
        Set<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
        if (!node.isArray()) {
            return days;
        }
        for (JsonNode label : node) {
            DayOfWeek day = label.isTextual() ? DayHours.day(label.textValue()) : null;
            if (day == null) {
                return EnumSet.noneOf(DayOfWeek.class);
            }
            days.add(day);
        }
        return days;
    }

    private static @Nullable ZoneId zone(JsonNode node) {
        try {
            return node.isTextual() ? ZoneId.of(node.textValue()) : null;
        } catch (DateTimeException e) {
            return null;
        }
    }

    /** What was asked for; members that were not are left out. */
    static void put(ObjectNode json, HoursWish wish, String name) {
        if (wish.off()) {
            json.put(name, false);
        } else if (!wish.own().isEmpty()) {
            ArrayNode list = json.putArray(name);
            for (DayHours one : wish.own()) {
                ObjectNode day = list.addObject()
                        .put("from", one.from().toString())
                        .put("to", one.to().toString());
                ArrayNode days = day.putArray("days");
                one.days().stream().sorted().map(DayHours::label).forEach(days::add);
            }
        }
        if (wish.zone() != null) {
            json.put(TIME_ZONE, wish.zone().getId());
        }
    }
}
