package trunkline.sip.dialog;

import trunkline.sip.dialog.CallCommand.TellTrying;
import trunkline.sip.dialog.Cancelling.Cause;

/** The INVITE is sent; nothing has come back. The stack repeats it and gives up after 64 × T1 (Timer B). */
public record Calling(CallTimings timings, long ringDueNanos) implements CallState {

    @Override
    public long dueNanos() {
        return ringDueNanos;
    }

    /** No CANCEL may be sent before a provisional response (RFC 3261 §9.1), so it waits for one. */
    @Override
    public CallStep onTick(long nowNanos) {
        return nowNanos - ringDueNanos < 0
                ? CallStep.of(this)
                : Cancelling.waiting(timings, Cause.RING_TIME_OVER, Reason.NO_ANSWER, nowNanos);
    }

    @Override
    public CallStep onProgress(Progress progress, long nowNanos) {
        return progress.code() == 100
                ? CallStep.of(new Trying(timings, ringDueNanos), new TellTrying())
                : Ringing.heard(timings, ringDueNanos, progress);
    }

    @Override
    public CallStep onAnswer(Answer answer, long nowNanos) {
        return Answered.first(timings, answer, nowNanos);
    }

    @Override
    public CallStep onRefusal(Refusal refusal, long nowNanos) {
        return Ended.refused(timings, refusal, false, nowNanos);
    }

    @Override
    public CallStep onHangUp(Reason reason, long nowNanos) {
        return Cancelling.waiting(timings, Cause.CALLER, reason, nowNanos);
    }

    @Override
    public CallStep onLeft() {
        return CallStep.of(new Locating(timings, ringDueNanos));
    }

    @Override
    public boolean wantsAnswer() {
        return true;
    }

    @Override
    public CallStep onAbandon(long nowNanos) {
        return Ended.abandoned(timings, nowNanos);
    }
}
