package trunkline.gateway.http.dialect.amivono;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import trunkline.gateway.http.Problem;
import trunkline.gateway.http.ProblemException;
import trunkline.gateway.http.Request;

/** The parameters behind the question mark of one request. What is not known, or not as it must be, is a problem. */
final class QueryParameters {

    private final Request request;

    /** Those of {@code request}, which must be among {@code known}. */
    QueryParameters(Request request, Set<String> known) throws ProblemException {
        this.request = request;
        for (String name : request.target().query().keySet()) {
            if (!known.contains(name)) {
                throw wrong(
                        name, first(name), "is not a parameter of this request; those are " + String.join(", ", known));
            }
        }
    }

    /** One of {@code allowed}; its first if the parameter is not there. */
    String oneOf(String name, List<String> allowed) throws ProblemException {
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
    @Nullable
    Boolean onOrOff(String name) throws ProblemException {
        return first(name) == null ? null : oneOf(name, List.of("on", "off")).equals("on");
    }

    private @Nullable String first(String name) {
        List<String> values = request.target().query().get(name);
        return values == null || values.isEmpty() ? null : values.get(0);
    }

    private static ProblemException wrong(String name, @Nullable String value, String rule) {
        return new ProblemException(Problem.fields(List.of(new Problem.FieldError(name, value, rule))));
    }
}
