package trunkline.gateway.store;

import trunkline.gateway.message.OutboundMessage;

/** What became of a message that was offered to the store. */
public sealed interface AcceptOutcome {

    /** On stable storage; it will not be lost. */
    record Kept(OutboundMessage message) implements AcceptOutcome {}

    /** The recipient has said that he wants no SMS of this sender: nothing was kept. */
    record OptedOut() implements AcceptOutcome {}

    /** Its account pays in advance, and has not paid for it: nothing was kept, nothing taken. */
    record NotPaid(Shortage shortage) implements AcceptOutcome {}

    /** A request with the same key has made this message before: nothing was kept now. */
    record Repeated(OutboundMessage message) implements AcceptOutcome {}

    /** Another request had the same key: nothing was kept. */
    record OtherRequest() implements AcceptOutcome {}

    /** As many messages as may wait for a commit do so: nothing was kept, offering it again is safe. */
    record Full() implements AcceptOutcome {}

    /** The store cannot write, for instance on a full disk: nothing was kept. */
    record Unwritable(String reason) implements AcceptOutcome {}
}
