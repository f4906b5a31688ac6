package trunkline.gateway.store;

import trunkline.gateway.message.MessageState;

/** What became of the wish that a message be sent at another time, or otherwise. */
public sealed interface ChangeOutcome {

    /** The account has no message of this id. */
    record Unknown() implements ChangeOutcome {}

    /** It is as it was asked for now. */
    record Changed(MessageReport report) implements ChangeOutcome {}

    /** It would cost more, and its account has not paid for that: nothing was changed. */
    record NotPaid(Shortage shortage) implements ChangeOutcome {}

    /** It waits for no time, or its time has come: nothing was changed. */
    record TooLate(MessageState state) implements ChangeOutcome {}
}
