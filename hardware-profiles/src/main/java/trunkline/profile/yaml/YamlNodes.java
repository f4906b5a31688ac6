package trunkline.profile.yaml;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * Turns what SnakeYAML has composed into values. Aliases are written out, so a file of few lines may ask for billions of
 * values, or for itself within itself: hence the bounds.
 */
final class YamlNodes {

    static final int DEPTH_MAX = 20;
    private static final int VALUES_MAX = 200_000;
    private static final String STANDARD_TAGS = "tag:yaml.org,2002:";

    private int values;

    YamlValue value(Node node, int depth) {
        if (depth > DEPTH_MAX) {
            throw new Unreadable("is nested deeper than " + DEPTH_MAX, node.getStartMark());
        }
        if (++values > VALUES_MAX) {
            throw new Unreadable("has more than " + VALUES_MAX + " values, aliases written out", node.getStartMark());
        }
        if (!node.getTag().getValue().startsWith(STANDARD_TAGS)) {
            throw new Unreadable(
                    "has the tag '" + node.getTag().getValue() + "': tags are not read", node.getStartMark());
        }
        int line = node.getStartMark().getLine() + 1;
        if (node instanceof MappingNode mapping) {
            return mapping(line, mapping, depth);
        }
        if (node instanceof SequenceNode sequence) {
            List<YamlValue> items = new ArrayList<>();
            for (Node item : sequence.getValue()) {
                items.add(value(item, depth + 1));
            }
            return new YamlValue.Sequence(line, List.copyOf(items));
        }
        ScalarNode scalar = (ScalarNode) node;
        ScalarType type =
                scalar.getScalarStyle() == ScalarStyle.PLAIN ? ScalarType.ofPlain(scalar.getValue()) : ScalarType.TEXT;
        return new YamlValue.Scalar(line, scalar.getValue(), type);
    }

    private YamlValue mapping(int line, MappingNode node, int depth) {
        Map<String, YamlValue> entries = new LinkedHashMap<>();
        for (NodeTuple tuple : node.getValue()) {
            String key = key(tuple.getKeyNode());
            if (entries.put(key, value(tuple.getValueNode(), depth + 1)) != null) {
                throw new Unreadable(
                        "'" + key + "' is there twice", tuple.getKeyNode().getStartMark());
            }
        }
        return new YamlValue.Mapping(line, Collections.unmodifiableMap(entries));
    }

    private static String key(Node node) {
        if (node instanceof ScalarNode scalar) {
            return scalar.getValue();
        }
        throw new Unreadable("a key must be a plain text", node.getStartMark());
    }

    /** What SnakeYAML itself has nothing against. */
    private static final class Unreadable extends MarkedYAMLException {
        private static final long serialVersionUID = 1L;

        Unreadable(String problem, Mark mark) {
            super(null, null, problem, mark);
        }
    }
}
