package trunkline.gateway.storage;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import trunkline.gateway.event.EventKinds;
import trunkline.gateway.message.Exchange;
import trunkline.gateway.message.LadderState;
import trunkline.gateway.message.MessageId;
import trunkline.gateway.message.OutboundMessage;
import trunkline.gateway.store.Goal;
import trunkline.gateway.store.LadderStep;
import trunkline.gateway.store.StateChange;
import trunkline.gateway.store.Step;

/**
 * The table {@code ladder} as it is written. What a step waits for comes to it in the transaction that
 * brings it: a change of the state of its message, a click, an opt-out.
 */
final class LadderRows implements ChangeHook {

    /** A ladder, as its row has it. */
    record Row(
            long key,
            long secret,
            long account,
            @Nullable String clientReference,
            LadderState state,
            int version,
            long createdAt,
            long updatedAt,
            int started,
            int reached,
            long nextAt) {

        MessageId id() {
            return new MessageId(key, secret);
        }
    }

    private record Place(long ladder, int number, Goal goal) {}

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final String NOT_NEEDED = "not needed any more: the ladder has ended, ";

    static final String COLUMNS =
            "key, secret, account, client_reference, state, version, created_at, updated_at, started,"
                    + " reached, next_at";

    private final StepRows steps;
    private final MessageRows messages;
    /** Keys of the messages of ladders that go on, and of some that have just ended; confined to the writer's thread. */
    private final Set<Long> watched = new HashSet<>();

    private final AtomicInteger running = new AtomicInteger();
    private final Map<LadderState, LongAdder> ended = Arrays.stream(LadderState.values())
            .collect(Collectors.toUnmodifiableMap(state -> state, state -> new LongAdder()));

    LadderRows(MessageKeys keys, Ways ways) {
        this.steps = new StepRows(keys);
        this.messages = new MessageRows(ways);
    }

    void load(Statements sql) throws SQLException {
        watched.addAll(sql.list(
                row -> row.getLong(1),
                "SELECT s.message FROM ladder l JOIN ladder_step s ON s.ladder = l.key WHERE l.next_at > 0"
                        + " AND s.message IS NOT NULL"));
        running.set(countRunning(sql));
    }

    static int countRunning(Statements sql) throws SQLException {
        Integer count = sql.first(row -> row.getInt(1), "SELECT COUNT(*) FROM ladder WHERE next_at > 0");
        return count == null ? 0 : count;
    }

    /** So many go on, whatever was counted before. */
    void recounted(int count) {
        running.set(count);
    }

    int running() {
        return running.get();
    }

    long ended(LadderState state) {
        return counter(state).sum();
    }

    private LongAdder counter(LadderState state) {
        return Objects.requireNonNull(ended.get(state));
    }

    void insert(Tx tx, Row row, List<LadderStep> asked) throws SQLException {
        tx.sql()
                .update(
                        "INSERT INTO ladder (" + COLUMNS + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                        row.key(),
                        row.secret(),
                        row.account(),
                        row.clientReference(),
                        row.state().name(),
                        row.version(),
                        row.createdAt(),
                        row.updatedAt(),
                        row.started(),
                        row.reached(),
                        row.nextAt());
        tx.onCommit(running::incrementAndGet);
        for (int i = 0; i < asked.size(); i++) {
            LadderStepRows.insert(tx, row.key(), i + 1, asked.get(i));
        }
    }

    static @Nullable Row find(Statements sql, long key) throws SQLException {
        return sql.first(LadderRows::read, "SELECT " + COLUMNS + " FROM ladder WHERE key = ?", key);
    }

    private static Row read(ResultSet row) throws SQLException {
        return new Row(
                row.getLong(1),
                row.getLong(2),
                row.getLong(3),
                row.getString(4),
                LadderState.valueOf(row.getString(5)),
                row.getInt(6),
                row.getLong(7),
                row.getLong(8),
                row.getInt(9),
                row.getInt(10),
                row.getLong(11));
    }

    /** Those whose time has come, of accounts that may send. */
    static List<Row> due(Statements sql, long nowMicros, int limit) throws SQLException {
        return sql.list(
                LadderRows::read,
                "SELECT " + COLUMNS + " FROM ladder WHERE next_at > 0 AND next_at <= ?"
                        + " AND NOT EXISTS (SELECT 1 FROM account_pause a WHERE a.account = ladder.account)"
                        + " ORDER BY next_at LIMIT ?",
                nowMicros,
                limit);
    }

    /** Ladders were removed, though {@code count} of them went on; with what they had sent. */
    void removed(Tx tx, int count, List<Long> sent) {
        tx.onCommit(() -> {
            watched.removeAll(Set.copyOf(sent));
            running.addAndGet(-count);
        });
    }

    /** Messages of ladders that go on. */
    int watched() {
        return watched.size();
    }

    /** The message of the last step that became one; null if there is none. */
    @Nullable
    OutboundMessage last(Tx tx, Row ladder) throws SQLException {
        Long key = tx.sql()
                .first(
                        row -> row.getLong(1),
                        "SELECT m.key FROM ladder_step s JOIN message m ON m.key = s.message WHERE s.ladder = ?"
                                + " AND s.number <= ? ORDER BY s.number DESC LIMIT 1",
                        ladder.key(),
                        ladder.started());
        return key == null ? null : messages.byKey(tx.sql(), key);
    }

    /** A step has become a message: false if it had before. */
    boolean begun(Tx tx, Row ladder, int number, OutboundMessage message, long nextAt) throws SQLException {
        boolean first = LadderStepRows.begun(tx, ladder.key(), number, message.key());
        if (first) {
            watched.add(message.key());
            move(
                    tx,
                    ladder,
                    number,
                    nextAt,
                    "as " + message.id().text(),
                    message.id().text());
        }
        return first;
    }

    /** A step cannot be sent, and the next one is due. */
    void refused(Tx tx, Row ladder, int number, String why) throws SQLException {
        LadderStepRows.refused(tx, ladder.key(), number, why);
        move(tx, ladder, number, tx.nowMicros(), "not sent: " + why, null);
    }

    private void move(Tx tx, Row ladder, int number, long nextAt, String words, @Nullable String message)
            throws SQLException {
        tx.sql()
                .update(
                        "UPDATE ladder SET started = ?, version = version + 1, updated_at = ?, next_at = ? WHERE key = ?",
                        number,
                        tx.nowMicros(),
                        nextAt,
                        ladder.key());
        note(tx, ladder.key(), Step.Kind.LADDER_STEP, "step " + number + " " + words);
        emit(tx, ladder, EventKinds.LADDER_STEP, LadderState.RUNNING, number, message);
    }

    private void note(Tx tx, long key, Step.Kind kind, String words) throws SQLException {
        steps.add(tx, new Step(key, kind, 0, 0, Exchange.NONE, 0, words));
    }

    private static void emit(Tx tx, Row ladder, String kind, LadderState state, int number, @Nullable String message)
            throws SQLException {
        if (!tx.isWanted(ladder.account())) {
            return;
        }
        int version = ladder.version() + 1;
        ObjectNode data = MAPPER.createObjectNode()
                .put("id", ladder.id().text())
                .put("status", state.label())
                .put("version", version)
                .put("step", number);
        if (message != null) {
            data.put("step_id", message);
        }
        if (ladder.clientReference() != null) {
            data.put("reference", ladder.clientReference());
        }
        tx.emit(ladder.account(), kind, ladder.key(), version, data.toString());
    }

    /** When a ladder is looked at next. */
    static void setNext(Tx tx, long key, long nextAt) throws SQLException {
        tx.sql().update("UPDATE ladder SET next_at = ? WHERE key = ? AND next_at > 0", nextAt, key);
    }

    /**
     * Ends a ladder that goes on, and takes back of its last step what has not left; false if it has ended before.
     *
     * @param reached number of the step that reached what it was to, 0 for none
     */
    boolean end(Tx tx, long key, LadderState state, int reached) throws SQLException {
        Row ladder = find(tx.sql(), key);
        if (ladder == null || ladder.nextAt() == 0) {
            return false;
        }
        tx.sql()
                .update(
                        "UPDATE ladder SET state = ?, version = version + 1, updated_at = ?, next_at = 0, reached = ?"
                                + " WHERE key = ?",
                        state.name(),
                        tx.nowMicros(),
                        reached,
                        key);
        LadderStepRows.ended(tx, key, ladder.started());
        note(tx, key, Step.Kind.LADDER_ENDED, reached == 0 ? state.label() : state.label() + " by step " + reached);
        emit(tx, ladder, EventKinds.of(state), state, reached == 0 ? ladder.started() : reached, null);
        OutboundMessage last = last(tx, ladder);
        if (last != null) {
            CancelRows.withdrawUnsent(tx, last, NOT_NEEDED + state.label());
        }
        List<Long> gone = LadderStepRows.sent(tx.sql(), key);
        tx.onCommit(() -> {
            watched.removeAll(Set.copyOf(gone));
            running.decrementAndGet();
            counter(state).increment();
        });
        return true;
    }

    @Override
    public void changed(Tx tx, StateChange change) throws SQLException {
        if (watched.isEmpty()) {
            return;
        }
        Place place = watched.contains(change.key()) ? place(tx, change.key()) : null;
        if (place == null) {
            return;
        }
        LadderState reached = place.goal().reachedBy(change.state());
        if (reached != null) {
            end(tx, place.ladder(), reached, place.number());
        } else if (place.goal().isOutOfReach(change.state())) {
            tx.sql()
                    .update(
                            "UPDATE ladder SET next_at = ? WHERE key = ? AND started = ? AND next_at > ?",
                            tx.nowMicros(),
                            place.ladder(),
                            place.number(),
                            tx.nowMicros());
        }
    }

    /** The link in the message of a step was clicked for the first time. */
    void clicked(Tx tx, long message) throws SQLException {
        Place place = watched.contains(message) ? place(tx, message) : null;
        if (place != null && place.goal() == Goal.CLICKED) {
            end(tx, place.ladder(), LadderState.CLICKED, place.number());
        }
    }

    private static @Nullable Place place(Tx tx, long message) throws SQLException {
        return tx.sql()
                .first(
                        row -> new Place(row.getLong(1), row.getInt(2), Goal.valueOf(row.getString(3))),
                        "SELECT s.ladder, s.number, s.goal FROM ladder_step s JOIN ladder l ON l.key = s.ladder"
                                + " WHERE s.message = ? AND l.next_at > 0",
                        message);
    }

    /** The recipient wants no more SMS of a sender: ladders that have such a step end. */
    void optedOut(Tx tx, String sender, String number) throws SQLException {
        for (long ladder : LadderStepRows.ofPair(tx.sql(), sender, number)) {
            end(tx, ladder, LadderState.OPTED_OUT, 0);
        }
    }
}
