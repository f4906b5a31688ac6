package trunkline.gateway.http.dialect.amivono;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import trunkline.gateway.http.Json;
import trunkline.gateway.http.Problem;
import trunkline.gateway.http.ProblemException;
import trunkline.gateway.message.OutboundMessage;
import trunkline.gateway.store.Event;
import trunkline.gateway.store.EventReport;
import trunkline.gateway.store.MessageReport;

/**
 * An event as JSON, the same in webhooks and in the stream: {@code type}, {@code timestamp} and {@code data}, which for a
 * message has its members without its text. What explains its state stands with the newest event of a message alone, since
 * it says how things are now: an older one that comes late must not claim to know more than it did.
 */
public final class EventAnswers {

    private EventAnswers() {}

    /** In UTF-8. */
    public static byte[] body(EventReport report) {
        Event event = report.event();
        ObjectNode json = Json.object();
        json.put("type", event.kind());
        json.put("timestamp", Timestamps.micros(event.atMicros()));
        ObjectNode data = json.putObject("data");
        MessageReport message = report.message();
        if (message != null) {
            putMessage(data, event, message);
        }
        if (event.data() != null) {
            data.setAll(read(event.data()));
        }
        return Json.write(json);
    }

    private static ObjectNode read(String data) {
        try {
            return Json.readObject(data.getBytes(StandardCharsets.UTF_8));
        } catch (ProblemException e) {
            Problem problem = e.problem();
            throw new IllegalStateException("an event's data is no JSON object: " + problem.detail(), e);
        }
    }

    private static void putMessage(ObjectNode data, Event event, MessageReport report) {
        OutboundMessage message = report.message();
        data.put("id", message.id().text());
        if (event.version() > 0) {
            data.put("status", event.kind().substring(event.kind().indexOf('.') + 1));
            data.put("version", event.version());
        }
        data.put("from", message.request().from().value());
        data.put("to", message.request().to().e164());
        data.put("created_at", Timestamps.seconds(message.createdAtMicros()));
        if (event.version() == report.progress().version()) {
            putWhatExplains(data, report);
        }
    }

    private static void putWhatExplains(ObjectNode data, MessageReport report) {
        if (report.progress().reason() != null) {
            data.put("reason", report.progress().reason());
        }
        if (report.progress().attempts() > 0) {
            data.put("attempts", report.progress().attempts());
        }
        MessageAnswers.putSegments(data, report);
        MessageAnswers.putCall(data, report);
    }
}
