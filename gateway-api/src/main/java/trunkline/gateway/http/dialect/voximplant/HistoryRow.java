package trunkline.gateway.http.dialect.voximplant;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;
import trunkline.gateway.http.Json;
import trunkline.gateway.inbound.InboundMessage;
import trunkline.gateway.limit.Price;
import trunkline.gateway.message.Content;
import trunkline.gateway.message.MessageRequest;
import trunkline.gateway.message.SmsState;
import trunkline.gateway.store.MessageReport;

/** What both histories say of a message. */
final class HistoryRow {

    private static final double PRICE_UNIT = Price.UNIT;
    /** Digits that surely fit into 64 bits. */
    private static final int NUMBER_DIGITS_MAX = 18;

    private static final String SUCCESS = "1";
    private static final String ERROR = "2";
    private static final String WAITING = "3";

    private HistoryRow() {}

    /** Of one that was sent, up to its cost. */
    static ObjectNode of(MessageReport report, @Nullable String direction, ToLongFunction<MessageRequest> cost) {
        MessageRequest request = report.message().request();
        ObjectNode row = Json.object().put("message_id", report.message().key());
        putNumber(row, "source_number", request.from().value());
        putNumber(row, "destination_number", request.to().e164());
        if (direction != null) {
            row.put("direction", direction);
        }
        row.put("fragments", ((Content.Sms) request.content()).size().segments());
        row.put("cost", cost.applyAsLong(request) / PRICE_UNIT);
        SmsState state = (SmsState) report.progress().state();
        row.put("status_id", statusId(state));
        if (report.progress().reason() != null) {
            row.put("error_message", report.progress().reason());
        }
        return row;
    }

    /** Of one from a phone. */
    static ObjectNode of(InboundMessage message) {
        ObjectNode row = Json.object().put("message_id", message.id().key());
        putNumber(row, "source_number", message.from());
        putNumber(row, "destination_number", message.to());
        row.put("direction", "IN");
        row.put("fragments", message.parts());
        row.put("cost", 0);
        row.put("status_id", SUCCESS);
        return row;
    }

    private static String statusId(SmsState state) {
        return switch (state) {
            case ACCEPTED, SCHEDULED -> WAITING;
            case SUBMITTED, DELIVERED, UNKNOWN -> SUCCESS;
            case FAILED, REJECTED, EXPIRED, CANCELLED -> ERROR;
        };
    }

    /** The text of a message, which one that is for a program has none of. */
    static void putText(ObjectNode row, Content content) {
        if (content instanceof Content.Text text) {
            row.put("text", text.text());
        }
    }

    /** A number of JSON, which the SDK in Go insists on; a name, or what begins with a zero, as text. */
    private static void putNumber(ObjectNode row, String name, String number) {
        String digits = number.startsWith("+") ? number.substring(1) : number;
        boolean isNumber = digits.length() <= NUMBER_DIGITS_MAX
                && !digits.isEmpty()
                && digits.charAt(0) != '0'
                && digits.chars().allMatch(c -> c >= '0' && c <= '9');
        if (isNumber) {
            row.put(name, Long.parseLong(digits));
        } else {
            row.put(name, digits);
        }
    }
}
