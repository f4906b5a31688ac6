package trunkline.gateway.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import trunkline.gateway.store.Event;

/**
 * What an event {@code inbound.received} says, for those who tell it in words of their own.
 *
 * @param id of the message
 * @param from the phone's number
 * @param to the number that it wrote to
 * @param text what it says; of a message for a program its octets as hexadecimal digits
 */
public record InboundEvent(String id, String from, String to, String text) {

    /** Reads the data of such an event. */
    public static InboundEvent of(Event event) {
        String data = event.data();
        if (data == null) {
            throw new IllegalStateException("an event of a message from a phone says nothing of it");
        }
        try {
            ObjectNode json = Json.readObject(data.getBytes(StandardCharsets.UTF_8));
            String text = json.path("message").asText(json.path("binary").asText(""));
            return new InboundEvent(
                    json.path("id").asText(),
                    json.path("from").asText(),
                    json.path("to").asText(),
                    text);
        } catch (ProblemException e) {
            throw new IllegalStateException("an event's data is no JSON object", e);
        }
    }

    /** The phone's number without its plus. */
    public String fromDigits() {
        return withoutPlus(from);
    }

    /** The other number without its plus. */
    public String toDigits() {
        return withoutPlus(to);
    }

    private static String withoutPlus(String number) {
        return number.startsWith("+") ? number.substring(1) : number;
    }
}
