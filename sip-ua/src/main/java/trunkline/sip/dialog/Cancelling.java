package trunkline.sip.dialog;

import trunkline.sip.dialog.CallCommand.DropInvite;
import trunkline.sip.dialog.CallCommand.SendAck;
import trunkline.sip.dialog.CallCommand.SendBye;
import trunkline.sip.dialog.CallCommand.SendCancel;
import trunkline.sip.dialog.CallOutcome.Cancelled;
import trunkline.sip.dialog.CallOutcome.NoAnswer;

/**
 * The call shall end before it is answered (RFC 3261 §9.1). CANCEL goes out at once if a provisional response has come,
 * else with the first that comes. Then the peer refuses the INVITE with 487, or its 2xx has won the race and is
 * acknowledged and ended by BYE.
 *
 * @param sent whether CANCEL has gone out
 * @param giveUpNanos when the INVITE counts as cancelled although no final response has come
 */
public record Cancelling(CallTimings timings, Cause cause, Reason reason, boolean sent, long giveUpNanos)
        implements CallState {

    /** Why the call shall end. */
    public enum Cause {
        RING_TIME_OVER,
        CALLER
    }

    /** No provisional response has come, so no CANCEL may go out yet. */
    static CallStep waiting(CallTimings timings, Cause cause, Reason reason, long nowNanos) {
        return CallStep.of(new Cancelling(timings, cause, reason, false, nowNanos + timings.transactionNanos()));
    }

    static CallStep sent(CallTimings timings, Cause cause, Reason reason, long nowNanos) {
        var next = new Cancelling(timings, cause, reason, true, nowNanos + timings.transactionNanos());
        return CallStep.of(next, new SendCancel(reason));
    }

    @Override
    public long dueNanos() {
        return giveUpNanos;
    }

    @Override
    public CallStep onTick(long nowNanos) {
        if (nowNanos - giveUpNanos < 0) {
            return CallStep.of(this);
        }
        SipStatus silence = SipStatus.timeout(sent ? "No final response after CANCEL" : "No response");
        return Ended.with(timings, outcome(silence), nowNanos, new DropInvite());
    }

    @Override
    public CallStep onProgress(Progress progress, long nowNanos) {
        return sent ? CallStep.of(this) : sent(timings, cause, reason, nowNanos);
    }

    @Override
    public CallStep onAnswer(Answer answer, long nowNanos) {
        String fork = answer.fork();
        var next = Ending.since(nowNanos, timings, fork, unanswered(answer.status()), Forks.NONE);
        return CallStep.of(next, new SendAck(fork), new SendBye(fork, reason));
    }

    @Override
    public CallStep onRefusal(Refusal refusal, long nowNanos) {
        return Ended.with(timings, outcome(refusal), nowNanos);
    }

    /** From now on it is the caller who gave up, whatever it was before. */
    @Override
    public CallStep onHangUp(Reason newReason, long nowNanos) {
        return CallStep.of(new Cancelling(timings, Cause.CALLER, reason, sent, giveUpNanos));
    }

    @Override
    public CallStep onAbandon(long nowNanos) {
        return Ended.abandoned(timings, nowNanos);
    }

    private CallOutcome outcome(SipStatus silence) {
        return sent ? unanswered(silence) : outcome(Refusal.of(silence));
    }

    /** A callee who turned out busy while the ring time ran out was busy; a trunk that never spoke is unreachable. */
    private CallOutcome outcome(Refusal refusal) {
        return cause == Cause.CALLER
                ? new Cancelled(refusal.status())
                : Refusals.outcome(refusal.status(), sent, refusal.contacts());
    }

    private CallOutcome unanswered(SipStatus status) {
        return cause == Cause.CALLER ? new Cancelled(status) : new NoAnswer(status);
    }
}
