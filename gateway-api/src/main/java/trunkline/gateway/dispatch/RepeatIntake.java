package trunkline.gateway.dispatch;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import trunkline.gateway.account.Account;
import trunkline.gateway.message.MessageRequest;
import trunkline.gateway.store.Repetition;
import trunkline.gateway.store.RepetitionStore;
import trunkline.gateway.store.RequestKey;

/** Takes in SMS that are sent until the link in them is clicked: the link at the end of the text, then as any SMS. Thread-safe. */
public final class RepeatIntake {

    /**
     * What is asked for.
     *
     * @param times how often it is sent at most, 1 to {@link Repetition#TIMES_MAX}
     * @param period from one time to the next
     * @param target where the link leads; null for nowhere
     */
    public record Wish(int times, Duration period, @Nullable String target) {}

    private final Intake intake;
    private final RepetitionStore store;
    private final LinkedDrafts links;

    public RepeatIntake(Intake intake, RepetitionStore store, LinkedDrafts links) {
        this.intake = intake;
        this.store = store;
        this.links = links;
    }

    /** What can be kept, or why nothing can. */
    sealed interface Prepared {

        record Ready(MessageRequest request, String way, Repetition repetition) implements Prepared {}

        record Unfit(IntakeOutcome.Refused refused) implements Prepared {}
    }

    /** Takes an SMS in; one with a key once. */
    public CompletableFuture<IntakeOutcome> sms(Account account, SmsDraft draft, Wish wish, @Nullable RequestKey key) {
        return intake.once(account, key, () -> keep(account, draft, wish, key));
    }

    private CompletableFuture<IntakeOutcome> keep(
            Account account, SmsDraft draft, Wish wish, @Nullable RequestKey key) {
        Prepared prepared = prepare(account, draft, wish);
        if (prepared instanceof Prepared.Unfit unfit) {
            return CompletableFuture.completedFuture(unfit.refused());
        }
        Prepared.Ready ready = (Prepared.Ready) prepared;
        MessageRequest request = ready.request();
        return intake.keep(
                account, request, wish.times(), () -> store.accept(request, ready.way(), ready.repetition(), key));
    }

    /** Puts a link at the end of an SMS, and finds a way for it. */
    Prepared prepare(Account account, SmsDraft draft, Wish wish) {
        LinkedDrafts.Outcome outcome = links.link(draft.with(intake.decided(account, draft.content())));
        if (outcome instanceof LinkedDrafts.Unfit unfit) {
            return new Prepared.Unfit(unfit.refused());
        }
        LinkedDrafts.Linked linked = (LinkedDrafts.Linked) outcome;
        Intake.Prepared prepared = intake.prepare(account, linked.draft());
        if (prepared instanceof Intake.Prepared.Unfit unfit) {
            return new Prepared.Unfit(unfit.refused());
        }
        Intake.Prepared.Ready ready = (Intake.Prepared.Ready) prepared;
        Leave leave = intake.leave(account, ready.request());
        MessageRequest request = untilTheNext(ready.request(), wish, waits(leave, ready.request()));
        long notBefore = leave.isNow() ? 0 : leave.atMicros();
        return new Prepared.Ready(
                request,
                ready.way(),
                new Repetition(wish.times(), wish.period(), notBefore, linked.token(), wish.target()));
    }

    /** How long it waits for an hour at which it may leave. */
    private Duration waits(Leave leave, MessageRequest request) {
        return leave.isNow()
                ? Duration.ZERO
                : Duration.of(leave.atMicros() - intake.leavesAt(request.plan()), ChronoUnit.MICROS);
    }

    /** Each but the last is worth sending until the next one is due: after an outage there is one, not all of them. */
    private static MessageRequest untilTheNext(MessageRequest request, Wish wish, Duration waits) {
        Duration untilNext = waits.plus(wish.period());
        boolean shorter = wish.times() > 1 && untilNext.compareTo(request.validity()) < 0;
        return shorter
                ? new MessageRequest(
                        request.account(), request.from(), request.to(), request.content(), untilNext, request.plan())
                : request;
    }
}
