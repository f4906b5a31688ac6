package trunkline.gateway.dispatch;

import java.util.ArrayList;
import java.util.List;
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

    private final Intake intake;
    private final BatchStore store;

    public Batch(Intake intake, BatchStore store) {
        this.intake = intake;
        this.store = store;
    }

    /**
     * Takes SMS in.
     *
     * @param drafts the messages; null in the place of one that is refused already
     * @param answer what to answer, from an outcome for each message in order, null where it was refused already
     */
    public CompletableFuture<BatchStore.Outcome> sms(
            Account account,
            List<@Nullable SmsDraft> drafts,
            @Nullable RequestKey key,
            Function<List<@Nullable IntakeOutcome>, String> answer) {
        List<@Nullable IntakeOutcome> outcomes = new ArrayList<>();
        List<BatchStore.Routed> routed = new ArrayList<>();
        List<Integer> places = new ArrayList<>();
        for (SmsDraft draft : drafts) {
            Prepared prepared = draft == null ? null : intake.prepare(account, draft);
            IntakeOutcome refused = prepared instanceof Prepared.Unfit unfit ? unfit.refused() : null;
            if (prepared instanceof Prepared.Ready ready) {
                Breach breach = intake.breach(account, ready.request(), 1);
                if (breach == null) {
                    places.add(outcomes.size());
                    routed.add(new BatchStore.Routed(ready.request(), ready.way()));
                } else {
                    refused = new IntakeOutcome.Limited(breach);
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
                intake.giveBack(account, routed.get(i).request(), 1);
            }
        }
    }
}
