package trunkline.gateway.http.dialect.voicetel;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.ToLongFunction;
import trunkline.gateway.http.Json;
import trunkline.gateway.inbound.InboundMessage;
import trunkline.gateway.limit.Limits;
import trunkline.gateway.message.Content;
import trunkline.gateway.message.MessageRequest;
import trunkline.gateway.message.SmsState;
import trunkline.gateway.store.Conversation.Turn;
import trunkline.gateway.store.MessageReport;

/**
 * A row of VoiceTel's detail records: {@code {id, key: [destination, time], value: {...}}}, times in seconds since 1970. {@code number}
 * in it is how many segments the message has.
 */
final class MessageRecord {

    /** States that an SMS cannot leave, but for those that it came to before it was sent. */
    static final Set<SmsState> REPORTED =
            Set.of(SmsState.DELIVERED, SmsState.FAILED, SmsState.REJECTED, SmsState.EXPIRED, SmsState.UNKNOWN);

    private MessageRecord() {}

    /**
     * Of a message that was sent, or came from a phone.
     *
     * @param cost of one that was sent, in millionths
     */
    static ObjectNode of(Turn turn, ToLongFunction<MessageRequest> cost) {
        MessageReport report = turn.out();
        if (report != null) {
            String text = report.message().request().content() instanceof Content.Text sent ? sent.text() : "";
            return of(report, report.message().createdAtMicros(), text, cost);
        }
        InboundMessage message = Objects.requireNonNull(turn.in());
        String to = TenDigits.show(message.to());
        ObjectNode row = row(message.id().text(), to, message.receivedAtMicros());
        row.putObject("value")
                .put("direction", "in")
                .put("rate", "0")
                .put("message", message.content().text())
                .put("destinationNumber", to)
                .put("sourceNumber", TenDigits.show(message.from()))
                .put("number", message.parts());
        return row;
    }

    /** Of what became of a message that was sent: {@code message} is that, such as {@code delivered}. */
    static ObjectNode ofDelivery(Turn turn, ToLongFunction<MessageRequest> cost) {
        MessageReport report = Objects.requireNonNull(turn.out());
        return of(
                report,
                report.progress().updatedAtMicros(),
                report.progress().state().label(),
                cost);
    }

    private static ObjectNode of(
            MessageReport report, long atMicros, String message, ToLongFunction<MessageRequest> cost) {
        MessageRequest request = report.message().request();
        String to = TenDigits.show(request.to().e164());
        ObjectNode row = row(report.message().id().text(), to, atMicros);
        row.putObject("value")
                .put("direction", "out")
                .put("rate", Limits.amount(cost.applyAsLong(request)))
                .put("message", message)
                .put("destinationNumber", to)
                .put("sourceNumber", TenDigits.show(request.from().value()))
                .put("number", ((Content.Sms) request.content()).size().segments());
        return row;
    }

    private static ObjectNode row(String id, String destination, long atMicros) {
        ObjectNode row = Json.object().put("id", id);
        row.putArray("key").add(destination).add(TimeUnit.MICROSECONDS.toSeconds(atMicros));
        return row;
    }
}
