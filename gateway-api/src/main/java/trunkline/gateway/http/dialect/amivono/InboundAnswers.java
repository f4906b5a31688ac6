package trunkline.gateway.http.dialect.amivono;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import trunkline.gateway.http.Json;
import trunkline.gateway.inbound.InboundContent;
import trunkline.gateway.inbound.InboundMessage;

/** What the API says of messages from phones. */
final class InboundAnswers {

    private InboundAnswers() {}

    static ObjectNode toJson(InboundMessage message) {
        ObjectNode json = Json.object();
        InboundContent content = message.content();
        json.put("id", message.id().text());
        json.put("from", message.from());
        json.put("to", message.to());
        InboundContent.Dropped dropped = content.dropped();
        json.put(content.binary() ? SmsFields.BINARY : SmsFields.MESSAGE, dropped == null ? content.text() : null);
        if (dropped != null) {
            json.put("body_length", dropped.length());
            json.put("body_hash", dropped.hash());
        }
        json.put("coding", content.coding());
        if (content.ports() != null) {
            json.putObject("ports")
                    .put("destination", content.ports().destination())
                    .put("source", content.ports().source());
        }
        json.put("received_at", Timestamps.micros(message.receivedAtMicros()));
        json.put("smsc", message.way());
        json.put("parts", message.parts());
        json.put("complete", message.isWhole());
        if (!message.isWhole()) {
            ArrayNode missing = json.putArray("missing_parts");
            message.missing().forEach(missing::add);
        }
        if (message.action() != null) {
            json.put("action", message.action());
        }
        return json;
    }
}
