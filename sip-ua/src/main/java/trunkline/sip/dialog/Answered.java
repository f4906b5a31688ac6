package trunkline.sip.dialog;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import trunkline.sip.dialog.CallCommand.SendAck;
import trunkline.sip.dialog.CallCommand.SendBye;
import trunkline.sip.dialog.CallCommand.SendRefresh;
import trunkline.sip.dialog.CallCommand.TellAnswered;
import trunkline.sip.dialog.CallOutcome.Completed;
import trunkline.sip.dialog.CallOutcome.Failed;
import trunkline.sip.dialog.CallOutcome.HungUpBy;
import trunkline.sip.dialog.SessionExpires.Refresher;

/**
 * The callee has answered, and the answer is acknowledged.
 *
 * @param fork the dialog that talks; every other one that answers is ended
 * @param session the session timer; null for none
 */
public record Answered(
        CallTimings timings,
        String fork,
        SipStatus status,
        long answeredNanos,
        Forks ended,
        @Nullable SessionTimer session)
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
        SessionTimer session = SessionTimer.agreed(answer.session(), Refresher.UAC, nowNanos);
        var next = new Answered(timings, fork, answer.status(), nowNanos, Forks.NONE, session);
        return CallStep.of(next, new SendAck(fork), new TellAnswered(body));
    }

    @Override
    public long dueNanos() {
        long talk = talkDueNanos();
        return session == null || talk - session.dueNanos() < 0 ? talk : session.dueNanos();
    }

    private long talkDueNanos() {
        return answeredNanos + timings.talkNanos();
    }

    @Override
    public CallStep onTick(long nowNanos) {
        if (nowNanos - talkDueNanos() >= 0) {
            return onHangUp(Reason.NORMAL_CLEARING, nowNanos);
        }
        if (session == null) {
            return CallStep.of(this);
        }
        if (session.isOver(nowNanos)) {
            return end(completed(HungUpBy.LOST, status, nowNanos), Reason.SESSION_EXPIRED, nowNanos);
        }
        return session.isRefreshDue(nowNanos)
                ? CallStep.of(with(session.refreshing()), new SendRefresh(fork))
                : CallStep.of(this);
    }

    private Answered with(@Nullable SessionTimer newSession) {
        return new Answered(timings, fork, status, answeredNanos, ended, newSession);
    }

    @Override
    public CallStep onSession(@Nullable SessionTimer timer) {
        return CallStep.of(with(timer));
    }

    /** A peer that does not know the call any more ends it (RFC 3261 §12.2.1.2); anything else may pass. */
    @Override
    public CallStep onRefreshFailed(SipStatus failure, long nowNanos) {
        if (failure.code() == 481 || failure.code() == 408) {
            return end(completed(HungUpBy.LOST, status, nowNanos), Reason.SESSION_EXPIRED, nowNanos);
        }
        return CallStep.of(with(session == null ? null : session.refreshAgain(nowNanos)));
    }

    @Override
    public CallStep onAnswer(Answer answer, long nowNanos) {
        if (answer.fork().equals(fork)) {
            return CallStep.of(this, new SendAck(fork));
        }
        var next = new Answered(timings, fork, status, answeredNanos, ended.with(answer.fork()), session);
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
