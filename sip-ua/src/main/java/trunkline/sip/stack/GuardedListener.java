package trunkline.sip.stack;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import trunkline.sip.dialog.CallOutcome;
import trunkline.sip.dialog.MessageBody;

/** The listener of one call, with nothing coming out of it: what it throws is logged, and counts as a refusal. */
final class GuardedListener {

    private static final Logger LOGGER = LoggerFactory.getLogger(GuardedListener.class);

    private final CallListener listener;
    private final String callId;

    GuardedListener(CallListener listener, String callId) {
        this.listener = listener;
        this.callId = callId;
    }

    void trying() {
        quietly(listener::onTrying);
    }

    void ringing(int status) {
        quietly(() -> listener.onRinging(status));
    }

    void earlyMedia(MessageBody body) {
        quietly(() -> listener.onEarlyMedia(body));
    }

    AnswerReply answered(MessageBody answer) {
        try {
            return listener.onAnswered(answer);
        } catch (RuntimeException e) {
            log(e);
            return AnswerReply.refuse("The caller failed on the answer");
        }
    }

    OfferReply offer(MessageBody offer) {
        try {
            return listener.onOffer(offer);
        } catch (RuntimeException e) {
            log(e);
            return OfferReply.refuse(500, "Server Internal Error");
        }
    }

    void ended(CallOutcome outcome) {
        quietly(() -> listener.onEnded(outcome));
    }

    private void quietly(Runnable callback) {
        try {
            callback.run();
        } catch (RuntimeException e) {
            log(e);
        }
    }

    private void log(RuntimeException e) {
        LOGGER.atError().setCause(e).addKeyValue("callId", callId).log("listener of a call failed");
    }
}
