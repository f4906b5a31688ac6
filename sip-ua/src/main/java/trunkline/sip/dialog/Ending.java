package trunkline.sip.dialog;

import org.jspecify.annotations.Nullable;

/** Our BYE is on its way. The outcome is known, and is told when the BYE is answered or its time is over. */
public record Ending(CallTimings timings, String fork, CallOutcome outcome, Forks ended, long tellDueNanos)
        implements CallState {

    /** Right after the BYE to {@code fork}; {@code others} were ended before. */
    static Ending since(long nowNanos, CallTimings timings, String fork, CallOutcome outcome, Forks others) {
        return new Ending(timings, fork, outcome, others.with(fork), nowNanos + timings.byeNanos());
    }

    @Override
    public long dueNanos() {
        return tellDueNanos;
    }

    @Override
    public CallStep onTick(long nowNanos) {
        return nowNanos - tellDueNanos < 0 ? CallStep.of(this) : tell(nowNanos);
    }

    @Override
    public CallStep onAnswer(Answer answer, long nowNanos) {
        var next = new Ending(timings, fork, outcome, ended.with(answer.fork()), tellDueNanos);
        return new CallStep(next, ended.acknowledgeAndEnd(answer.fork()));
    }

    @Override
    public CallStep onHangUp(Reason reason, long nowNanos) {
        return CallStep.of(this);
    }

    /** The two BYEs crossed; theirs is answered, so the session is over. */
    @Override
    public CallStep onBye(String byeFork, @Nullable Reason reason, long nowNanos) {
        return onByeAnswered(byeFork, nowNanos);
    }

    @Override
    public CallStep onByeAnswered(String byeFork, long nowNanos) {
        return byeFork.equals(fork) ? tell(nowNanos) : CallStep.of(this);
    }

    @Override
    public CallStep onAbandon(long nowNanos) {
        return tell(nowNanos);
    }

    private CallStep tell(long nowNanos) {
        return Ended.with(timings, outcome, ended, nowNanos);
    }
}
