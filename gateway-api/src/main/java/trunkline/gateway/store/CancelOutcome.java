package trunkline.gateway.store;

import trunkline.gateway.message.MessageState;
import trunkline.gateway.message.OutboundMessage;

/** What became of the wish that a message be not sent. */
public sealed interface CancelOutcome {

    /** The account has no message of this id. */
    record Unknown() implements CancelOutcome {}

    /** It will not be sent: nothing of it has left. */
    record Cancelled(OutboundMessage message) implements CancelOutcome {}

    /** Some of it has left, or may have: only who has it can withdraw it. */
    record HandedOver(OutboundMessage message) implements CancelOutcome {}

    /** It has ended before. */
    record Over(OutboundMessage message, MessageState state) implements CancelOutcome {}
}
