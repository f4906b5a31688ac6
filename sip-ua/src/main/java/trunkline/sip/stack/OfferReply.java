package trunkline.sip.stack;

import trunkline.sip.dialog.MessageBody;

/** What we say to an offer of the peer. */
public sealed interface OfferReply {

    static OfferReply accept(MessageBody answer) {
        return new Accepted(answer);
    }

    /** The session stays as it was (RFC 3261 §14.2). */
    static OfferReply refuse(int code, String phrase) {
        return new Refused(code, phrase);
    }

    record Accepted(MessageBody answer) implements OfferReply {}

    /**
     * The offer is refused.
     *
     * @param code 400 to 699
     */
    record Refused(int code, String phrase) implements OfferReply {
        public Refused {
            SipSettings.check(code >= 400 && code <= 699, "code", code, "must be 400 to 699");
        }
    }
}
