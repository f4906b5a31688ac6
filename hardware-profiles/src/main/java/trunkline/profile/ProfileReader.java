package trunkline.profile;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import trunkline.profile.schema.ProfileSchema;
import trunkline.profile.schema.Violation;
import trunkline.profile.yaml.YamlValue;

/** Reads one file: the schema first, and what it lets through has the shape that is relied upon here. */
final class ProfileReader {

    private final ProfileSchema schema;

    ProfileReader(ProfileSchema schema) {
        this.schema = schema;
    }

    /**
     * The profile; null if something is wrong, which is added to {@code findings}.
     *
     * @param name how errors call the file
     */
    @Nullable
    ProfileFile read(String name, boolean shipped, YamlValue.Mapping file, List<Finding> findings) {
        JsonNode json = YamlJson.json(file);
        Map<String, Integer> lines = YamlJson.lines(file);
        List<Violation> violations = schema.validate(json);
        for (Violation violation : violations) {
            findings.add(finding(name, violation, json, lines));
        }
        if (!violations.isEmpty()) {
            return null;
        }
        return readChecked(name, shipped, file);
    }

    /** The profile of a file that the schema is known to let through. */
    static ProfileFile readChecked(String name, boolean shipped, YamlValue.Mapping file) {
        JsonNode json = YamlJson.json(file);
        ProfileFile.Head head = head(json);
        Map<String, Leaf> values = new LinkedHashMap<>();
        YamlValue section = file.entries().get(head.kind().section());
        if (section != null) {
            YamlJson.leaves("/" + head.kind().section(), section, values);
        }
        return new ProfileFile(name, shipped, head, values, sources(json), notes(json), YamlJson.lines(file));
    }

    static Finding finding(String file, Violation violation, JsonNode json, Map<String, Integer> lines) {
        JsonNode value = json.at(violation.pointer());
        String part = violation.pointer();
        while (!lines.containsKey(part) && !part.isEmpty()) {
            part = part.substring(0, part.lastIndexOf('/'));
        }
        return Finding.error(
                file,
                lines.getOrDefault(part, 1),
                violation.pointer(),
                value.isMissingNode() ? "" : Leaf.shown(value),
                violation.rule());
    }

    private static ProfileFile.Head head(JsonNode json) {
        return new ProfileFile.Head(
                ProfileKind.valueOf(json.path("kind").asText().toUpperCase(Locale.ROOT)),
                json.path("id").asText(),
                json.path("title").asText(),
                json.has("extends") ? json.path("extends").asText() : null,
                json.path("abstract").asBoolean(),
                json.has("replaces"),
                Verified.valueOf(
                        json.path("verified").asText().toUpperCase(Locale.ROOT).replace('-', '_')));
    }

    private static Map<String, List<String>> sources(JsonNode json) {
        Map<String, List<String>> sources = new LinkedHashMap<>();
        json.path("sources").properties().forEach(entry -> {
            List<String> found = new ArrayList<>();
            if (entry.getValue().isArray()) {
                entry.getValue().forEach(source -> found.add(source.asText()));
            } else {
                found.add(entry.getValue().asText());
            }
            sources.put(entry.getKey(), List.copyOf(found));
        });
        return sources;
    }

    private static List<ProfileFile.Note> notes(JsonNode json) {
        List<ProfileFile.Note> notes = new ArrayList<>();
        json.path("notes")
                .forEach(note -> notes.add(new ProfileFile.Note(
                        note.path("text").asText(), note.path("source").asText())));
        return List.copyOf(notes);
    }
}
