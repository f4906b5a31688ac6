package trunkline.gateway.ladder;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import trunkline.gateway.account.Account;
import trunkline.gateway.dispatch.Intake;
import trunkline.gateway.dispatch.IntakeOutcome;
import trunkline.gateway.dispatch.IntakeOutcome.Part;
import trunkline.gateway.ladder.Rungs.Made;
import trunkline.gateway.limit.Breach;
import trunkline.gateway.message.MessageRequest;
import trunkline.gateway.store.LadderReport;
import trunkline.gateway.store.LadderStep;
import trunkline.gateway.store.LadderStore;
import trunkline.gateway.store.LadderStore.Begun;
import trunkline.gateway.store.RequestKey;

/** Takes ladders in: each step must be one that could be sent now, the first one is kept as any message. Thread-safe. */
public final class LadderIntake {

    /** What became of it. */
    public sealed interface Outcome {

        /**
         * It is kept.
         *
         * @param isRepeated whether the same request has made it before
         */
        record Kept(LadderReport ladder, boolean isRepeated) implements Outcome {}

        /** Nothing was kept, because of step {@code number}, from 1. */
        record Not(int number, IntakeOutcome why) implements Outcome {}
    }

    private final Rungs rungs;
    private final Intake intake;
    private final LadderStore store;

    public LadderIntake(Rungs rungs, Intake intake, LadderStore store) {
        this.rungs = rungs;
        this.intake = intake;
        this.store = store;
    }

    /**
     * Takes a ladder in; one with a key once.
     *
     * @param asked 1 to {@link LadderStep#STEPS_MAX}
     */
    public CompletableFuture<Outcome> take(
            Account account, @Nullable String clientReference, List<LadderStep> asked, @Nullable RequestKey key) {
        List<LadderStep> steps = rungs.decided(account, asked);
        if (key == null) {
            return check(account, clientReference, steps, null);
        }
        // the first answer, whatever routes and limits say by now
        return store.made(account.id(), key)
                .thenCompose(before -> before.isPresent()
                        ? CompletableFuture.completedFuture(outcome(steps.get(0), before.get()))
                        : check(account, clientReference, steps, key));
    }

    /** The ladder that the same request with this key has made before, if there is one. */
    public CompletableFuture<Optional<Outcome.Kept>> made(Account account, RequestKey key) {
        return store.made(account.id(), key)
                .thenApply(before -> before.flatMap(outcome -> outcome instanceof LadderStore.Outcome.Repeated repeated
                        ? Optional.of(new Outcome.Kept(repeated.ladder(), true))
                        : Optional.empty()));
    }

    private CompletableFuture<Outcome> check(
            Account account, @Nullable String clientReference, List<LadderStep> steps, @Nullable RequestKey key) {
        return rungs.make(account, steps.get(0)).thenCompose(first -> {
            if (first instanceof Made.Unfit unfit) {
                return not(1, unfit.refused());
            }
            return checkFrom(account, steps, 2)
                    .thenCompose(problem -> problem.isPresent()
                            ? CompletableFuture.completedFuture(problem.get())
                            : keep(account, clientReference, steps, ((Made.Ready) first).begun(), key));
        });
    }

    /** Why a step from {@code number} on could not be sent; empty if all can. At which hour it will be, nobody knows yet. */
    private CompletableFuture<Optional<Outcome>> checkFrom(Account account, List<LadderStep> steps, int number) {
        if (number > steps.size()) {
            return CompletableFuture.completedFuture(Optional.empty());
        }
        LadderStep step = steps.get(number - 1);
        return rungs.make(account, step).thenCompose(made -> {
            boolean isWrong = made instanceof Made.Unfit unfit
                    && (step.plan().hours().off() || !isOfHours(unfit.refused().what()));
            return isWrong
                    ? CompletableFuture.completedFuture(
                            Optional.of(new Outcome.Not(number, ((Made.Unfit) made).refused())))
                    : checkFrom(account, steps, number + 1);
        });
    }

    private static boolean isOfHours(Part what) {
        return what == Part.QUIET_HOURS || what == Part.CALL_WINDOW;
    }

    private CompletableFuture<Outcome> keep(
            Account account,
            @Nullable String clientReference,
            List<LadderStep> steps,
            Begun first,
            @Nullable RequestKey key) {
        Breach breach = intake.breach(account, first.request(), 1);
        if (breach != null) {
            return not(1, new IntakeOutcome.Limited(breach));
        }
        return store.accept(account.id(), clientReference, steps, first, key).thenApply(outcome -> {
            if (!(outcome instanceof LadderStore.Outcome.Kept)) {
                intake.giveBack(account, first.request(), 1);
            }
            return outcome(steps.get(0), outcome);
        });
    }

    private static Outcome outcome(LadderStep first, LadderStore.Outcome outcome) {
        if (outcome instanceof LadderStore.Outcome.Kept kept) {
            return new Outcome.Kept(kept.ladder(), false);
        }
        if (outcome instanceof LadderStore.Outcome.Repeated repeated) {
            return new Outcome.Kept(repeated.ladder(), true);
        }
        MessageRequest request = new MessageRequest(0, first.from(), first.to(), first.content(), Duration.ZERO);
        return new Outcome.Not(1, Intake.outcome(request, ((LadderStore.Outcome.Not) outcome).why()));
    }

    private static CompletableFuture<Outcome> not(int number, IntakeOutcome why) {
        return CompletableFuture.completedFuture(new Outcome.Not(number, why));
    }
}
