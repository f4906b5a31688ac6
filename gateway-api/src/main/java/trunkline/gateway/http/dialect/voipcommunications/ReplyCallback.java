package trunkline.gateway.http.dialect.voipcommunications;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import trunkline.gateway.event.EventKinds;
import trunkline.gateway.http.InboundEvent;
import trunkline.gateway.store.Event;
import trunkline.gateway.store.EventReport;

/**
 * What a phone has answered, told to the callback URL of its account as a form. voip-communications.net does not publish what its own
 * looks like: this is in the words of its other calls.
 */
public final class ReplyCallback {

    private ReplyCallback() {}

    /** One of them; empty but for its date where the event is another, such as the test of a webhook. */
    public static byte[] body(EventReport report) {
        Event event = report.event();
        StringBuilder form = new StringBuilder("date=").append(encoded(DeliveryDate.write(event.atMicros())));
        if (event.kind().equals(EventKinds.INBOUND_RECEIVED)) {
            InboundEvent message = InboundEvent.of(event);
            form.append("&from=").append(encoded(message.fromDigits()));
            form.append("&to=").append(encoded(message.toDigits()));
            form.append("&msg=").append(encoded(message.text()));
            form.append("&smsid=").append(encoded(message.id()));
        }
        return form.toString().getBytes(StandardCharsets.US_ASCII);
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }
}
