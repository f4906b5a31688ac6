package trunkline.gateway.http.dialect.amivono;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import trunkline.gateway.http.Problem;
import trunkline.gateway.http.ProblemException;
import trunkline.gateway.template.TemplateText;

/** {@code template} and {@code variables} of a request for an SMS, in the place of its {@code message}. */
final class TemplateFields {

    static final String TEMPLATE = "template";
    static final String VARIABLES = "variables";

    private static final int VALUE_CHARACTERS_MAX = 1_000;
    private static final int UNPROCESSABLE = 422;

    private TemplateFields() {}

    static boolean areIn(JsonNode request) {
        return request.has(TEMPLATE) || request.has(VARIABLES);
    }

    /** The name of the template that is asked for. */
    static String name(JsonNode request) throws ProblemException {
        JsonNode name = request.path(TEMPLATE);
        if (!name.isTextual()) {
            throw wrong(
                    TEMPLATE,
                    name.isMissingNode() ? null : name.toString(),
                    "must be the name of a template, a string");
        }
        for (String other : List.of(SmsFields.MESSAGE, SmsFields.BINARY)) {
            if (request.has(other)) {
                throw wrong(other, request.get(other).asText(), "cannot stand beside template");
            }
        }
        return name.textValue();
    }

    /**
     * The request with a {@code message} in the place of both.
     *
     * @param template the one of the {@link #name}; null if the account has none
     */
    static ObjectNode filled(ObjectNode request, @Nullable TemplateText template) throws ProblemException {
        String name = name(request);
        if (template == null) {
            throw wrong(TEMPLATE, name, "must be the name of a template that was put before");
        }
        JsonNode given = request.path(VARIABLES);
        if (!given.isObject() && !given.isMissingNode() && !given.isNull()) {
            throw wrong(VARIABLES, given.toString(), "must be an object: a member for each variable of the template");
        }
        String text = template.filled(values(name, template, given));
        ObjectNode filled = request.deepCopy();
        filled.remove(TEMPLATE);
        filled.remove(VARIABLES);
        return filled.put(SmsFields.MESSAGE, text);
    }

    private static Map<String, String> values(String name, TemplateText template, JsonNode given)
            throws ProblemException {
        List<Problem.FieldError> errors = new ArrayList<>();
        Map<String, String> values = new HashMap<>();
        for (String variable : template.variables()) {
            JsonNode value = given.path(variable);
            if (value.isMissingNode() || value.isNull()) {
                errors.add(error(variable, null, "is required by the template '" + name + "'"));
            } else if (!value.isTextual() && !value.isNumber()) {
                errors.add(error(variable, value.toString(), "must be a string or a number"));
            } else if (value.asText().length() > VALUE_CHARACTERS_MAX) {
                errors.add(error(variable, value.asText(), "must be at most " + VALUE_CHARACTERS_MAX + " characters"));
            } else {
                values.put(variable, value.asText());
            }
        }
        given.fieldNames().forEachRemaining(variable -> {
            if (!template.variables().contains(variable)) {
                errors.add(error(
                        variable,
                        given.get(variable).asText(),
                        "is not a variable of the template '" + name + "': those are "
                                + (template.variables().isEmpty() ? "none" : String.join(", ", template.variables()))));
            }
        });
        if (!errors.isEmpty()) {
            throw new ProblemException(new Problem(
                    UNPROCESSABLE, "Wrong variables", Problem.fields(errors).detail(), errors, List.of(), null));
        }
        return values;
    }

    private static Problem.FieldError error(String variable, @Nullable String value, String rule) {
        return new Problem.FieldError(VARIABLES + "." + variable, value, rule);
    }

    private static ProblemException wrong(String field, @Nullable String value, String rule) {
        return new ProblemException(Problem.fields(List.of(new Problem.FieldError(field, value, rule))));
    }
}
