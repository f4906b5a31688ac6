package trunkline.profile;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Profiles and overrides on top of one another. Mappings merge key by key, lists and scalars replace, null takes away.
 */
final class Layers {

    private record Held(JsonNode json, EffectiveValue value) {}

    private final Map<String, Held> held = new LinkedHashMap<>();

    /** Puts what {@code file} says over what is there. */
    void add(ProfileFile file) {
        file.values()
                .forEach((pointer, leaf) -> put(
                        leaf,
                        new EffectiveValue(
                                pointer,
                                leaf.shown(),
                                file.head().id(),
                                file.name(),
                                leaf.line(),
                                file.sourcesOf(pointer))));
    }

    void add(Overrides overrides) {
        Map<String, Leaf> leaves = new LinkedHashMap<>();
        YamlJson.leaves("", overrides.values(), leaves);
        leaves.forEach((pointer, leaf) ->
                put(leaf, new EffectiveValue(pointer, leaf.shown(), "", overrides.file(), leaf.line(), List.of())));
    }

    private void put(Leaf leaf, EffectiveValue value) {
        if (leaf.value().isNull()) {
            held.keySet()
                    .removeIf(pointer -> pointer.equals(value.pointer()) || pointer.startsWith(value.pointer() + "/"));
        } else {
            held.put(value.pointer(), new Held(leaf.value(), value));
        }
    }

    List<EffectiveValue> values() {
        List<EffectiveValue> values = new ArrayList<>();
        held.values().forEach(one -> values.add(one.value()));
        return values;
    }

    /** All of it as one tree. */
    ObjectNode tree() {
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        held.forEach((pointer, one) -> {
            String[] keys = pointer.substring(1).split("/", -1);
            ObjectNode parent = root;
            for (int i = 0; i < keys.length - 1; i++) {
                parent = parent.withObjectProperty(unescaped(keys[i]));
            }
            parent.set(unescaped(keys[keys.length - 1]), one.json());
        });
        return root;
    }

    private static String unescaped(String key) {
        return key.replace("~1", "/").replace("~0", "~");
    }
}
