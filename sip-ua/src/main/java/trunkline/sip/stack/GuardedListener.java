package trunkline.sip.stack;

import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import trunkline.sip.dialog.CallOutcome;
import trunkline.sip.dialog.Digit;
import trunkline.sip.dialog.MessageBody;
import trunkline.sip.dialog.SipStatus;

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
        return replying(() -> listener.onOffer(offer));
    }

    OfferReply earlyOffer(MessageBody answer, MessageBody offer) {
        return replying(() -> listener.onEarlyOffer(answer, offer));
    }

    private OfferReply replying(Supplier<OfferReply> callback) {
        try {
            return callback.get();
        } catch (RuntimeException e) {
            log(e);
            return OfferReply.refuse(500, "Server Internal Error");
        }
    }

    void offerAnswered(MessageBody answer) {
        quietly(() -> listener.onOfferAnswered(answer));
    }

    void offerRefused(SipStatus status) {
        quietly(() -> listener.onOfferRefused(status));
    }

    void digit(Digit digit) {
        quietly(() -> listener.onDigit(digit));
    }

    void message(MessageTap.TappedMessage message) {
        quietly(() -> listener.onMessage(message));
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
