package trunkline.gateway.http;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The parameters behind the question mark of one request. What is not known, or not as it must be, is a problem. */
public final class QueryParameters {

    private final Request request;

    /** Those of {@code request}, which must be among {@code known}. */
    public QueryParameters(Request request, Set<String> known) throws ProblemException {
        this.request = request;
        for (String name : request.target().query().keySet()) {
            if (!known.contains(name)) {
                throw wrong(
                        name, first(name), "is not a parameter of this request; those are " + String.join(", ", known));
            }
        }
    }

    /** One of {@code allowed}; its first if the parameter is not there. */
    public String oneOf(String name, List<String> allowed) throws ProblemException {
        String value = first(name);
        if (value == null) {
            return allowed.get(0);
        }
        if (!allowed.contains(value)) {
            throw wrong(name, value, "must be one of " + String.join(", ", allowed));
        }
        return value;
    }

    /** {@code on} or {@code off}; null if the parameter is not there. */
    public @Nullable Boolean onOrOff(String name) throws ProblemException {
        return first(name) == null ? null : oneOf(name, List.of("on", "off")).equals("on");
    }

    /** As it stands there, decoded; null if it is not there. */
    public @Nullable String first(String name) {
        List<String> values = request.target().query().get(name);
        return values == null || values.isEmpty() ? null : values.get(0);
    }

    /** That a parameter is not as it must be. */
    public static ProblemException wrong(String name, @Nullable String value, String rule) {
        return new ProblemException(Problem.fields(List.of(new Problem.FieldError(name, value, rule))));
    }
}
