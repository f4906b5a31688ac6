package trunkline.gateway.http.dialect.amivono;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import trunkline.gateway.http.Json;
import trunkline.gateway.message.Content;
import trunkline.gateway.store.MessageReport;

/** How messages are written into a file, one to a line, in UTF-8. */
public enum ExportFormat {
    /** RFC 4180, with a line of names first. */
    CSV("text/csv; charset=utf-8; header=present") {
        @Override
        public byte[] head() {
            return octets(CsvLine.of(COLUMNS));
        }

        @Override
        public byte[] line(MessageReport report, String account) {
            ObjectNode json = json(report, account);
            List<String> cells =
                    COLUMNS.stream().map(name -> text(json.get(name))).toList();
            return octets(CsvLine.of(cells));
        }
    },
    /** A JSON object for each, with the members that {@code GET /messages} shows. */
    JSONL("application/jsonl; charset=utf-8") {
        @Override
        public byte[] head() {
            return new byte[0];
        }

        @Override
        public byte[] line(MessageReport report, String account) {
            return octets(json(report, account) + "\n");
        }
    };

    private static final List<String> COLUMNS = List.of(
            "id",
            "type",
            "account",
            "status",
            "from",
            "to",
            "message",
            "binary",
            "file",
            "body_length",
            "body_hash",
            "coding",
            "segment_count",
            "reference",
            "created_at",
            "send_at",
            "sent_at",
            "updated_at",
            "attempts",
            "possible_duplicate",
            "reason");

    private final String contentType;

    ExportFormat(String contentType) {
        this.contentType = contentType;
    }

    /** As it is asked for, and how files of it end. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    static ExportFormat of(String label) {
        return valueOf(label.toUpperCase(Locale.ROOT));
    }

    public String contentType() {
        return contentType;
    }

    /** What stands before the first message. */
    public abstract byte[] head();

    /** A message, and the end of its line. */
    public abstract byte[] line(MessageReport report, String account);

    private static ObjectNode json(MessageReport report, String account) {
        ObjectNode shown = MessageAnswers.toJson(report);
        boolean voice = report.message().request().content() instanceof Content.Voice;
        ObjectNode json = Json.object();
        json.set("id", shown.remove("id"));
        json.put("type", voice ? "voice" : "sms");
        json.put("account", account);
        json.setAll(shown);
        json.put("sent_at", Timestamps.seconds(report.progress().lastSentAtMicros()));
        json.remove("last_sent_at"); // one name for both types
        return json;
    }

    private static String text(@Nullable JsonNode value) {
        return value == null || value.isNull() ? "" : value.asText();
    }

    private static byte[] octets(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
