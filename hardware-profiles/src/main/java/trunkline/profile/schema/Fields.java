package trunkline.profile.schema;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Walks the schema for the keys that lead to values. */
final class Fields {

    private static final String REF = "#/";

    private final JsonNode document;

    Fields(JsonNode document) {
        this.document = document;
    }

    List<Field> of(String kind) {
        List<Field> fields = new ArrayList<>();
        JsonNode sections = document.path("$defs").path(kind).path("properties");
        for (Map.Entry<String, JsonNode> section : sections.properties()) {
            walk("/" + section.getKey(), section.getValue(), fields);
        }
        return fields;
    }

    private void walk(String pointer, JsonNode part, List<Field> fields) {
        JsonNode target = resolve(part);
        JsonNode properties = target.path("properties");
        JsonNode named = target.path("additionalProperties");
        if (!properties.isMissingNode()) {
            properties.properties().forEach(entry -> walk(pointer + "/" + entry.getKey(), entry.getValue(), fields));
        } else if (named.isObject()) {
            fields.add(new Field(pointer + "/*", values(resolve(named)), description(part, target)));
        } else {
            fields.add(new Field(pointer, values(target), description(part, target)));
        }
    }

    private static String description(JsonNode part, JsonNode target) {
        return part.path("description").asText(target.path("description").asText());
    }

    private JsonNode resolve(JsonNode part) {
        return resolve(document, part);
    }

    /** What a reference stands for. */
    static JsonNode resolve(JsonNode document, JsonNode part) {
        String reference = part.path("$ref").asText();
        return reference.startsWith(REF) ? document.at(reference.substring(1)) : part;
    }

    private String values(JsonNode part) {
        if (part.has("enum")) {
            List<String> values = new ArrayList<>();
            part.path("enum").forEach(value -> {
                if (!value.isNull()) {
                    values.add("`" + value.asText() + "`");
                }
            });
            return String.join(", ", values);
        }
        if (part.has("items")) {
            return "list of " + values(resolve(part.path("items")));
        }
        if (part.has("properties")) {
            List<String> names = new ArrayList<>();
            part.path("properties")
                    .properties()
                    .forEach(entry -> names.add(entry.getKey() + ": " + values(resolve(entry.getValue()))));
            return "{" + String.join("; ", names) + "}";
        }
        if (part.has("minimum") && part.has("maximum")) {
            return part.path("minimum").asText() + " to " + part.path("maximum").asText();
        }
        return part.path("title").asText(type(part.path("type")));
    }

    /** A JSON type in words. */
    static String type(JsonNode type) {
        if (type.isArray()) {
            List<String> types = new ArrayList<>();
            type.forEach(one -> types.add(type(one)));
            return String.join(" or ", types);
        }
        return switch (type.asText()) {
            case "integer" -> "a whole number";
            case "number" -> "a number";
            case "boolean" -> "true or false";
            case "array" -> "a list";
            case "object" -> "a mapping of keys to values";
            case "null" -> "null";
            default -> "a text";
        };
    }
}
