package trunkline.gateway.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import trunkline.gateway.message.PhoneNumber;
import trunkline.gateway.message.Sender;

/**
 * The fields of a request's JSON object, read one by one; what is wrong with each is gathered, so that one answer names
 * all of it. A field that is wrong reads as some harmless value: {@link #check} comes before anything is done with it.
 * Confined to one request.
 */
public final class Fields {

    private static final PhoneNumber NOBODY = new PhoneNumber("+10000000000");
    /** What fits into microseconds with room to spare. */
    private static final Instant FIRST_TIME = Instant.parse("1970-01-01T00:00:00Z");

    private static final Instant LAST_TIME = Instant.parse("9999-12-31T00:00:00Z");

    private final ObjectNode object;
    private final Set<String> known = new LinkedHashSet<>();
    private final List<Problem.FieldError> errors = new ArrayList<>();

    public Fields(ObjectNode object) {
        this.object = object;
    }

    /** A string that must be there. */
    public String text(String name) {
        String text = optionalText(name);
        if (text == null) {
            rejectUnlessRejected(name, null, "is required, a string");
            return "";
        }
        return text;
    }

    /** A string, or null if it is not there. */
    public @Nullable String optionalText(String name) {
        JsonNode node = optional(name);
        if (node == null) {
            return null;
        }
        if (!node.isTextual()) {
            reject(name, node.toString(), "must be a string");
            return null;
        }
        return node.textValue();
    }

    /** Strings in a list of 1 to {@code most}, or null if it is not there. */
    public @Nullable List<String> optionalTexts(String name, int most) {
        JsonNode node = optional(name);
        if (node == null) {
            return null;
        }
        List<String> texts = new ArrayList<>();
        node.forEach(item -> texts.add(item.isTextual() ? item.textValue() : ""));
        if (!node.isArray() || texts.isEmpty() || texts.size() > most || texts.contains("")) {
            reject(name, node.toString(), "must be a list of 1 to " + most + " strings");
            return null;
        }
        return texts;
    }

    /** A whole number, or null if it is not there. */
    public @Nullable Integer optionalInteger(String name, int min, int max) {
        JsonNode node = optional(name);
        if (node == null) {
            return null;
        }
        if (!node.isIntegralNumber() || !node.canConvertToInt() || node.intValue() < min || node.intValue() > max) {
            reject(name, node.toString(), "must be a whole number, " + min + " to " + max);
            return null;
        }
        return node.intValue();
    }

    /** True or false, or null if it is not there. */
    public @Nullable Boolean optionalFlag(String name) {
        JsonNode node = optional(name);
        if (node == null) {
            return null;
        }
        if (!node.isBoolean()) {
            reject(name, node.toString(), "must be true or false");
            return null;
        }
        return node.booleanValue();
    }

    /** One of {@code choices} by its name, or null if it is not there. */
    public <T> @Nullable T optionalOneOf(String name, List<T> choices, Function<T, String> nameOf) {
        String text = optionalText(name);
        if (text == null) {
            return null;
        }
        for (T choice : choices) {
            if (nameOf.apply(choice).equals(text)) {
                return choice;
            }
        }
        reject(name, text, "must be one of " + choices.stream().map(nameOf).collect(Collectors.joining(", ")));
        return null;
    }

    /** A point in time, or null if it is not there. */
    public @Nullable Instant optionalTime(String name) {
        String text = optionalText(name);
        if (text == null) {
            return null;
        }
        try {
            Instant time = OffsetDateTime.parse(text).toInstant();
            if (time.isAfter(FIRST_TIME) && time.isBefore(LAST_TIME)) {
                return time;
            }
        } catch (DateTimeParseException e) {
            // said below
        }
        reject(name, text, "must be a time in RFC 3339 form, such as 2026-12-01T08:30:00+01:00");
        return null;
    }

    /** Anything else, or null if it is not there; {@code parse} answers null for what does not keep to {@code rule}. */
    public <T> @Nullable T optional(String name, String rule, Function<JsonNode, @Nullable T> parse) {
        JsonNode node = optional(name);
        if (node == null) {
            return null;
        }
        T parsed = parse.apply(node);
        if (parsed == null) {
            reject(name, node.toString(), rule);
        }
        return parsed;
    }

    private @Nullable JsonNode optional(String name) {
        known.add(name);
        JsonNode node = object.get(name);
        return node == null || node.isNull() ? null : node;
    }

    /** A telephone number that must be there. */
    public PhoneNumber phoneNumber(String name) {
        String text = text(name);
        PhoneNumber number = PhoneNumbers.parse(text);
        if (number == null) {
            rejectUnlessRejected(name, text, PhoneNumbers.RULE);
            return NOBODY;
        }
        return number;
    }

    /** A sender of SMS that must be there. */
    public Sender sender(String name) {
        String text = text(name);
        String brokenRule = Sender.brokenRule(text);
        if (brokenRule != null) {
            rejectUnlessRejected(name, text, brokenRule);
            return new Sender(NOBODY.e164());
        }
        return new Sender(text);
    }

    /** Whether the field is there and not null. */
    public boolean has(String name) {
        known.add(name);
        return object.hasNonNull(name);
    }

    /** Notes that a field is wrong. */
    public void reject(String name, @Nullable String value, String rule) {
        errors.add(new Problem.FieldError(name, value, rule));
    }

    private void rejectUnlessRejected(String name, @Nullable String value, String rule) {
        if (errors.stream().noneMatch(error -> error.field().equals(name))) {
            reject(name, value, rule);
        }
    }

    /** Fails if anything was wrong, or if there is a field that nobody asked for. */
    public void check() throws ProblemException {
        object.fieldNames().forEachRemaining(name -> {
            if (!known.contains(name)) {
                reject(
                        name,
                        object.get(name).toString(),
                        "is not a field of this request: those are " + String.join(", ", known));
            }
        });
        if (!errors.isEmpty()) {
            throw new ProblemException(Problem.fields(errors));
        }
    }
}
