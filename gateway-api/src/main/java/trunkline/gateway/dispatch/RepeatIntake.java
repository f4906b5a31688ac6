package trunkline.gateway.dispatch;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import trunkline.gateway.account.Account;
import trunkline.gateway.dispatch.IntakeOutcome.Part;
import trunkline.gateway.link.LinkAddresses;
import trunkline.gateway.message.Content;
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

    /** Characters of one SMS. */
    private static final int CHARACTERS = 160;
    /** Characters that a link takes at least, with the blank before it. */
    private static final int LINK_CHARACTERS = 20;

    private final Intake intake;
    private final RepetitionStore store;
    private final LinkAddresses addresses;

    public RepeatIntake(Intake intake, RepetitionStore store, LinkAddresses addresses) {
        this.intake = intake;
        this.store = store;
        this.addresses = addresses;
    }

    /** Takes an SMS in; one with a key once. */
    public CompletableFuture<IntakeOutcome> sms(Account account, SmsDraft draft, Wish wish, @Nullable RequestKey key) {
        if (!(draft.content() instanceof Content.Text text)) {
            throw new IllegalArgumentException("only a text has room for a link");
        }
        int room = CHARACTERS - Math.max(LINK_CHARACTERS, addresses.length() + 1);
        if (text.text().codePointCount(0, text.text().length()) > room) {
            return CompletableFuture.completedFuture(new IntakeOutcome.Refused(
                    Part.TEXT,
                    text.text(),
                    "must be at most " + room + " characters beside repeat: the link takes the other "
                            + (CHARACTERS - room) + " of " + CHARACTERS));
        }
        return intake.once(account, key, () -> keep(account, draft, text, wish, key));
    }

    private CompletableFuture<IntakeOutcome> keep(
            Account account, SmsDraft draft, Content.Text text, Wish wish, @Nullable RequestKey key) {
        String token = addresses.newToken();
        Content.Text linked =
                new Content.Text(text.text() + " " + addresses.address(token), text.options(), text.size());
        Intake.Prepared prepared = intake.prepare(account, draft.with(linked));
        if (prepared instanceof Intake.Prepared.Unfit unfit) {
            return CompletableFuture.completedFuture(unfit.refused());
        }
        Intake.Prepared.Ready ready = (Intake.Prepared.Ready) prepared;
        Leave leave = intake.leave(account, ready.request());
        MessageRequest request = untilTheNext(ready.request(), wish, waits(leave, ready.request()));
        Repetition repetition =
                new Repetition(wish.times(), wish.period(), leave.isNow() ? 0 : leave.atMicros(), token, wish.target());
        return intake.keep(account, request, wish.times(), () -> store.accept(request, ready.way(), repetition, key));
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
