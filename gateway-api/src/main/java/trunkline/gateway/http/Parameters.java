package trunkline.gateway.http;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The parameters of a request, wherever they stand: behind the question mark, in a form, or as members of a JSON object. One
 * that is empty counts as not there; one that nobody asks for is no error, whatever it holds, since the vendors' own servers let it pass.
 * Immutable.
 */
public final class Parameters {

    private static final int BODY_OCTETS_MAX = 64 * 1_024;

    /** What a request with parameters may carry. */
    public static final Route.Body BODY = Route.Body.inMemory(BODY_OCTETS_MAX);

    /** What JSON writes for lists and objects that hold nothing. */
    private static final Set<String> HOLLOW = Set.of("[]", "{}");

    private final Map<String, String> values;
    private final Map<String, String> nested;

    /** @param nested members of a JSON object that are lists or objects, as it writes them */
    Parameters(Map<String, String> values, Map<String, String> nested) {
        this.values = Map.copyOf(values);
        this.nested = Map.copyOf(nested);
    }

    /** A parameter, or null if it is not there. */
    public @Nullable String optional(String name) throws ProblemException {
        if (nested.containsKey(name)) {
            throw wrong(name, nested.get(name), "must be a string");
        }
        String value = values.get(name);
        return value == null || value.isEmpty() ? null : value;
    }

    /** What a parameter holds, a list or an object too as JSON writes it; null if it is not there, or holds nothing. */
    public @Nullable String anything(String name) {
        String value = nested.getOrDefault(name, values.getOrDefault(name, ""));
        return value.isEmpty() || HOLLOW.contains(value) ? null : value;
    }

    /** A parameter that must be there. */
    public String required(String name) throws ProblemException {
        String value = optional(name);
        if (value == null) {
            throw wrong(name, null, "is required");
        }
        return value;
    }

    /** A whole number; {@code fallback} if it is not there. */
    public int integer(String name, int min, int max, int fallback) throws ProblemException {
        String value = optional(name);
        return value == null ? fallback : QueryParameters.integer(name, value, min, max);
    }

    /** One of {@code allowed}, whatever its case; {@code fallback} if it is not there. */
    public String oneOf(String name, List<String> allowed, String fallback) throws ProblemException {
        String value = optional(name);
        if (value == null) {
            return fallback;
        }
        String lower = value.toLowerCase(Locale.ROOT);
        if (!allowed.contains(lower)) {
            throw wrong(name, value, "must be one of " + String.join(", ", allowed));
        }
        return lower;
    }

    /** Says that a parameter breaks a rule. */
    public static ProblemException wrong(String name, @Nullable String value, String rule) {
        return QueryParameters.wrong(name, value, rule);
    }
}
