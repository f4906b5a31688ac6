package trunkline.gateway.config;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import trunkline.profile.yaml.YamlValue;

/** One mapping of the file, read key by key. What is wrong is noted, and a harmless value returned in its place. */
final class Section {

    /** A value that is not written there. */
    record Fallback<T>(T value, String origin) {
        static <T> Fallback<T> ofDefault(T value) {
            return new Fallback<>(value, "default");
        }
    }

    private final Reading reading;
    private final String path;
    private final YamlValue.Mapping mapping;
    private final Set<String> known = new HashSet<>();

    Section(Reading reading, String path, YamlValue.Mapping mapping) {
        this.reading = reading;
        this.path = path;
        this.mapping = mapping;
    }

    int line() {
        return mapping.line();
    }

    Reading reading() {
        return reading;
    }

    /** The path of a key of this section. */
    String pathOf(String key) {
        return path.isEmpty() ? key : path + "." + key;
    }

    /** The mapping under a key; an empty one if it is not there. */
    Section section(String key) {
        YamlValue value = value(key);
        if (value instanceof YamlValue.Mapping nested) {
            return new Section(reading, pathOf(key), nested);
        }
        if (value != null) {
            reading.wrong(value.line(), pathOf(key), value.shown(), "must be a mapping of keys to values");
        }
        return new Section(reading, pathOf(key), YamlValue.Mapping.EMPTY);
    }

    /** The mappings in the list under a key, each named by its {@code name} or its position. */
    List<Section> sections(String key) {
        List<Section> sections = new ArrayList<>();
        for (YamlValue item : items(key)) {
            if (item instanceof YamlValue.Mapping nested) {
                YamlValue name = nested.entries().get("name");
                String label = name instanceof YamlValue.Scalar scalar ? scalar.text() : "" + sections.size();
                sections.add(new Section(reading, pathOf(key) + "[" + label + "]", nested));
            } else {
                reading.wrong(item.line(), pathOf(key), item.shown(), "must be a list of mappings");
            }
        }
        return sections;
    }

    /** The texts in the list under a key. */
    List<String> texts(String key) {
        List<String> texts = new ArrayList<>();
        for (YamlValue item : items(key)) {
            if (item instanceof YamlValue.Scalar scalar) {
                texts.add(scalar.text());
            } else {
                reading.wrong(item.line(), pathOf(key), item.shown(), "must be a list of names");
            }
        }
        reading.inForce(pathOf(key), texts.toString(), origin(key, "default"));
        return List.copyOf(texts);
    }

    /**
     * An item of a list that may be a text or a mapping.
     *
     * @param text empty if it is a mapping
     */
    record Item(String text, @Nullable Section section) {}

    /** The items of the list under a key, each a text, or a mapping named by its {@code name}. */
    List<Item> itemsOrTexts(String key) {
        List<Item> read = new ArrayList<>();
        List<String> shown = new ArrayList<>();
        for (YamlValue item : items(key)) {
            if (item instanceof YamlValue.Scalar scalar) {
                read.add(new Item(scalar.text(), null));
                shown.add(scalar.text());
            } else if (item instanceof YamlValue.Mapping nested) {
                YamlValue name = nested.entries().get("name");
                String label = name instanceof YamlValue.Scalar scalar ? scalar.text() : "" + read.size();
                read.add(new Item("", new Section(reading, pathOf(key) + "[" + label + "]", nested)));
                shown.add(label);
            } else {
                reading.wrong(item.line(), pathOf(key), item.shown(), "must be a list of names, or of mappings");
            }
        }
        reading.inForce(pathOf(key), shown.toString(), origin(key, "default"));
        return read;
    }

    private List<YamlValue> items(String key) {
        YamlValue value = value(key);
        if (value instanceof YamlValue.Sequence sequence) {
            return sequence.items();
        }
        if (value != null) {
            reading.wrong(value.line(), pathOf(key), value.shown(), "must be a list");
        }
        return List.of();
    }

    /** A text that must be there. */
    String required(String key, String rule) {
        if (!mapping.entries().containsKey(key)) {
            known.add(key);
            reading.missing(mapping.line(), pathOf(key), rule);
            return "";
        }
        return read(key, rule, Fallback.ofDefault(""), text -> text.isEmpty() ? null : text);
    }

    String text(String key, String fallback) {
        return read(key, "must be a text", Fallback.ofDefault(fallback), text -> text);
    }

    int integer(String key, int fallback, int min, int max) {
        return integer(key, Fallback.ofDefault(fallback), min, max);
    }

    int integer(String key, Fallback<Integer> fallback, int min, int max) {
        return read(key, "must be " + min + " to " + max, fallback, text -> Values.integer(text, min, max));
    }

    /** A number that may have decimals. */
    double number(String key, double fallback, double min, double max) {
        return read(
                        key,
                        "must be " + BigDecimal.valueOf(min).toPlainString() + " to "
                                + BigDecimal.valueOf(max).toPlainString(),
                        Fallback.ofDefault(BigDecimal.valueOf(fallback)),
                        text -> Values.number(text, min, max))
                .doubleValue();
    }

    Duration duration(String key, Fallback<Duration> fallback) {
        return read(key, "must be a duration above 0 such as 500ms, 30s, 5m, 72h", fallback, Values::duration);
    }

    Duration duration(String key, Duration fallback) {
        return duration(key, Fallback.ofDefault(fallback));
    }

    boolean flag(String key, boolean fallback) {
        return read(key, "must be true or false", Fallback.ofDefault(fallback), Values::flag);
    }

    /** One of the constants of {@code fallback}'s type, written in lower case with dashes. */
    <E extends Enum<E>> E oneOf(String key, E fallback) {
        return oneOf(key, Fallback.ofDefault(fallback));
    }

    /** The same where the fallback may come from elsewhere. */
    <E extends Enum<E>> E oneOf(String key, Fallback<E> fallback) {
        E[] constants = fallback.value().getDeclaringClass().getEnumConstants();
        String rule =
                "must be one of " + Stream.of(constants).map(Values::write).collect(Collectors.joining(", "));
        return read(key, rule, fallback, text -> Stream.of(constants)
                .filter(constant -> Values.write(constant).equals(text))
                .findFirst()
                .orElse(null));
    }

    /** Some of the constants of {@code type}, written in lower case with dashes; all of them if the key is not there. */
    <E extends Enum<E>> Set<E> someOf(String key, Class<E> type) {
        Set<E> chosen = has(key) ? EnumSet.noneOf(type) : EnumSet.allOf(type);
        for (YamlValue item : items(key)) {
            Stream.of(type.getEnumConstants())
                    .filter(constant -> item instanceof YamlValue.Scalar scalar
                            && Values.write(constant).equals(scalar.text()))
                    .findFirst()
                    .ifPresentOrElse(
                            chosen::add,
                            () -> reading.wrong(
                                    item.line(),
                                    pathOf(key),
                                    item.shown(),
                                    "must be some of " + names(EnumSet.allOf(type))));
        }
        reading.inForce(pathOf(key), "[" + names(chosen) + "]", origin(key, "default"));
        return Set.copyOf(chosen);
    }

    private static String names(Set<? extends Enum<?>> constants) {
        return constants.stream().map(Values::write).collect(Collectors.joining(", "));
    }

    /** Any other type: {@code parse} answers null for what does not keep to {@code rule}. */
    <T> T read(String key, String rule, Fallback<T> fallback, Function<String, @Nullable T> parse) {
        YamlValue value = value(key);
        if (value == null) {
            reading.inForce(pathOf(key), Values.write(fallback.value()), fallback.origin());
            return fallback.value();
        }
        T parsed = value instanceof YamlValue.Scalar scalar ? parse.apply(scalar.text()) : null;
        if (parsed == null) {
            reading.wrong(value.line(), pathOf(key), value.shown(), rule);
            return fallback.value();
        }
        reading.inForce(pathOf(key), Values.write(parsed), reading.origin(value.line()));
        return parsed;
    }

    /** Notes that a value which was read does not go with another. */
    void wrong(String key, String rule) {
        YamlValue value = mapping.entries().get(key);
        reading.wrong(
                value == null ? mapping.line() : value.line(), pathOf(key), value == null ? "" : value.shown(), rule);
    }

    /** The mapping under a key as it is written; an empty one if it is not there. */
    YamlValue.Mapping mapping(String key) {
        YamlValue value = value(key);
        if (value instanceof YamlValue.Mapping nested) {
            return nested;
        }
        if (value != null) {
            reading.wrong(value.line(), pathOf(key), value.shown(), "must be a mapping of keys to values");
        }
        return YamlValue.Mapping.EMPTY;
    }

    /** What a key that was read is set to here; null if it is not written. */
    @Nullable
    Setting written(String key) {
        return mapping.entries().containsKey(key) ? reading.setting(pathOf(key)) : null;
    }

    /** The line of a key; of the section, if it is not written. */
    int line(String key) {
        YamlValue value = mapping.entries().get(key);
        return value == null ? mapping.line() : value.line();
    }

    /** Whether the key is written. */
    boolean has(String key) {
        known.add(key);
        return mapping.entries().containsKey(key);
    }

    private String origin(String key, String fallback) {
        YamlValue value = mapping.entries().get(key);
        return value == null ? fallback : reading.origin(value.line());
    }

    private @Nullable YamlValue value(String key) {
        known.add(key);
        return mapping.entries().get(key);
    }

    /** All keys have been read: what is left is not known here. */
    void end() {
        for (Map.Entry<String, YamlValue> entry : mapping.entries().entrySet()) {
            if (!known.contains(entry.getKey())) {
                reading.wrong(
                        entry.getValue().line(),
                        pathOf(entry.getKey()),
                        entry.getValue().shown(),
                        "is not a key of this section; those are "
                                + known.stream().sorted().collect(Collectors.joining(", ")));
            }
        }
    }
}
