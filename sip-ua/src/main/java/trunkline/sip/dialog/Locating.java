package trunkline.sip.dialog;

import trunkline.sip.dialog.CallOutcome.Cancelled;

/** No INVITE is on its way: the addresses of the trunk, or of where it has redirected us to, are being looked up. */
public record Locating(CallTimings timings, long ringDueNanos) implements CallState {

    /** The first state of a call. */
    public static Locating since(long nowNanos, CallTimings timings) {
        return new Locating(timings, nowNanos + timings.ringNanos());
    }

    @Override
    public long dueNanos() {
        return ringDueNanos;
    }

    @Override
    public CallStep onTick(long nowNanos) {
        return nowNanos - ringDueNanos < 0
                ? CallStep.of(this)
                : Ended.refused(timings, Refusal.of(SipStatus.timeout("No address in time")), false, nowNanos);
    }

    @Override
    public CallStep onSent() {
        return CallStep.of(new Calling(timings, ringDueNanos));
    }

    /** That of a target which we had given up on. */
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
        var outcome = new Cancelled(
                new SipStatus(487, "Ended before it was sent", SipStatus.Origin.LOCAL, reason, null, null));
        return Ended.with(timings, outcome, nowNanos);
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
