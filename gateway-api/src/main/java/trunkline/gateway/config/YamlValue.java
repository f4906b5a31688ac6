package trunkline.gateway.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** A value of a YAML file with the line it stands on, counted from 1. */
sealed interface YamlValue {

    int line();

    /** The value as an error shows it. */
    String shown();

    record Scalar(int line, String text) implements YamlValue {
        @Override
        public String shown() {
            return text;
        }
    }

    record Sequence(int line, List<YamlValue> items) implements YamlValue {
        @Override
        public String shown() {
            return items.stream().map(YamlValue::shown).collect(Collectors.joining(", ", "[", "]"));
        }
    }

    record Mapping(int line, Map<String, YamlValue> entries) implements YamlValue {
        static final Mapping EMPTY = new Mapping(1, Map.of());

        @Override
        public String shown() {
            return "{...}";
        }
    }

    /** Converts what SnakeYAML has composed. */
    static YamlValue of(Node node) {
        int line = node.getStartMark().getLine() + 1;
        if (node instanceof MappingNode mapping) {
            Map<String, YamlValue> entries = new LinkedHashMap<>();
            for (NodeTuple tuple : mapping.getValue()) {
                String key = keyOf(tuple.getKeyNode());
                if (entries.put(key, of(tuple.getValueNode())) != null) {
                    throw new BadYaml(
                            "'" + key + "' is there twice", tuple.getKeyNode().getStartMark());
                }
            }
            return new Mapping(line, entries);
        }
        if (node instanceof SequenceNode sequence) {
            return new Sequence(
                    line, sequence.getValue().stream().map(YamlValue::of).toList());
        }
        return new Scalar(line, ((ScalarNode) node).getValue());
    }

    private static String keyOf(Node node) {
        if (node instanceof ScalarNode scalar) {
            return scalar.getValue();
        }
        throw new BadYaml("a key must be a plain text", node.getStartMark());
    }

    /** What SnakeYAML itself has nothing against. */
    final class BadYaml extends MarkedYAMLException {
        private static final long serialVersionUID = 1L;

        BadYaml(String problem, Mark mark) {
            super(null, null, problem, mark);
        }
    }
}
