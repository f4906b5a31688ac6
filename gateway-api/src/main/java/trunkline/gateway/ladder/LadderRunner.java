package trunkline.gateway.ladder;

import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import trunkline.gateway.account.Account;
import trunkline.gateway.account.AccountNames;
import trunkline.gateway.dispatch.Clocks;
import trunkline.gateway.dispatch.Intake;
import trunkline.gateway.dispatch.IntakeOutcome;
import trunkline.gateway.ladder.Rungs.Made;
import trunkline.gateway.limit.Breach;
import trunkline.gateway.store.LadderStore;
import trunkline.gateway.store.LadderStore.Begun;
import trunkline.gateway.store.LadderStore.Due;

/**
 * Begins the steps that are due: about once a second, a bounded number at once. Each is held against routes, limits and hours as they are
 * then; one that cannot be sent says why, and the next one follows.
 */
public final class LadderRunner {

    private static final Logger LOGGER = LoggerFactory.getLogger(LadderRunner.class);
    /** Ladders of one transaction, so that nobody waits for it. */
    private static final int AT_ONCE = 100;

    private final LadderStore store;
    private final Rungs rungs;
    private final Intake intake;
    private final AccountNames names;
    private final Clocks clocks;
    private volatile boolean running;

    public LadderRunner(LadderStore store, Rungs rungs, Intake intake, AccountNames names, Clocks clocks) {
        this.store = store;
        this.rungs = rungs;
        this.intake = intake;
        this.names = names;
        this.clocks = clocks;
    }

    /** Looks unless it is looking already. */
    public void look() {
        if (!running) {
            running = true;
            var unused = round().whenComplete((done, failure) -> {
                if (failure != null) {
                    LOGGER.atWarn().addKeyValue("cause", failure).log("ladders not looked at, will try again");
                }
                running = false;
            });
        }
    }

    /** Completes once all that is due has begun. */
    CompletableFuture<Void> round() {
        return store.due(clocks.nowMicros(), AT_ONCE).thenCompose(due -> {
            CompletableFuture<?>[] begun = due.stream().map(this::begin).toArray(CompletableFuture<?>[]::new);
            CompletableFuture<Void> all = CompletableFuture.allOf(begun);
            return due.size() < AT_ONCE ? all : all.thenCompose(done -> round());
        });
    }

    private CompletableFuture<Boolean> begin(Due due) {
        return names.nameOf(due.account())
                .thenCompose(name -> begin(new Account(due.account(), name.orElse(""), false), due));
    }

    private CompletableFuture<Boolean> begin(Account account, Due due) {
        return rungs.make(account, due.step()).thenCompose(made -> {
            if (made instanceof Made.Unfit unfit) {
                return store.refuse(due, words(unfit.refused()));
            }
            Begun begun = ((Made.Ready) made).begun();
            Breach breach = intake.breach(account, begun.request(), 1);
            if (breach != null) {
                // a paused account's ladders wait
                return breach.limit() == Breach.Limit.PAUSED
                        ? CompletableFuture.completedFuture(false)
                        : store.refuse(due, breach.detail());
            }
            return store.begin(due, begun).whenComplete((hasBegun, failure) -> {
                if (failure != null || !hasBegun) {
                    intake.giveBack(account, begun.request(), 1);
                }
            });
        });
    }

    private static String words(IntakeOutcome.Refused refused) {
        String what =
                switch (refused.what()) {
                    case TEXT -> "its text";
                    case OCTETS -> "its octets";
                    default -> refused.value();
                };
        return what + " " + refused.rule();
    }
}
