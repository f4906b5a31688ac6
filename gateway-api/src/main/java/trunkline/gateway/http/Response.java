package trunkline.gateway.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a request is answered with. Immutable. */
public final class Response {

    private static final String JSON = "application/json";

    private final int status;
    private final String contentType;
    private final List<Map.Entry<String, String>> headers;
    private final byte[] body;
    private final @Nullable BodyStream stream;

    /**
     * An answer.
     *
     * @param status RFC 9110 §15
     * @param contentType of the body; empty where there is none
     * @param headers beyond those that every response has
     * @param body not copied
     */
    public Response(int status, String contentType, List<Map.Entry<String, String>> headers, byte[] body) {
        this(status, contentType, headers, body, null);
    }

    private Response(
            int status,
            String contentType,
            List<Map.Entry<String, String>> headers,
            byte[] body,
            @Nullable BodyStream stream) {
        this.status = status;
        this.contentType = contentType;
        this.headers = headers;
        this.body = body;
        this.stream = stream;
    }

    public int status() {
        return status;
    }

    String contentType() {
        return contentType;
    }

    List<Map.Entry<String, String>> headers() {
        return headers;
    }

    byte[] body() {
        return body;
    }

    /** What makes the body while it is sent; null if it is all there. */
    @Nullable
    BodyStream stream() {
        return stream;
    }

    /** A body that is made while it is sent. */
    public static Response stream(int status, String contentType, BodyStream stream) {
        return new Response(status, contentType, List.of(), new byte[0], stream);
    }

    /** A body of JSON. */
    public static Response json(int status, JsonNode body) {
        return new Response(status, JSON, List.of(), Json.write(body));
    }

    /** A body of JSON that is written already; not copied. */
    public static Response json(int status, byte[] body) {
        return new Response(status, JSON, List.of(), body);
    }

    /** A body of text. */
    public static Response text(int status, String contentType, String body) {
        return new Response(status, contentType, List.of(), body.getBytes(StandardCharsets.UTF_8));
    }

    /** No body. */
    public static Response empty(int status) {
        return new Response(status, "", List.of(), new byte[0]);
    }

    /** The same with one more header. */
    public Response with(String name, Object value) {
        List<Map.Entry<String, String>> more = new ArrayList<>(headers);
        more.add(Map.entry(name, value.toString()));
        return new Response(status, contentType, more, body, stream);
    }
}
