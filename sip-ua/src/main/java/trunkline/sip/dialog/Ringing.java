package trunkline.sip.dialog;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import trunkline.sip.dialog.CallCommand.TellEarlyMedia;
import trunkline.sip.dialog.CallCommand.TellRinging;
import trunkline.sip.dialog.Cancelling.Cause;

/**
 * It rings, or the callee's side plays something (180 to 199).
 *
 * @param code the last status told to the caller; a repeated one is not told again
 * @param earlyMedia the last body told to the caller
 */
public record Ringing(CallTimings timings, long ringDueNanos, int code, @Nullable MessageBody earlyMedia)
        implements CallState {

    /** From Calling or Trying, by the first provisional response above 100. */
    static CallStep heard(CallTimings timings, long ringDueNanos, Progress progress) {
        return new Ringing(timings, ringDueNanos, 0, null).tell(progress);
    }

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
        return progress.code() == 100 ? CallStep.of(this) : tell(progress);
    }

    private CallStep tell(Progress progress) {
        List<CallCommand> commands = new ArrayList<>(2);
        if (progress.code() != code) {
            commands.add(new TellRinging(progress.code()));
        }
        MessageBody body = progress.body();
        if (body != null && !body.equals(earlyMedia)) {
            commands.add(new TellEarlyMedia(body));
        }
        var next = new Ringing(timings, ringDueNanos, progress.code(), body == null ? earlyMedia : body);
        return new CallStep(next, commands);
    }

    @Override
    public CallStep onAnswer(Answer answer, long nowNanos) {
        return Answered.first(timings, answer, nowNanos);
    }

    @Override
    public CallStep onRefusal(Refusal refusal, long nowNanos) {
        return Ended.refused(timings, refusal, true, nowNanos);
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
    public boolean rang() {
        return true;
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
