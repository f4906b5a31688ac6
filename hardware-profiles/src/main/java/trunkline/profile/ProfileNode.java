package trunkline.profile;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A part of a merged profile, read key by key; what is missing or wrong is an {@link InvalidProfileException}. */
final class ProfileNode {

    private static final Pattern DURATION = Pattern.compile("([0-9]{1,9})(ms|s|m|h)");

    private final String path;
    private final JsonNode node;

    ProfileNode(String path, JsonNode node) {
        this.path = path;
        this.node = node;
    }

    ProfileNode at(String key) {
        return new ProfileNode(path + "/" + key, node.path(key));
    }

    int integer() {
        if (!node.isInt()) {
            throw wrong("must be a whole number");
        }
        return node.intValue();
    }

    boolean flag() {
        return node.isBoolean() && node.booleanValue();
    }

    Duration duration() {
        Matcher duration = DURATION.matcher(node.asText());
        if (!duration.matches()) {
            throw wrong("must be a duration such as 500ms, 30s, 5m, 1h");
        }
        long count = Long.parseLong(duration.group(1));
        return switch (duration.group(2)) {
            case "ms" -> Duration.ofMillis(count);
            case "s" -> Duration.ofSeconds(count);
            case "m" -> Duration.ofMinutes(count);
            default -> Duration.ofHours(count);
        };
    }

    <E extends Enum<E>> E oneOf(Class<E> type) {
        String name = node.asText().toUpperCase(Locale.ROOT).replace('-', '_');
        for (E constant : type.getEnumConstants()) {
            if (constant.name().equals(name)) {
                return constant;
            }
        }
        throw wrong(
                "must be one of " + List.of(type.getEnumConstants()).toString().toLowerCase(Locale.ROOT));
    }

    List<String> texts() {
        List<String> texts = new ArrayList<>();
        node.forEach(item -> texts.add(item.asText()));
        return List.copyOf(texts);
    }

    /** The entries whose names are command_status values in hexadecimal, {@code 0x58}. */
    Map<Integer, ProfileNode> statuses() {
        Map<Integer, ProfileNode> statuses = new TreeMap<>();
        node.fieldNames().forEachRemaining(name -> {
            try {
                statuses.put(Integer.decode(name), at(name));
            } catch (NumberFormatException e) {
                throw at(name).wrong("must be named by a number such as 0x58");
            }
        });
        return statuses;
    }

    private InvalidProfileException wrong(String rule) {
        return new InvalidProfileException("'" + path + "' is '" + node + "': " + rule);
    }
}
