package trunkline.gateway.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
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
        known.add(name);
        JsonNode node = object.get(name);
        if (node == null || node.isNull()) {
            return null;
        }
        if (!node.isTextual()) {
            reject(name, node.toString(), "must be a string");
            return null;
        }
        return node.textValue();
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
