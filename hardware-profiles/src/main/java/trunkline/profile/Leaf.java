package trunkline.profile;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/**
 * A value in a file: a scalar, or a list as a whole.
 *
 * @param line from 1
 */
public record Leaf(JsonNode value, int line) {

    /** The value as it would be written in a file. */
    public String shown() {
        return shown(value);
    }

    static String shown(JsonNode value) {
        List<String> parts = new ArrayList<>();
        if (value.isArray()) {
            value.forEach(item -> parts.add(shown(item)));
            return "[" + String.join(", ", parts) + "]";
        }
        if (value.isObject()) {
            value.properties().forEach(entry -> parts.add(entry.getKey() + ": " + shown(entry.getValue())));
            return "{" + String.join(", ", parts) + "}";
        }
        return value.asText();
    }
}
