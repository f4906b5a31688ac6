package trunkline.profile;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import trunkline.profile.schema.Field;
import trunkline.profile.schema.ProfileSchema;
import trunkline.profile.schema.Violation;

/** Puts a profile together: what it extends, itself, and what the operator says over it. */
final class Resolver {

    private static final String ANY_NAME = "/*";

    private final Map<String, ProfileFile> files;
    private final ProfileSchema schema;

    Resolver(Map<String, ProfileFile> files, ProfileSchema schema) {
        this.files = files;
        this.schema = schema;
    }

    ProfileSchema schema() {
        return schema;
    }

    @Nullable
    ProfileFile file(String id) {
        return files.get(id);
    }

    /** A profile that was put together and is right. */
    record Resolved(EffectiveProfile origins, ObjectNode section) {
        <P> P bind(Class<P> type) {
            return Binding.bind(origins.own().head().id(), section, type);
        }
    }

    /** The profile of a kind that an id means: its own, or that face of the device; null if there is none. */
    @Nullable
    ProfileFile face(ProfileKind kind, String id) {
        ProfileFile file = files.get(id);
        if (file == null || file.head().kind() == kind) {
            return file;
        }
        Leaf face = file.values().get("/faces/" + kind.label());
        ProfileFile named = face == null ? null : files.get(face.value().asText());
        return named == null || named.head().kind() != kind ? null : named;
    }

    /**
     * All that holds for a profile of which {@link ChainCheck} has found nothing.
     *
     * @throws InvalidProfileException if the overrides are wrong
     */
    Resolved resolve(ProfileFile file, Overrides overrides) throws InvalidProfileException {
        List<Finding> wrong = wrongOverrides(file, overrides);
        if (!wrong.isEmpty()) {
            throw InvalidProfileException.of(wrong);
        }
        Layers layers = layers(file, overrides);
        ObjectNode tree = layers.tree();
        ProfileKind kind = file.head().kind();
        schema.fields(kind.label()).stream()
                .map(Field::pointer)
                .filter(pointer -> pointer.endsWith(ANY_NAME))
                .forEach(pointer -> tree.withObject(pointer.substring(0, pointer.length() - ANY_NAME.length())));
        return new Resolved(origins(file, layers), tree.withObjectProperty(kind.section()));
    }

    /** Overrides keep to the schema as a file of the kind does. */
    private List<Finding> wrongOverrides(ProfileFile file, Overrides overrides) {
        ObjectNode json = YamlJson.json(overrides.values());
        ObjectNode whole = json.deepCopy()
                .put("schema", 1)
                .put("kind", file.head().kind().label())
                .put("id", file.head().id())
                .put("title", file.head().title())
                .put("verified", Verified.UNVERIFIED.label());
        List<Finding> findings = new ArrayList<>();
        json.fieldNames().forEachRemaining(key -> {
            if (!key.equals(file.head().kind().section())) {
                findings.add(ProfileReader.finding(
                        overrides.file(),
                        new Violation(
                                "/" + key,
                                "is not a key of overrides; that is "
                                        + file.head().kind().section()),
                        json,
                        YamlJson.lines(overrides.values())));
            }
        });
        for (Violation violation : findings.isEmpty() ? schema.validate(whole) : List.<Violation>of()) {
            findings.add(ProfileReader.finding(overrides.file(), violation, json, YamlJson.lines(overrides.values())));
        }
        return findings;
    }

    Layers layers(ProfileFile file, Overrides overrides) {
        Layers layers = new Layers();
        chain(file).forEach(layers::add);
        layers.add(overrides);
        return layers;
    }

    private List<ProfileFile> chain(ProfileFile file) {
        List<ProfileFile> chain = new ArrayList<>();
        for (ProfileFile at = file; at != null; at = parent(at)) {
            chain.add(at);
        }
        Collections.reverse(chain);
        return chain;
    }

    private @Nullable ProfileFile parent(ProfileFile file) {
        String parent = file.head().parent();
        return parent == null ? null : files.get(parent);
    }

    EffectiveProfile origins(ProfileFile file, Layers layers) {
        List<String> order = schema.fields(file.head().kind().label()).stream()
                .map(Field::pointer)
                .toList();
        List<EffectiveValue> values = new ArrayList<>(layers.values());
        values.sort(Comparator.comparingInt((EffectiveValue value) -> place(value.pointer(), order))
                .thenComparing(EffectiveValue::pointer));
        return new EffectiveProfile(
                file, chain(file).stream().map(link -> link.head().id()).toList(), List.copyOf(values));
    }

    private static int place(String pointer, List<String> order) {
        for (int i = 0; i < order.size(); i++) {
            String field = order.get(i);
            if (field.equals(pointer)
                    || (field.endsWith("/*") && pointer.startsWith(field.substring(0, field.length() - 1)))) {
                return i;
            }
        }
        return order.size();
    }
}
