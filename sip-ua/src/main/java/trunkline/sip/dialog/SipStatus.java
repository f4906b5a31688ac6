package trunkline.sip.dialog;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How a request ended: the final status, and what the peer said about it (RFC 3261 §7.2 and §21).
 *
 * @param code 200 to 699
 * @param phrase the reason phrase as it came: carriers put the true cause there
 * @param origin whether the peer said it, or we in its place
 * @param reason the Reason header (RFC 3326), Q.850 first
 * @param warning the text of a Warning header (RFC 3261 §20.43)
 * @param retryAfter how long the peer asks to be left alone (RFC 3261 §20.33)
 */
public record SipStatus(
        int code,
        String phrase,
        Origin origin,
        @Nullable Reason reason,
        @Nullable String warning,
        @Nullable Duration retryAfter) {

    /** Who said it. */
    public enum Origin {
        /** A response of the peer. */
        PEER,
        /** Ours: nobody answered, or nothing could be sent (RFC 3261 §8.1.3.1). */
        LOCAL
    }

    public SipStatus {
        if (code < 200 || code > 699) {
            throw new IllegalArgumentException("'code' is '" + code + "': must be 200 to 699");
        }
    }

    /** A final response of the peer that said no more than this. */
    public static SipStatus received(int code, String phrase) {
        return new SipStatus(code, phrase, Origin.PEER, null, null, null);
    }

    /** No response came, or 64 × T1 passed without a final one: as if it were a 408 (RFC 3261 §8.1.3.1). */
    public static SipStatus timeout(String phrase) {
        return new SipStatus(408, phrase, Origin.LOCAL, null, null, null);
    }

    /** The request could not be sent: as if it were a 503 (RFC 3261 §8.1.3.1). */
    public static SipStatus transportFailure(String phrase) {
        return new SipStatus(503, phrase, Origin.LOCAL, null, null, null);
    }

    public SipStatus withReason(@Nullable Reason newReason) {
        return new SipStatus(code, phrase, origin, newReason, warning, retryAfter);
    }

    /** The Q.850 cause, 0 where there is none. */
    public int q850Cause() {
        return reason != null && reason.isQ850() ? reason.cause() : 0;
    }
}
