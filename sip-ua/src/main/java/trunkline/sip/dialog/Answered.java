package trunkline.sip.dialog;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import trunkline.sip.dialog.CallCommand.SendAck;
import trunkline.sip.dialog.CallCommand.SendBye;
import trunkline.sip.dialog.CallCommand.TellAnswered;
import trunkline.sip.dialog.CallOutcome.Completed;
import trunkline.sip.dialog.CallOutcome.Failed;
import trunkline.sip.dialog.CallOutcome.HungUpBy;

/**
 * The callee has answered, and the answer is acknowledged.
 *
 * @param fork the dialog that talks; every other one that answers is ended
 */
public record Answered(CallTimings timings, String fork, SipStatus status, long answeredNanos, Forks ended)
        implements CallState {

    /** The first 2xx. Without an answer to our offer there is nothing to talk with: RFC 3261 §13.2.1 demands one. */
    static CallStep first(CallTimings timings, Answer answer, long nowNanos) {
        String fork = answer.fork();
        MessageBody body = answer.body();
        if (body == null) {
            var outcome = new Failed(new SipStatus(
                    488,
                    "200 without an answer to our offer",
                    SipStatus.Origin.LOCAL,
                    Reason.NOT_ACCEPTABLE,
                    null,
                    null));
            return CallStep.of(
                    Ending.since(nowNanos, timings, fork, outcome, Forks.NONE),
                    new SendAck(fork),
                    new SendBye(fork, Reason.NOT_ACCEPTABLE));
        }
        var next = new Answered(timings, fork, answer.status(), nowNanos, Forks.NONE);
        return CallStep.of(next, new SendAck(fork), new TellAnswered(body));
    }

    @Override
    public long dueNanos() {
        return answeredNanos + timings.talkNanos();
    }

    @Override
    public CallStep onTick(long nowNanos) {
        return nowNanos - dueNanos() < 0 ? CallStep.of(this) : onHangUp(Reason.NORMAL_CLEARING, nowNanos);
    }

    @Override
    public CallStep onAnswer(Answer answer, long nowNanos) {
        if (answer.fork().equals(fork)) {
            return CallStep.of(this, new SendAck(fork));
        }
        var next = new Answered(timings, fork, status, answeredNanos, ended.with(answer.fork()));
        return new CallStep(next, ended.acknowledgeAndEnd(answer.fork()));
    }

    @Override
    public CallStep onHangUp(Reason reason, long nowNanos) {
        return end(completed(HungUpBy.US, status, nowNanos), reason, nowNanos);
    }

    @Override
    public CallStep onAnswerRefused(String why, long nowNanos) {
        var refused = new SipStatus(488, why, SipStatus.Origin.LOCAL, Reason.NOT_ACCEPTABLE, null, null);
        return end(new Failed(refused), Reason.NOT_ACCEPTABLE, nowNanos);
    }

    @Override
    public CallStep onBye(String byeFork, @Nullable Reason reason, long nowNanos) {
        if (!byeFork.equals(fork)) {
            return CallStep.of(this);
        }
        var outcome = completed(HungUpBy.THEM, status.withReason(reason), nowNanos);
        return Ended.with(timings, outcome, ended.with(fork), nowNanos);
    }

    @Override
    public CallStep onAbandon(long nowNanos) {
        return Ended.with(timings, completed(HungUpBy.US, status, nowNanos), ended.with(fork), nowNanos);
    }

    private CallStep end(CallOutcome outcome, Reason reason, long nowNanos) {
        return CallStep.of(Ending.since(nowNanos, timings, fork, outcome, ended), new SendBye(fork, reason));
    }

    private Completed completed(HungUpBy by, SipStatus finalStatus, long nowNanos) {
        return new Completed(by, Duration.ofNanos(nowNanos - answeredNanos), finalStatus);
    }
}
