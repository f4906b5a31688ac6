package trunkline.profile;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import trunkline.profile.yaml.YamlValue;

/** A YAML value as JSON, for the schema; and what stands where in it. */
final class YamlJson {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private YamlJson() {}

    static JsonNode json(YamlValue value) {
        if (value instanceof YamlValue.Mapping mapping) {
            return json(mapping);
        }
        if (value instanceof YamlValue.Sequence sequence) {
            ArrayNode array = NODES.arrayNode();
            sequence.items().forEach(item -> array.add(json(item)));
            return array;
        }
        YamlValue.Scalar scalar = (YamlValue.Scalar) value;
        return switch (scalar.type()) {
            case TEXT -> NODES.textNode(scalar.text());
            case INTEGER -> integer(Long.decode(scalar.text()));
            case DECIMAL -> NODES.numberNode(new BigDecimal(scalar.text()));
            case FLAG -> NODES.booleanNode(Boolean.parseBoolean(scalar.text()));
            case NOTHING -> NODES.nullNode();
        };
    }

    static ObjectNode json(YamlValue.Mapping mapping) {
        ObjectNode object = NODES.objectNode();
        mapping.entries().forEach((key, entry) -> object.set(key, json(entry)));
        return object;
    }

    private static JsonNode integer(long value) {
        return value == (int) value ? NODES.numberNode((int) value) : NODES.numberNode(value);
    }

    /** The line of each value by its pointer, those of lists and mappings included. */
    static Map<String, Integer> lines(YamlValue.Mapping root) {
        Map<String, Integer> lines = new LinkedHashMap<>();
        lines("", root, lines);
        return lines;
    }

    private static void lines(String pointer, YamlValue value, Map<String, Integer> lines) {
        lines.put(pointer, value.line());
        if (value instanceof YamlValue.Mapping mapping) {
            mapping.entries().forEach((key, entry) -> lines(child(pointer, key), entry, lines));
        } else if (value instanceof YamlValue.Sequence sequence) {
            for (int i = 0; i < sequence.items().size(); i++) {
                lines(pointer + "/" + i, sequence.items().get(i), lines);
            }
        }
    }

    /** The leaves below {@code value}, which stands at {@code pointer}. */
    static void leaves(String pointer, YamlValue value, Map<String, Leaf> leaves) {
        if (value instanceof YamlValue.Mapping mapping) {
            mapping.entries().forEach((key, entry) -> leaves(child(pointer, key), entry, leaves));
        } else {
            leaves.put(pointer, new Leaf(json(value), value.line()));
        }
    }

    private static String child(String pointer, String key) {
        return pointer + "/" + key.replace("~", "~0").replace("/", "~1");
    }
}
