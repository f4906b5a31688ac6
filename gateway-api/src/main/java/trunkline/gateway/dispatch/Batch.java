package trunkline.gateway.dispatch;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import trunkline.gateway.account.Account;
import trunkline.gateway.dispatch.Intake.Prepared;
import trunkline.gateway.limit.Breach;
import trunkline.gateway.store.BatchStore;
import trunkline.gateway.store.RequestKey;

/** Takes many SMS in at once: each is held against what holds for one, and those that pass are kept by one commit. */
public final class Batch {

    /**
     * One of them.
     *
     * @param wish how it is repeated; null for not at all
     */
    public record Item(SmsDraft draft, RepeatIntake.@Nullable Wish wish) {}

    private final Intake intake;
    private final RepeatIntake repeats;
    private final BatchStore store;

    public Batch(Intake intake, RepeatIntake repeats, BatchStore store) {
        this.intake = intake;
        this.repeats = repeats;
        this.store = store;
    }

    /**
     * Takes SMS in.
     *
     * @param items the messages; null in the place of one that is refused already
     * @param answer what to answer, from an outcome for each message in order, null where it was refused already
     */
    public CompletableFuture<BatchStore.Outcome> sms(
            Account account,
            List<@Nullable Item> items,
            @Nullable RequestKey key,
            Function<List<@Nullable IntakeOutcome>, String> answer) {
        List<@Nullable IntakeOutcome> outcomes = new ArrayList<>();
        List<BatchStore.Routed> routed = new ArrayList<>();
        List<Integer> places = new ArrayList<>();
        for (Item item : items) {
            IntakeOutcome refused = null;
            if (item != null) {
                refused = add(account, item, routed);
                if (refused == null) {
                    places.add(outcomes.size());
                }
            }
            outcomes.add(refused);
        }
        return store.acceptAll(account.id(), routed, key, kept -> {
                    for (int i = 0; i < kept.size(); i++) {
                        outcomes.set(places.get(i), Intake.outcome(routed.get(i).request(), kept.get(i)));
                    }
                    return answer.apply(outcomes);
                })
                .thenApply(outcome -> {
                    giveBack(account, routed, places, outcomes, outcome);
                    return outcome;
                });
    }

    /** What the last request with this key came to, if there was one. */
    public CompletableFuture<Optional<BatchStore.Outcome>> made(Account account, RequestKey key) {
        return store.made(account.id(), key);
    }

    /** Adds what can be kept of an item to {@code routed}, or says why nothing can. */
    private @Nullable IntakeOutcome add(Account account, Item item, List<BatchStore.Routed> routed) {
        BatchStore.Routed one;
        if (item.wish() == null) {
            Prepared prepared = intake.prepare(account, item.draft());
            if (prepared instanceof Prepared.Unfit unfit) {
                return unfit.refused();
            }
            Prepared.Ready ready = (Prepared.Ready) prepared;
            one = new BatchStore.Routed(ready.request(), ready.way(), null);
        } else {
            RepeatIntake.Prepared prepared = repeats.prepare(account, item.draft(), item.wish());
            if (prepared instanceof RepeatIntake.Prepared.Unfit unfit) {
                return unfit.refused();
            }
            RepeatIntake.Prepared.Ready ready = (RepeatIntake.Prepared.Ready) prepared;
            one = new BatchStore.Routed(ready.request(), ready.way(), ready.repetition());
        }
        Breach breach = intake.breach(account, one.request(), times(one));
        if (breach != null) {
            return new IntakeOutcome.Limited(breach);
        }
        routed.add(one);
        return null;
    }

    private static int times(BatchStore.Routed one) {
        return one.repetition() == null ? 1 : one.repetition().times();
    }

    /** What was counted and not kept is counted no more. */
    private void giveBack(
            Account account,
            List<BatchStore.Routed> routed,
            List<Integer> places,
            List<@Nullable IntakeOutcome> outcomes,
            BatchStore.Outcome outcome) {
        for (int i = 0; i < routed.size(); i++) {
            boolean kept = outcome instanceof BatchStore.Outcome.Done
                    && outcomes.get(places.get(i)) instanceof IntakeOutcome.Kept;
            if (!kept) {
                intake.giveBack(account, routed.get(i).request(), times(routed.get(i)));
            }
        }
    }
}
