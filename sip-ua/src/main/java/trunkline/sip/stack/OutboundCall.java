package trunkline.sip.stack;

import trunkline.sip.dialog.CallState;
import trunkline.sip.dialog.MessageBody;
import trunkline.sip.dialog.Reason;

/** A call that was dialled. Thread-safe. */
public interface OutboundCall {

    /** The Call-ID of all its requests: random, the same from INVITE to BYE. */
    String callId();

    /** Where it stands now. */
    CallState state();

    /**
     * Ends it: CANCEL before the answer, BYE after it. Returns at once; {@link CallListener#onEnded} follows. May be
     * called from any thread, at any time, more than once.
     *
     * @param reason sent to the peer in the Reason header
     */
    void hangUp(Reason reason);

    /**
     * Offers another session in an answered call: hold, another address, another codec (RFC 3261 §14.1). The answer comes as
     * {@link CallListener#onOfferAnswered}, or {@link CallListener#onOfferRefused} says that all stays as it was.
     */
    void offer(MessageBody offer);

    /** Ends it in the normal way. */
    default void hangUp() {
        hangUp(Reason.NORMAL_CLEARING);
    }
}
