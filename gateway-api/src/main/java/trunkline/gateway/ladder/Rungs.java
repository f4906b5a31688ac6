package trunkline.gateway.ladder;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import trunkline.gateway.account.Account;
import trunkline.gateway.dispatch.Intake;
import trunkline.gateway.dispatch.Intake.Prepared;
import trunkline.gateway.dispatch.IntakeOutcome;
import trunkline.gateway.dispatch.Leave;
import trunkline.gateway.dispatch.LinkedDrafts;
import trunkline.gateway.dispatch.SmsDraft;
import trunkline.gateway.message.Content;
import trunkline.gateway.message.MessageRequest;
import trunkline.gateway.store.Goal;
import trunkline.gateway.store.LadderStep;
import trunkline.gateway.store.LadderStore.Begun;
import trunkline.gateway.store.Repetition;

/** Makes messages of the steps of ladders, by what holds at the moment: routes, voice files, hours. Thread-safe. */
public final class Rungs {

    /** What a step would be. */
    sealed interface Made {

        /** A message that can be kept. */
        record Ready(Begun begun) implements Made {}

        /** None. */
        record Unfit(IntakeOutcome.Refused refused) implements Made {}
    }

    private final Intake intake;
    private final LinkedDrafts links;

    public Rungs(Intake intake, LinkedDrafts links) {
        this.intake = intake;
        this.links = links;
    }

    /** The same steps, each of which says now whether its text stays. */
    List<LadderStep> decided(Account account, List<LadderStep> steps) {
        return steps.stream()
                .map(step -> step.content() instanceof Content.Sms sms ? step.with(intake.decided(account, sms)) : step)
                .toList();
    }

    CompletableFuture<Made> make(Account account, LadderStep step) {
        if (step.content() instanceof Content.Voice voice) {
            return intake.prepareVoice(account, step.from(), step.to(), voice.file(), voice.options(), step.plan())
                    .thenApply(prepared -> made(account, prepared, null));
        }
        return CompletableFuture.completedFuture(sms(account, step));
    }

    private Made sms(Account account, LadderStep step) {
        SmsDraft draft = new SmsDraft(
                step.from(),
                step.to(),
                (Content.Sms) step.content(),
                step.validity(),
                step.transliterate(),
                step.plan());
        if (step.goal() != Goal.CLICKED) {
            return made(account, intake.prepare(account, draft), null);
        }
        LinkedDrafts.Outcome outcome = links.link(draft);
        if (outcome instanceof LinkedDrafts.Unfit unfit) {
            return new Made.Unfit(unfit.refused());
        }
        LinkedDrafts.Linked linked = (LinkedDrafts.Linked) outcome;
        Repetition once = new Repetition(1, step.patience(), linked.token(), step.linkTarget());
        return made(account, intake.prepare(account, linked.draft()), once);
    }

    private Made made(Account account, Prepared prepared, @Nullable Repetition once) {
        if (prepared instanceof Prepared.Unfit unfit) {
            return new Made.Unfit(unfit.refused());
        }
        Prepared.Ready ready = (Prepared.Ready) prepared;
        MessageRequest request = ready.request();
        Leave leave = intake.leave(account, request);
        long leaves = leave.isNow() ? intake.leavesAt(request.plan()) : leave.atMicros();
        return new Made.Ready(new Begun(request, ready.way(), once, leaves));
    }
}
