package trunkline.gateway.http.dialect.voximplant;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import trunkline.gateway.http.Json;
import trunkline.gateway.http.Response;

/** A list of messages, as JSON or as a file. */
final class HistoryAnswer {

    private static final String LINE_END = "\r\n";
    /** What the SDKs know a file by: they compare the whole header. */
    private static final String FILE = "application/octet-stream";

    private HistoryAnswer() {}

    static Response json(List<ObjectNode> rows, int total) {
        ObjectNode body = Json.object();
        body.putArray("result").addAll(rows);
        body.put("total_count", total);
        return Response.json(200, body);
    }

    /** Comma-separated values (RFC 4180), with a header of the members' names. */
    static Response csv(List<String> columns, List<ObjectNode> rows) {
        StringBuilder file = new StringBuilder(String.join(",", columns)).append(LINE_END);
        for (ObjectNode row : rows) {
            file.append(columns.stream().map(column -> field(row.get(column))).collect(Collectors.joining(",")))
                    .append(LINE_END);
        }
        return new Response(200, FILE, List.of(), file.toString().getBytes(StandardCharsets.UTF_8))
                .with("Content-Disposition", "attachment; filename=\"sms_history.csv\"");
    }

    private static String field(@Nullable JsonNode value) {
        String text = value == null ? "" : value.asText();
        boolean quoted = text.chars().anyMatch(c -> c == ',' || c == '"' || c == '\r' || c == '\n');
        return quoted ? '"' + text.replace("\"", "\"\"") + '"' : text;
    }
}
