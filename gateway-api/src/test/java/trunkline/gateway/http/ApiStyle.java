package trunkline.gateway.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import trunkline.gateway.HttpSender;

/** How each API is told who asks, and how it says no. */
enum ApiStyle {
    NATIVE("application/json") {
        @Override
        String authorization(Credentials who) {
            return "Bearer " + who.key();
        }

        @Override
        boolean isError(int status, JsonNode body) {
            return status >= 400
                    && body.path("status").intValue() == status
                    && body.path("detail").isTextual();
        }
    },
    VOICETEL(Const.FORM) {
        @Override
        void addKey(Map<String, Object> fields, String key) {
            fields.put("apikey", key);
        }

        @Override
        boolean isError(int status, JsonNode body) {
            return status >= 400
                    && body.size() == 2
                    && body.path("status").asText().equals("Error")
                    && body.path("Message").isTextual();
        }
    },
    VOICETEL_PATH(Const.FORM) {
        @Override
        void addKey(Map<String, Object> fields, String key) {
            fields.put("api_key", key);
        }

        @Override
        boolean isError(int status, JsonNode body) {
            return VOICETEL.isError(status, body);
        }
    },
    VOICETEL_22("application/json") {
        @Override
        String authorization(Credentials who) {
            return "Bearer " + who.key();
        }

        @Override
        boolean isError(int status, JsonNode body) {
            return status >= 400
                    && body.path("status").asText().equals("error")
                    && body.path("error").path("code").intValue() == status
                    && body.path("error").path("message").isTextual();
        }
    },
    VOIP_COMMUNICATIONS(Const.FORM) {
        @Override
        String authorization(Credentials who) {
            return "Basic "
                    + Base64.getEncoder()
                            .encodeToString((who.name() + ":" + who.key()).getBytes(StandardCharsets.UTF_8));
        }

        @Override
        boolean isError(int status, JsonNode body) {
            return (status == 200 || status == 401)
                    && body.path("error").asBoolean()
                    && body.path("error_message").isTextual();
        }
    },
    VOXIMPLANT(Const.FORM) {
        @Override
        void addKey(Map<String, Object> fields, String key) {
            fields.put("api_key", key);
        }

        @Override
        boolean isError(int status, JsonNode body) {
            return status == 200
                    && body.size() == 1
                    && body.path("error").path("msg").isTextual()
                    && body.path("error").path("code").isInt();
        }
    };

    /**
     * Who asks.
     *
     * @param name of the account
     * @param key "" for none
     */
    record Credentials(String name, String key) {}

    private static final class Const {
        static final String FORM = "application/x-www-form-urlencoded";
    }

    private static final ObjectMapper JSON = new ObjectMapper();

    private final String type;

    ApiStyle(String type) {
        this.type = type;
    }

    /** The header that tells who asks; "" where that is told otherwise. */
    String authorization(Credentials who) {
        return "";
    }

    /** Adds who asks to the fields of a request, where it is told there. */
    void addKey(Map<String, Object> fields, String key) {
        // most have it in a header
    }

    /** Whether an answer is an error as this API writes them. */
    abstract boolean isError(int status, JsonNode body);

    /**
     * Asks: a field whose name stands in {@code pattern} goes into the path, others behind the question mark or, but for GET and
     * DELETE, into the body.
     */
    HttpResponse<String> ask(HttpSender http, String method, String pattern, Map<String, ?> fields, Credentials who)
            throws Exception {
        Map<String, Object> left = new LinkedHashMap<>(fields);
        if (!who.key().isEmpty()) {
            addKey(left, who.key());
        }
        String path = pattern;
        for (String name : List.copyOf(left.keySet())) {
            path = fill(path, name, left);
        }
        path = path.replaceAll("\\{[a-z_]+}", "none");
        String authorization = who.key().isEmpty() ? "" : authorization(who);
        boolean inQuery = method.equals("GET") || method.equals("DELETE");
        if (inQuery) {
            return http.send(method, left.isEmpty() ? path : path + "?" + form(left), "", "", authorization);
        }
        return http.send(method, path, left.isEmpty() ? "" : type, left.isEmpty() ? "" : body(left), authorization);
    }

    private static String fill(String path, String name, Map<String, Object> left) {
        String variable = "{" + name + "}";
        if (!path.contains(variable)) {
            return path;
        }
        return path.replace(variable, encoded(left.remove(name)).replace("+", "%20"));
    }

    private String body(Map<String, Object> fields) throws Exception {
        return type.equals(Const.FORM) ? form(fields) : JSON.writeValueAsString(fields);
    }

    private static String form(Map<String, Object> fields) {
        return fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + encoded(field.getValue()))
                .collect(Collectors.joining("&"));
    }

    private static String encoded(Object value) {
        return URLEncoder.encode(value.toString(), StandardCharsets.UTF_8);
    }
}
