package trunkline.sip.dialog;

import org.jspecify.annotations.Nullable;

/**
 * A provisional response to the INVITE (RFC 3261 §21.1).
 *
 * @param code 100 to 199; unknown ones count as 183 (RFC 3261 §8.1.3.2)
 * @param body what the callee's side plays before it answers: early media, never an answer to act on
 */
public record Progress(int code, @Nullable MessageBody body) {

    /** The statuses above 100 that RFC 3261 §21.1 and RFC 7315 name; others are 183. */
    public Progress {
        if (code < 100 || code > 199) {
            throw new IllegalArgumentException("'code' is '" + code + "': must be 100 to 199");
        }
        boolean known = code == 100 || (code >= 180 && code <= 183) || code == 199;
        code = known ? code : 183;
    }
}
