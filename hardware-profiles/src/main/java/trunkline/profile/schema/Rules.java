package trunkline.profile.schema;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.Error;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** The validator's errors in the words that all of Trunkline's errors have. */
final class Rules {

    private final JsonNode document;

    Rules(JsonNode document) {
        this.document = document;
    }

    /** Empty for what only follows from another error. */
    Optional<Violation> of(Error error) {
        String pointer = error.getInstanceLocation().toString();
        JsonNode part = schemaPart(error);
        return switch (error.getKeyword()) {
            case "additionalProperties", "unevaluatedProperties" -> unknownKey(error, pointer, part);
            case "required" -> Optional.of(new Violation(pointer + "/" + error.getProperty(), "is missing"));
            case "propertyNames" -> Optional.of(new Violation(pointer + "/" + error.getProperty(), nameRule(part)));
            case "if", "anyOf", "allOf", "$ref" -> Optional.empty();
            default -> Optional.of(new Violation(pointer, rule(error, part)));
        };
    }

    private Optional<Violation> unknownKey(Error error, String pointer, JsonNode part) {
        List<String> known = new ArrayList<>(new TreeSet<>(part.path("properties").properties().stream()
                .map(Map.Entry::getKey)
                .toList()));
        JsonNode kind = error.getInstanceNode() == null
                ? null
                : document.path("$defs")
                        .path(error.getInstanceNode().path("kind").asText());
        if (error.getKeyword().equals("unevaluatedProperties") && kind != null) {
            kind.path("properties").fieldNames().forEachRemaining(known::add);
        }
        if (known.contains(error.getProperty())) {
            return Optional.empty(); // something below it is wrong, and so it was not evaluated
        }
        return Optional.of(new Violation(
                pointer + "/" + error.getProperty(),
                "is not a key of this section; those are " + String.join(", ", known)));
    }

    private String nameRule(JsonNode part) {
        JsonNode names = Fields.resolve(document, part.path("propertyNames"));
        return "must be named by " + names.path("title").asText();
    }

    private static String rule(Error error, JsonNode part) {
        return switch (error.getKeyword()) {
            case "const" -> "must be " + part.path("const").asText();
            case "enum" -> "must be one of " + values(part.path("enum"));
            case "minimum", "maximum" ->
                "must be " + part.path("minimum").asText() + " to "
                        + part.path("maximum").asText();
            case "pattern" ->
                "must be " + part.path("title").asText(part.path("pattern").asText());
            case "minLength", "maxLength" ->
                "must be " + part.path("minLength").asText("0") + " to "
                        + part.path("maxLength").asText("any number of") + " characters";
            case "minItems" -> "must have at least " + part.path("minItems").asText() + " items";
            case "maxItems" -> "must have at most " + part.path("maxItems").asText() + " items";
            case "minProperties" ->
                "must have at least " + part.path("minProperties").asText() + " keys";
            case "maxProperties" ->
                "must have at most " + part.path("maxProperties").asText() + " keys";
            case "uniqueItems" -> "must not have an item twice";
            case "type" -> "must be " + Fields.type(part.path("type"));
            default -> error.getMessage();
        };
    }

    private static String values(JsonNode list) {
        List<String> values = new ArrayList<>();
        list.forEach(value -> values.add(value.asText()));
        return String.join(", ", values);
    }

    /** The part of the schema that has the keyword of the error. */
    private JsonNode schemaPart(Error error) {
        JsonPointer keyword =
                JsonPointer.compile(error.getSchemaLocation().getFragment().toString());
        return document.at(keyword.head());
    }
}
