package trunkline.gateway.http.dialect.voximplant;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import trunkline.gateway.event.Callback;
import trunkline.gateway.event.EventKinds;
import trunkline.gateway.http.InboundEvent;
import trunkline.gateway.http.Json;
import trunkline.gateway.store.Event;
import trunkline.gateway.store.EventReport;

/**
 * The callback {@code sms_inbound}: a message from a phone. Its {@code hash} is the MD5 of salt, account, key and the number of the
 * callback one after the other, as Voximplant has it; what is sent is signed as every webhook beside that.
 */
public final class SmsInboundCallback {

    private SmsInboundCallback() {}

    /** One of them; none where the event is another, such as the test of a webhook. */
    public static byte[] body(Callback callback, EventReport report) {
        ObjectNode body = Json.object();
        ArrayNode list = body.putArray("callbacks");
        Event event = report.event();
        if (event.kind().equals(EventKinds.INBOUND_RECEIVED)) {
            InboundEvent message = InboundEvent.of(event);
            ObjectNode one = list.addObject();
            one.put("callback_id", event.id());
            one.put("type", "sms_inbound");
            one.put("account_id", event.account());
            one.put("hash", hash(callback, event));
            one.put("account_name", callback.account());
            one.put("account_email", callback.account() + "@trunkline.invalid");
            one.put("language_code", "en");
            one.put("account_first_name", "");
            one.put("account_last_name", "");
            one.putObject("sms_inbound")
                    .putObject("sms_inbound")
                    .put("source_number", message.fromDigits())
                    .put("destination_number", message.toDigits())
                    .put("sms_body", message.text());
        }
        return Json.write(body);
    }

    private static String hash(Callback callback, Event event) {
        try {
            String text = callback.salt() + event.account() + callback.key() + event.id();
            byte[] digest = MessageDigest.getInstance("MD5").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has MD5", e);
        }
    }
}
