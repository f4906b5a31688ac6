package trunkline.profile.yaml;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A value of a YAML file with the line it stands on, counted from 1. */
public sealed interface YamlValue {

    int line();

    /** The value as an error shows it. */
    String shown();

    /**
     * A text, a number, a flag, or nothing.
     *
     * @param text as it is written, without its quotes
     */
    record Scalar(int line, String text, ScalarType type) implements YamlValue {
        @Override
        public String shown() {
            return text;
        }
    }

    /** A list. */
    record Sequence(int line, List<YamlValue> items) implements YamlValue {
        @Override
        public String shown() {
            return items.stream().map(YamlValue::shown).collect(Collectors.joining(", ", "[", "]"));
        }
    }

    /** Keys and values, in the order of the file. */
    record Mapping(int line, Map<String, YamlValue> entries) implements YamlValue {
        public static final Mapping EMPTY = new Mapping(1, Map.of());

        @Override
        public String shown() {
            return "{...}";
        }
    }
}
