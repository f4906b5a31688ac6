package trunkline.gateway.dispatch;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import trunkline.gateway.message.OutboundMessage;
import trunkline.gateway.message.SegmentProgress;
import trunkline.gateway.message.SegmentState;
import trunkline.gateway.store.MessageStore;
import trunkline.gateway.store.Move;
import trunkline.gateway.store.Retry;
import trunkline.gateway.store.Step;
import trunkline.gateway.store.SubmitBatch;
import trunkline.gateway.store.SubmitRecord;

/**
 * The results of one way on their way into the store: gathered, committed, then given back to the dispatcher.
 *
 * <p>A batch that cannot be written is tried again; its permits stay taken, so at most one window waits here. Confined to
 * the executor of the link.
 */
final class SubmitResults {

    /** What a result asks the dispatcher to do. */
    enum Next {
        NOTHING,
        SEND_AGAIN,
        SLOW_DOWN,
        RETRY_LATER,
        GIVE_UP,
        LEAVE
    }

    /**
     * The result of one segment.
     *
     * @param leaves whether its message leaves its way
     * @param move how, in one of the results of that message; null in the others
     */
    record Entry(Outgoing outgoing, int segment, SmsResult result, boolean leaves, @Nullable Move move) {

        /** The same of a message that leaves. */
        Entry leaving(@Nullable Move how) {
            return new Entry(outgoing, segment, result, true, how);
        }

        Next next() {
            if (leaves) {
                return Next.LEAVE;
            }
            if (result instanceof SmsResult.Submitted) {
                return Next.NOTHING;
            }
            if (result instanceof SmsResult.Refused refused) {
                return switch (refused.verdict()) {
                    case SLOW_DOWN -> Next.SLOW_DOWN;
                    case RETRY_LATER -> Next.RETRY_LATER;
                    case FINAL -> Next.GIVE_UP;
                };
            }
            return result instanceof SmsResult.Unanswered ? Next.RETRY_LATER : Next.SEND_AGAIN;
        }

        SubmitRecord toRecord() {
            long key = outgoing.message().key();
            long account = outgoing.message().request().account();
            int total = outgoing.encoded().segments();
            int attempt = outgoing.attempts();
            if (result instanceof SmsResult.Submitted submitted) {
                return new SubmitRecord(
                        key, account, segment, total, attempt, submitted.progress(), submitted.reference());
            }
            int commandStatus = result instanceof SmsResult.Refused refused ? refused.commandStatus() : 0;
            SegmentProgress progress = new SegmentProgress(state(), null, commandStatus, result.exchange());
            return new SubmitRecord(key, account, segment, total, attempt, progress, null);
        }

        private SegmentState state() {
            if (result instanceof SmsResult.Unanswered) {
                return SegmentState.UNANSWERED;
            }
            return next() == Next.GIVE_UP ? SegmentState.REJECTED : SegmentState.PENDING;
        }

        /** What the timeline is to tell of it. */
        Step toStep(String decision) {
            Step.Kind kind = Step.Kind.REFUSED;
            int commandStatus = 0;
            if (result instanceof SmsResult.Refused refused) {
                commandStatus = refused.commandStatus();
            } else {
                kind = result instanceof SmsResult.Unanswered ? Step.Kind.UNANSWERED : Step.Kind.NOT_SENT;
            }
            return new Step(
                    outgoing.message().key(),
                    kind,
                    segment,
                    outgoing.attempts(),
                    result.exchange(),
                    commandStatus,
                    decision);
        }
    }

    private static final Logger LOGGER = LoggerFactory.getLogger(SubmitResults.class);

    private final SmsLink link;
    private final MessageStore store;
    private final ToLongFunction<Entry> retryAtMicros;
    private final Consumer<List<Entry>> onCommitted;
    private List<Entry> gathered = new ArrayList<>();

    /**
     * @param retryAtMicros when a message is to be tried again, for {@link Next#RETRY_LATER}
     * @param onCommitted told what is on stable storage
     */
    SubmitResults(
            SmsLink link, MessageStore store, ToLongFunction<Entry> retryAtMicros, Consumer<List<Entry>> onCommitted) {
        this.link = link;
        this.store = store;
        this.retryAtMicros = retryAtMicros;
        this.onCommitted = onCommitted;
    }

    void add(Entry entry) {
        gathered.add(entry);
    }

    /** Writes what was gathered, if anything. */
    void flush() {
        if (gathered.isEmpty()) {
            return;
        }
        List<Entry> batch = gathered;
        gathered = new ArrayList<>();
        List<SubmitRecord> records = new ArrayList<>(batch.size());
        List<Retry> retries = new ArrayList<>();
        List<Move> moves = new ArrayList<>();
        List<Step> steps = new ArrayList<>();
        for (Entry entry : batch) {
            records.add(entry.toRecord());
            switch (entry.next()) {
                case NOTHING -> {}
                case SEND_AGAIN -> steps.add(entry.toStep("sent again"));
                case SLOW_DOWN -> steps.add(entry.toStep("sent again, and the rest more slowly"));
                case GIVE_UP -> steps.add(entry.toStep("given up"));
                case LEAVE -> {
                    addMove(entry, moves);
                    steps.add(entry.toStep("sent by another way"));
                }
                case RETRY_LATER -> {
                    OutboundMessage message = entry.outgoing().message();
                    long at = retryAtMicros.applyAsLong(entry);
                    retries.add(new Retry(message.key(), at));
                    steps.add(entry.toStep(
                            at >= message.expiresAtMicros()
                                    ? "not sent again"
                                    : "tried again at " + Instant.EPOCH.plus(at, ChronoUnit.MICROS)));
                }
            }
        }
        Replies.on(
                store.recordSubmits(link.name(), new SubmitBatch(records, retries, moves, steps)),
                link.executor(),
                written -> onCommitted.accept(batch),
                failure -> onNotWritten(batch, failure));
    }

    /** Adds how the message of a result leaves, if this is the one that says so. */
    static void addMove(Entry entry, List<Move> moves) {
        if (entry.move() != null) {
            moves.add(entry.move());
        }
    }

    private void onNotWritten(List<Entry> batch, Throwable failure) {
        LOGGER.atError()
                .addKeyValue("way", link.name())
                .addKeyValue("results", batch.size())
                .addKeyValue("cause", failure)
                .log("results not recorded, will try again");
        gathered.addAll(batch);
    }
}
