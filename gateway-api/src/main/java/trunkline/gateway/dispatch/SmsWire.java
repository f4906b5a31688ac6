package trunkline.gateway.dispatch;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import trunkline.gateway.message.Content;
import trunkline.gateway.message.Exchange;
import trunkline.gateway.message.OutboundMessage;
import trunkline.gateway.message.SegmentProgress;
import trunkline.gateway.store.ReceiptReading;

/**
 * What crosses the wire for an SMS, for people; and what can still be asked of an SMSC that has it. Thread-safe; the links
 * answer it.
 */
public interface SmsWire {

    /** What an SMSC said to a wish about a message that it has. */
    sealed interface Consent {

        /** It did what it was asked for. */
        record Done() implements Consent {}

        /** It would not, or cannot; why, in words. */
        record Refused(String why) implements Consent {}
    }

    /** What an SMSC said when it was asked where a segment stands. */
    sealed interface Standing {

        /** Which segment, from 1. */
        int segment();

        /**
         * It told.
         *
         * @param reading its answer, to be recorded as a receipt would be
         * @param errorCode the network's own, 0 to 255; -1 if it gave none
         */
        record Told(int segment, long atMicros, ReceiptReading reading, int errorCode) implements Standing {}

        /** It did not; why, in words. */
        record NotTold(int segment, String why) implements Standing {}
    }

    /** The lines of a segment's submit_sm as its way sends it; a note if that cannot be told any more. */
    List<String> submit(OutboundMessage message, int segment, Exchange exchange);

    /** The lines of the response to a submit_sm. */
    List<String> response(Exchange exchange, int commandStatus, @Nullable String smscMessageId);

    /** The lines of what told of it and was kept: a deliver_sm, a query_sm_resp. */
    List<String> delivery(byte[] pdu);

    /** The name of its command in the standard. */
    String commandName(byte[] pdu);

    /** The name of a command_status in the standard (SMPP 3.4 §5.1.3). */
    String statusName(int commandStatus);

    /** Asks the SMSC of a message that it be not delivered. */
    CompletableFuture<Consent> withdraw(OutboundMessage message, List<SegmentProgress> segments);

    /** Asks the SMSC of a message of one segment that {@code text} be delivered instead. */
    CompletableFuture<Consent> replace(OutboundMessage message, SegmentProgress segment, Content.Text text);

    /** Asks the SMSC of a message where each of its segments stands that is not in a final state. */
    CompletableFuture<List<Standing>> ask(OutboundMessage message, List<SegmentProgress> segments);
}
