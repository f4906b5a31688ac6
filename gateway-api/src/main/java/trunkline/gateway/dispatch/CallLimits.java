package trunkline.gateway.dispatch;

import trunkline.gateway.message.OutboundMessage;
import trunkline.gateway.message.VoiceState;
import trunkline.gateway.store.CallRecord;

/**
 * How much a trunk takes, and when.
 *
 * @param channels calls at once, at least 1
 * @param callsPerSecond new calls a second, above 0, also fractional
 * @param redial which calls are tried again
 * @param hours in which hours calls are made
 */
public record CallLimits(int channels, double callsPerSecond, RedialRules redial, LeavingHours hours) {

    /** At all hours. */
    CallLimits(int channels, double callsPerSecond, RedialRules redial) {
        this(channels, callsPerSecond, redial, LeavingHours.ANY);
    }

    /** What becomes of a message whose call number {@code attempt}, from 1, has ended, and that stays with its trunk. */
    CallRecord outcome(CallEnd end, OutboundMessage message, int attempt, long nowMicros) {
        long again = redial.againAtMicros(end, attempt, nowMicros, message.expiresAtMicros());
        Leave leave = again == 0 ? Leave.NOW : hours.of(message.request(), again);
        if (leave.isKnown() && !leave.isNow()) {
            again = leave.atMicros() < message.expiresAtMicros() ? leave.atMicros() : 0;
        }
        String reason = end.reason();
        if (again != 0) {
            String waits = leave.atMicros() > 0 ? ": " + leave.waits() : "";
            reason = end.state().label() + ", will be called again" + waits;
        }
        VoiceState state = again == 0 ? end.state() : VoiceState.SCHEDULED;
        return new CallRecord(message.key(), state, reason, end.report(), end.trace(), again, null);
    }
}
