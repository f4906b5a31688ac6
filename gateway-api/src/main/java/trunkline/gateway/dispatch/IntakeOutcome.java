package trunkline.gateway.dispatch;

import trunkline.gateway.limit.Breach;
import trunkline.gateway.message.OutboundMessage;

/** What became of a message that was asked for. */
public sealed interface IntakeOutcome {

    /** It is kept. */
    record Kept(OutboundMessage message) implements IntakeOutcome {}

    /** The same request has made this message before. Nothing was kept now. */
    record Repeated(OutboundMessage message) implements IntakeOutcome {}

    /** Its key stands for another request. Nothing was kept. */
    record OtherRequest() implements IntakeOutcome {}

    /** It cannot be sent as it is: {@code what}, which is {@code value}, breaks {@code rule}. Nothing was kept. */
    record Refused(Part what, String value, String rule) implements IntakeOutcome {}

    /** Its account may not send it, or not now. Nothing was kept. */
    record Limited(Breach breach) implements IntakeOutcome {}

    /** It cannot be kept now; the same may well be possible a second later. Nothing was kept. */
    record NotNow(String reason) implements IntakeOutcome {}

    /** What of a message can be wrong; each API has a name of its own for it. */
    enum Part {
        RECIPIENT,
        TEXT,
        /** The octets of a binary message. */
        OCTETS,
        /** When the SMSC is to deliver it. */
        DELIVERY_TIME,
        /** When the gateway is to send it. */
        SEND_TIME,
        FILE,
        /** A voice file that a key of the menu plays. */
        MENU,
        /** The hours in which no SMS may leave. */
        QUIET_HOURS,
        /** The hours in which calls are made. */
        CALL_WINDOW
    }
}
