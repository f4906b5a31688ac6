package trunkline.gateway.storage;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import trunkline.gateway.message.LadderState;
import trunkline.gateway.message.MessageId;
import trunkline.gateway.message.MessageState;
import trunkline.gateway.message.OutboundMessage;
import trunkline.gateway.message.VoiceState;
import trunkline.gateway.storage.LadderRows.Row;
import trunkline.gateway.store.AcceptOutcome;
import trunkline.gateway.store.LadderReport;
import trunkline.gateway.store.LadderReport.Rung;
import trunkline.gateway.store.LadderStep;
import trunkline.gateway.store.LadderStore;
import trunkline.gateway.store.MessageReport;
import trunkline.gateway.store.RequestKey;
import trunkline.gateway.store.Timeline;

/**
 * The verbs of {@link LadderStore}. A step, its message and the time of the next one are one transaction of the one writer, so
 * each step begins once, and of a cancel and what ends the ladder exactly one comes first.
 */
final class SqlLadderStore implements LadderStore {

    /** A step that was given and of which nothing is heard, for instance since the process ended, is given again. */
    private static final long LEASE_MICROS = TimeUnit.SECONDS.toMicros(30);
    /** How soon a call that is up when its wait ends is looked at again. */
    private static final long CALL_MICROS = TimeUnit.SECONDS.toMicros(5);

    private final SqlMessageStore store;
    private final MessageKeys keys;
    private final MessageRows messages;
    private final LadderRows rows;
    private final Readers readers;
    private final GroupCommit writer;

    SqlLadderStore(
            SqlMessageStore store, MessageKeys keys, Ways ways, LadderRows rows, Readers readers, GroupCommit writer) {
        this.store = store;
        this.keys = keys;
        this.messages = new MessageRows(ways);
        this.rows = rows;
        this.readers = readers;
        this.writer = writer;
    }

    @Override
    public CompletableFuture<Outcome> accept(
            long account,
            @Nullable String clientReference,
            List<LadderStep> steps,
            Begun first,
            @Nullable RequestKey key) {
        CompletableFuture<Outcome> commit = writer.offer(tx -> accept(tx, account, clientReference, steps, first, key));
        return commit == null
                ? CompletableFuture.completedFuture(new Outcome.Not(new AcceptOutcome.Full()))
                : commit.exceptionally(
                        failure -> new Outcome.Not(new AcceptOutcome.Unwritable(String.valueOf(failure.getMessage()))));
    }

    private Outcome accept(
            Tx tx,
            long account,
            @Nullable String clientReference,
            List<LadderStep> steps,
            Begun first,
            @Nullable RequestKey key)
            throws SQLException {
        Outcome before = key == null ? null : made(tx, account, key);
        if (before != null) {
            return before;
        }
        if (rows.watched() >= MESSAGES_MAX) {
            return new Outcome.Not(new AcceptOutcome.Full());
        }
        AcceptOutcome outcome = store.accept(tx, first.request(), first.way());
        if (!(outcome instanceof AcceptOutcome.Kept message)) {
            return new Outcome.Not(outcome);
        }
        MessageId id = keys.next(tx.nowMicros());
        long now = tx.nowMicros();
        Row ladder =
                new Row(id.key(), id.secret(), account, clientReference, LadderState.RUNNING, 0, now, now, 0, 0, now);
        rows.insert(tx, ladder, steps);
        begin(tx, ladder, 1, steps.get(0), first, message.message());
        if (key != null) {
            RequestKeyRows.put(tx, account, key, id.key());
        }
        Row kept = LadderRows.find(tx.sql(), id.key());
        return new Outcome.Kept(report(tx.sql(), kept == null ? ladder : kept));
    }

    @Override
    public CompletableFuture<Optional<Outcome>> made(long account, RequestKey key) {
        return writer.write(tx -> Optional.ofNullable(made(tx, account, key)));
    }

    private @Nullable Outcome made(Tx tx, long account, RequestKey key) throws SQLException {
        RequestKeyRows.Made before = RequestKeyRows.find(tx.sql(), tx.nowMicros(), account, key);
        if (before == null) {
            return null;
        }
        Row made = tx.texts().isSame(before, key) ? LadderRows.find(tx.sql(), before.message()) : null;
        return made == null
                ? new Outcome.Not(new AcceptOutcome.OtherRequest())
                : new Outcome.Repeated(report(tx.sql(), made));
    }

    private boolean begin(Tx tx, Row ladder, int number, LadderStep step, Begun begun, OutboundMessage message)
            throws SQLException {
        if (begun.repetition() != null) {
            RepetitionRows.insert(tx, message, begun.repetition());
        }
        long leaves = Math.max(tx.nowMicros(), begun.leavesAtMicros());
        return rows.begun(tx, ladder, number, message, leaves + step.patience().toNanos() / 1_000);
    }

    @Override
    public CompletableFuture<List<Due>> due(long nowMicros, int limit) {
        if (rows.running() == 0) {
            return CompletableFuture.completedFuture(List.of());
        }
        return writer.write(tx -> {
            List<Due> due = new ArrayList<>();
            for (Row ladder : LadderRows.due(tx.sql(), nowMicros, limit)) {
                Due next = next(tx, ladder);
                if (next != null) {
                    due.add(next);
                }
            }
            return due;
        });
    }

    /** What a ladder whose time has come does: null if no step is to begin. */
    private @Nullable Due next(Tx tx, Row ladder) throws SQLException {
        OutboundMessage last = rows.last(tx, ladder);
        if (last != null) {
            MessageState state =
                    SqlMessageStore.report(tx.sql(), last).progress().state();
            boolean isUp = state instanceof VoiceState
                    && !state.isFinal()
                    && state != VoiceState.ACCEPTED
                    && state != VoiceState.SCHEDULED;
            if (isUp) {
                LadderRows.setNext(tx, ladder.key(), tx.nowMicros() + CALL_MICROS);
                return null;
            }
            CancelRows.withdrawUnsent(tx, last, "not needed any more: the ladder went on");
        }
        int number = ladder.started() + 1;
        LadderStep step = LadderStepRows.find(tx.sql(), ladder.key(), number);
        if (step == null) {
            rows.end(tx, ladder.key(), LadderState.EXHAUSTED, 0);
            return null;
        }
        LadderRows.setNext(tx, ladder.key(), tx.nowMicros() + LEASE_MICROS);
        return new Due(ladder.key(), ladder.account(), number, step);
    }

    @Override
    public CompletableFuture<Boolean> begin(Due due, Begun begun) {
        return writer.write(tx -> {
            Row ladder = waitsFor(tx, due);
            if (ladder == null) {
                return false;
            }
            AcceptOutcome outcome = store.accept(tx, begun.request(), begun.way());
            if (outcome instanceof AcceptOutcome.Kept message) {
                return begin(tx, ladder, due.number(), due.step(), begun, message.message());
            }
            if (outcome instanceof AcceptOutcome.OptedOut) {
                rows.end(tx, ladder.key(), LadderState.OPTED_OUT, 0);
            }
            return false; // one that is not paid for is given again, as long as its account has not paid
        });
    }

    @Override
    public CompletableFuture<Boolean> refuse(Due due, String why) {
        return writer.write(tx -> {
            Row ladder = waitsFor(tx, due);
            if (ladder != null) {
                rows.refused(tx, ladder, due.number(), why);
            }
            return ladder != null;
        });
    }

    /** The ladder, if the step is the one that it waits for. */
    private static @Nullable Row waitsFor(Tx tx, Due due) throws SQLException {
        Row ladder = LadderRows.find(tx.sql(), due.ladder());
        return ladder == null || ladder.nextAt() == 0 || ladder.started() != due.number() - 1 ? null : ladder;
    }

    @Override
    public CompletableFuture<Ended> cancel(long account, MessageId id) {
        return writer.write(tx -> {
            Row ladder = LadderRows.find(tx.sql(), id.key());
            if (ladder == null || ladder.account() != account || ladder.secret() != id.secret()) {
                return new Ended.Unknown();
            }
            if (!rows.end(tx, ladder.key(), LadderState.CANCELLED, 0)) {
                return new Ended.Over(ladder.state());
            }
            OutboundMessage last = rows.last(tx, ladder);
            return new Ended.Cancelled(last == null || isOver(tx, last) ? null : last.id());
        });
    }

    private static boolean isOver(Tx tx, OutboundMessage message) throws SQLException {
        return SqlMessageStore.report(tx.sql(), message).progress().state().isFinal();
    }

    @Override
    public CompletableFuture<Optional<LadderReport>> find(long account, MessageId id) {
        return readers.read(sql -> {
            Row ladder = LadderRows.find(sql, id.key());
            return ladder == null || ladder.account() != account || ladder.secret() != id.secret()
                    ? Optional.empty()
                    : Optional.of(report(sql, ladder));
        });
    }

    @Override
    public int running() {
        return rows.running();
    }

    @Override
    public long ended(LadderState state) {
        return rows.ended(state);
    }

    @Override
    public CompletableFuture<List<Timeline.TimedStep>> timeline(long key) {
        return readers.read(sql -> StepRows.of(sql, key));
    }

    private LadderReport report(Statements sql, Row ladder) throws SQLException {
        List<Rung> rungs = new ArrayList<>();
        for (LadderStepRows.Begun begun : LadderStepRows.of(sql, ladder.key())) {
            MessageReport report =
                    begun.message() == 0 ? null : SqlMessageStore.report(sql, messages.byKey(sql, begun.message()));
            rungs.add(new Rung(begun.asked(), report, begun.refused()));
        }
        return new LadderReport(
                ladder.id(),
                ladder.account(),
                ladder.clientReference(),
                ladder.state(),
                ladder.version(),
                ladder.createdAt(),
                ladder.updatedAt(),
                ladder.started(),
                ladder.reached(),
                ladder.nextAt(),
                rungs);
    }
}
