package trunkline.sip.stack;

import trunkline.sip.dialog.CallOutcome;
import trunkline.sip.dialog.Digit;
import trunkline.sip.dialog.MessageBody;
import trunkline.sip.dialog.SipStatus;

/**
 * What the caller hears of its call. The methods of one call are called one after the other, on a thread of the user
 * agent, and must not block: they hold one of a few threads. An exception ends the call; it is logged.
 */
public interface CallListener {

    /** The trunk has the call (100). */
    default void onTrying() {}

    /** It rings (180), is forwarded (181), queued (182) or in progress (183): each status once until another comes. */
    default void onRinging(int status) {}

    /** What the callee's side plays before the answer. It is not the answer: nothing may be played to it yet. */
    default void onEarlyMedia(MessageBody body) {}

    /** The callee has answered, and was acknowledged. {@code answer} is the answer to our offer. */
    AnswerReply onAnswered(MessageBody answer);

    /** The peer offers another session in the running call: hold, resume, moved or changed media (RFC 3261 §14.2). */
    default OfferReply onOffer(MessageBody offer) {
        return OfferReply.refuse(488, "Not Acceptable Here");
    }

    /**
     * The peer changes the session before it answers (RFC 3311 §5.2). Nothing may be played to it yet.
     *
     * @param answer what its side has said of our offer so far
     */
    default OfferReply onEarlyOffer(MessageBody answer, MessageBody offer) {
        return OfferReply.refuse(488, "Not Acceptable Here");
    }

    /** The answer to {@link OutboundCall#offer}, or to our last description, of which the peer wanted to be reminded. */
    default void onOfferAnswered(MessageBody answer) {}

    /** {@link OutboundCall#offer} came to nothing. */
    default void onOfferRefused(SipStatus status) {}

    /** The callee pressed a key, and its side says so by INFO. */
    default void onDigit(Digit digit) {}

    /**
     * A SIP message of the call leaves, or has come, repeated ones too. Unlike the others, called on whatever thread has it,
     * at any time until the last of the call: must be quick, and thread-safe.
     */
    default void onMessage(MessageTap.TappedMessage message) {}

    /** It is over. Called exactly once, and after all others. */
    void onEnded(CallOutcome outcome);
}
