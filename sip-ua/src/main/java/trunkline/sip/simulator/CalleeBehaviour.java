package trunkline.sip.simulator;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What the callee does with a call.
 *
 * @param reaction in the end
 * @param delay from the INVITE to an answer or a refusal; it rings meanwhile
 * @param earlyMedia whether it sends 183 with a session description in place of 180
 * @param talk from the caller's ACK until the callee hangs up; null for never
 * @param refusal where it refuses
 */
public record CalleeBehaviour(
        Reaction reaction, Duration delay, boolean earlyMedia, @Nullable Duration talk, Refusal refusal) {

    /** What comes of a call. */
    public enum Reaction {
        ANSWER,
        RING_FOR_EVER,
        REFUSE,
        /** Not even 100: as if nobody were there. */
        SILENT
    }

    /**
     * A final response of 300 to 699.
     *
     * @param retryAfter put into Retry-After; null for none
     * @param reason put into Reason (RFC 3326), such as {@code Q.850;cause=17}; null for none
     */
    public record Refusal(int code, String phrase, @Nullable Duration retryAfter, @Nullable String reason) {

        static final Refusal BUSY = new Refusal(486, "Busy Here", null, null);

        public Refusal {
            if (code < 300 || code > 699) {
                throw new IllegalArgumentException("'code' is '" + code + "': must be 300 to 699");
            }
        }
    }

    /** Rings, and answers after {@code delay}. */
    public static CalleeBehaviour answersAfter(Duration delay) {
        return new CalleeBehaviour(Reaction.ANSWER, delay, false, null, Refusal.BUSY);
    }

    public static CalleeBehaviour ringsForEver() {
        return new CalleeBehaviour(Reaction.RING_FOR_EVER, Duration.ZERO, false, null, Refusal.BUSY);
    }

    public static CalleeBehaviour silent() {
        return new CalleeBehaviour(Reaction.SILENT, Duration.ZERO, false, null, Refusal.BUSY);
    }

    /** On the phone: 486. */
    public static CalleeBehaviour busy() {
        return refuses(486, "Busy Here");
    }

    /** Does not want to talk: 603. */
    public static CalleeBehaviour declines() {
        return refuses(603, "Decline");
    }

    /** A number that nobody has: 404. */
    public static CalleeBehaviour notFound() {
        return refuses(404, "Not Found");
    }

    /** A trunk that is overloaded: 503 with Retry-After. */
    public static CalleeBehaviour unavailable(Duration retryAfter) {
        return refuses(new Refusal(503, "Service Unavailable", retryAfter, null));
    }

    public static CalleeBehaviour refuses(int code, String phrase) {
        return refuses(new Refusal(code, phrase, null, null));
    }

    public static CalleeBehaviour refuses(Refusal refusal) {
        return new CalleeBehaviour(Reaction.REFUSE, Duration.ZERO, false, null, refusal);
    }

    public CalleeBehaviour after(Duration newDelay) {
        return new CalleeBehaviour(reaction, newDelay, earlyMedia, talk, refusal);
    }

    public CalleeBehaviour withEarlyMedia() {
        return new CalleeBehaviour(reaction, delay, true, talk, refusal);
    }

    /** Hangs up so long after the caller's ACK. */
    public CalleeBehaviour hangingUpAfter(Duration newTalk) {
        return new CalleeBehaviour(reaction, delay, earlyMedia, newTalk, refusal);
    }
}
