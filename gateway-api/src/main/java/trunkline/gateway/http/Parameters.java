package trunkline.gateway.http;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The parameters of a request, wherever they stand: behind the question mark, in a form, or as members of a JSON object. One
 * that is empty counts as not there; one that nobody asks for is no error, since the vendors' own servers let it pass.
 * Immutable.
 */
public final class Parameters {

    private static final int BODY_OCTETS_MAX = 64 * 1_024;

    /** What a request with parameters may carry. */
    public static final Route.Body BODY = Route.Body.inMemory(BODY_OCTETS_MAX);

    private final Map<String, String> values;

    Parameters(Map<String, String> values) {
        this.values = Map.copyOf(values);
    }

    /** A parameter, or null if it is not there. */
    public @Nullable String optional(String name) {
        String value = values.get(name);
        return value == null || value.isEmpty() ? null : value;
    }

    /** A parameter that must be there. */
    public String required(String name) throws ProblemException {
        String value = optional(name);
        if (value == null) {
            throw wrong(name, null, "is required");
        }
        return value;
    }

    /** Says that a parameter breaks a rule. */
    public static ProblemException wrong(String name, @Nullable String value, String rule) {
        return new ProblemException(Problem.fields(List.of(new Problem.FieldError(name, value, rule))));
    }
}
