package trunkline.gateway.dispatch;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import trunkline.gateway.call.CallReport;
import trunkline.gateway.call.CallTrace;
import trunkline.gateway.message.VoiceState;

/**
 * How a call ended.
 *
 * @param state what it came to
 * @param reason why, in words for the sender; null where the state says it all
 * @param report null if there was no call
 * @param trace what went over the wire; null if nothing did
 * @param hope whether another call may come to more
 * @param rest how long the trunk wants no calls at all; zero as a rule
 */
public record CallEnd(
        VoiceState state,
        @Nullable String reason,
        @Nullable CallReport report,
        @Nullable CallTrace trace,
        Hope hope,
        Duration rest) {

    /** What another call may help against. */
    public enum Hope {
        /** It will not: it was answered, or declined, or there is no such number. */
        NONE,
        /** The callee was on the phone. */
        BUSY,
        /** Nobody answered, or the phone is off. */
        NO_ANSWER,
        /** The trunk was in trouble. */
        TROUBLE,
        /** The trunk does not take this call from us; another one may. */
        REFUSED
    }
}
