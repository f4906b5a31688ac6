package trunkline.sip.dialog;

import trunkline.sip.dialog.Cancelling.Cause;

/** The trunk has the call (100) and looks for the callee. */
public record Trying(CallTimings timings, long ringDueNanos) implements CallState {

    @Override
    public long dueNanos() {
        return ringDueNanos;
    }

    @Override
    public CallStep onTick(long nowNanos) {
        return nowNanos - ringDueNanos < 0
                ? CallStep.of(this)
                : Cancelling.sent(timings, Cause.RING_TIME_OVER, Reason.NO_ANSWER, nowNanos);
    }

    @Override
    public CallStep onProgress(Progress progress, long nowNanos) {
        return progress.code() == 100 ? CallStep.of(this) : Ringing.heard(timings, ringDueNanos, progress);
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
    public CallStep onLeft() {
        return CallStep.of(new Locating(timings, ringDueNanos));
    }

    @Override
    public CallStep onSent() {
        return CallStep.of(new Calling(timings, ringDueNanos));
    }

    @Override
    public CallStep onHangUp(Reason reason, long nowNanos) {
        return Cancelling.sent(timings, Cause.CALLER, reason, nowNanos);
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
