package trunkline.gateway.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What was wrong with a request (RFC 9457, application/problem+json).
 *
 * @param status of the response
 * @param title the kind of problem, always the same for one kind
 * @param detail what was wrong this time, and what would be right
 * @param fields the fields that were wrong, if that is what it was
 * @param headers that go with it
 * @param more members of its own, if its kind has any (RFC 9457 §3.2)
 */
public record Problem(
        int status,
        String title,
        String detail,
        List<FieldError> fields,
        List<Map.Entry<String, String>> headers,
        @Nullable ObjectNode more) {

    /**
     * One field that was wrong.
     *
     * @param field its name
     * @param value what it held, null if it was missing; cut if it is long
     * @param rule what it must be
     */
    public record FieldError(String field, @Nullable String value, String rule) {

        private static final int SHOWN_MAX = 64;

        public FieldError {
            value = value == null || value.length() <= SHOWN_MAX ? value : value.substring(0, SHOWN_MAX) + "...";
        }
    }

    private static final String CONTENT_TYPE = "application/problem+json";
    private static final int BAD_REQUEST = 400;
    private static final int SERVICE_UNAVAILABLE = 503;

    public static Problem of(int status, String title, String detail) {
        return new Problem(status, title, detail, List.of(), List.of(), null);
    }

    public static Problem badRequest(String detail) {
        return of(BAD_REQUEST, "Bad request", detail);
    }

    /** One or more fields were wrong. */
    public static Problem fields(List<FieldError> fields) {
        FieldError first = fields.get(0);
        String detail = "'" + first.field() + "' " + first.rule()
                + (fields.size() > 1 ? ", and " + (fields.size() - 1) + " more" : "");
        return new Problem(BAD_REQUEST, "Invalid fields", detail, fields, List.of(), null);
    }

    public static Problem notFound(String detail) {
        return of(404, "Not found", detail);
    }

    /** Nothing was kept; the same request may well succeed a second later. */
    public static Problem unavailable(String detail) {
        return of(SERVICE_UNAVAILABLE, "Service unavailable", detail).with("Retry-After", "1");
    }

    /** The same with one more header. */
    public Problem with(String name, String value) {
        return new Problem(status, title, detail, fields, List.of(Map.entry(name, value)), more);
    }

    /** The same with members of its own. */
    public Problem with(ObjectNode members) {
        return new Problem(status, title, detail, fields, headers, members);
    }

    /** All of it in one sentence, for an API that has but one text for what was wrong. */
    public String sentence() {
        if (fields.isEmpty() || fields.get(0).value() == null) {
            return detail;
        }
        return detail + "; it is '" + fields.get(0).value() + "'";
    }

    public Response toResponse() {
        return new Response(status, CONTENT_TYPE, headers, Json.write(toJson()));
    }

    /** Its members (RFC 9457 §3). */
    public ObjectNode toJson() {
        ObjectNode body = Json.object();
        body.put("title", title);
        body.put("status", status);
        body.put("detail", detail);
        if (!fields.isEmpty()) {
            ArrayNode errors = body.putArray("errors");
            for (FieldError field : fields) {
                errors.addObject()
                        .put("field", field.field())
                        .put("value", field.value())
                        .put("rule", field.rule());
            }
        }
        if (more != null) {
            body.setAll(more);
        }
        return body;
    }
}
