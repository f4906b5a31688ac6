package trunkline.sip.dialog;

import java.util.ArrayList;
import java.util.List;
import trunkline.sip.dialog.CallCommand.Forget;
import trunkline.sip.dialog.CallCommand.TellEnded;
import trunkline.sip.dialog.CallOutcome.Cancelled;

/** Over, and told. It lingers for 64 × T1 to acknowledge and end what answers late (RFC 3261 §13.2.2.4). */
public record Ended(CallOutcome outcome, Forks ended, long forgetNanos) implements CallState {

    /** A call that never began, so that nothing of it can come late. */
    public static Ended before(CallOutcome outcome, long nowNanos) {
        return new Ended(outcome, Forks.NONE, nowNanos);
    }

    static CallStep refused(CallTimings timings, Refusal refusal, boolean rang, long nowNanos) {
        return with(timings, Refusals.outcome(refusal.status(), rang, refusal.contacts()), nowNanos);
    }

    static CallStep abandoned(CallTimings timings, long nowNanos) {
        return with(timings, new Cancelled(SipStatus.transportFailure("The user agent was closed")), nowNanos);
    }

    static CallStep with(CallTimings timings, CallOutcome outcome, long nowNanos, CallCommand... before) {
        return with(timings, outcome, Forks.NONE, nowNanos, before);
    }

    static CallStep with(CallTimings timings, CallOutcome outcome, Forks ended, long nowNanos, CallCommand... before) {
        List<CallCommand> commands = new ArrayList<>(List.of(before));
        commands.add(new TellEnded(outcome));
        return new CallStep(new Ended(outcome, ended, nowNanos + timings.transactionNanos()), commands);
    }

    @Override
    public long dueNanos() {
        return forgetNanos;
    }

    @Override
    public CallStep onTick(long nowNanos) {
        return nowNanos - forgetNanos < 0 ? CallStep.of(this) : CallStep.of(this, new Forget());
    }

    @Override
    public CallStep onAnswer(Answer answer, long nowNanos) {
        return new CallStep(
                new Ended(outcome, ended.with(answer.fork()), forgetNanos), ended.acknowledgeAndEnd(answer.fork()));
    }

    @Override
    public CallStep onHangUp(Reason reason, long nowNanos) {
        return CallStep.of(this);
    }

    @Override
    public boolean isLive() {
        return false;
    }
}
