package trunkline.gateway.storage;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.sql.SQLException;
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
import trunkline.gateway.message.HoursWish;

/** What a message asks for about the hours in which it may leave, in one column: a JSON object, or NULL for nothing. */
final class HoursColumn {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final String OFF = "off";
    private static final String OWN = "own";
    private static final String ZONE = "zone";

    private HoursColumn() {}

    static @Nullable String write(HoursWish wish) {
        if (wish.equals(HoursWish.NONE)) {
            return null;
        }
        ObjectNode json = MAPPER.createObjectNode();
        if (wish.off()) {
            json.put(OFF, true);
        }
        if (wish.zone() != null) {
            json.put(ZONE, wish.zone().getId());
        }
        if (!wish.own().isEmpty()) {
            ArrayNode own = json.putArray(OWN);
            for (DayHours one : wish.own()) {
                ArrayNode row =
                        own.addArray().add(one.from().toString()).add(one.to().toString());
                one.days().stream().sorted().forEach(day -> row.add(day.getValue()));
            }
        }
        return json.toString();
    }

    static HoursWish read(@Nullable String column) throws SQLException {
        if (column == null) {
            return HoursWish.NONE;
        }
        try {
            JsonNode json = MAPPER.readTree(column);
            List<DayHours> own = new ArrayList<>();
            json.path(OWN).forEach(row -> own.add(hours(row)));
            String zone = json.path(ZONE).textValue();
            return new HoursWish(json.path(OFF).asBoolean(), own, zone == null ? null : ZoneId.of(zone));
        } catch (JsonProcessingException | DateTimeException e) {
            throw new SQLException("hours of a message cannot be read: " + column, e);
        }
    }

    private static DayHours hours(JsonNode row) {
        Set<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
        for (int i = 2; i < row.size(); i++) {
            days.add(DayOfWeek.of(row.path(i).asInt()));
        }
        return new DayHours(
                LocalTime.parse(row.path(0).asText()),
                LocalTime.parse(row.path(1).asText()),
                days);
    }
}
