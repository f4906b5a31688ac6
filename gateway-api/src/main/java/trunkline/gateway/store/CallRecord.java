package trunkline.gateway.store;

import org.jspecify.annotations.Nullable;
import trunkline.gateway.call.CallReport;
import trunkline.gateway.call.CallTrace;
import trunkline.gateway.message.MenuChoice;
import trunkline.gateway.message.VoiceState;

/**
 * How far the call of a voice message has come.
 *
 * @param key the message
 * @param state its state now
 * @param reason why, in words for its sender; null where the state says it all
 * @param report what is known of the call; null before there is a Call-ID
 * @param trace of a call that is over; null of one that is not, and where there was none
 * @param againAtMicros when it is called again, microseconds since 1970 in UTC; 0 for never
 * @param move to the way that calls it again; null if that is its own, or none
 * @param choice of its menu that the callee made just now; null for none
 */
public record CallRecord(
        long key,
        VoiceState state,
        @Nullable String reason,
        @Nullable CallReport report,
        @Nullable CallTrace trace,
        long againAtMicros,
        @Nullable Move move,
        @Nullable MenuChoice choice) {

    /** Of a call in which no choice was made just now. */
    public CallRecord(
            long key,
            VoiceState state,
            @Nullable String reason,
            @Nullable CallReport report,
            @Nullable CallTrace trace,
            long againAtMicros,
            @Nullable Move move) {
        this(key, state, reason, report, trace, againAtMicros, move, null);
    }

    /** Of a call whose message stays with its way. */
    public CallRecord(
            long key,
            VoiceState state,
            @Nullable String reason,
            @Nullable CallReport report,
            @Nullable CallTrace trace,
            long againAtMicros) {
        this(key, state, reason, report, trace, againAtMicros, null);
    }

    /** Of a call that is not over. */
    public CallRecord(long key, VoiceState state, @Nullable String reason, @Nullable CallReport report) {
        this(key, state, reason, report, null, 0);
    }

    /** Of a call that goes on with a choice of its menu. */
    public static CallRecord ofChoice(long key, VoiceState state, MenuChoice choice, CallReport report) {
        return new CallRecord(key, state, null, report, null, 0, null, choice);
    }
}
