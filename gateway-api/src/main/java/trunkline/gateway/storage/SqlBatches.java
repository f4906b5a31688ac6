package trunkline.gateway.storage;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import trunkline.gateway.store.AcceptOutcome;
import trunkline.gateway.store.BatchStore;
import trunkline.gateway.store.RequestKey;

/** The verbs of {@link BatchStore}: all messages, the key and the answer in one piece of work for the writer. */
final class SqlBatches implements BatchStore {

    private static final long NO_MESSAGE = 0;

    private final SqlMessageStore messages;
    private final GroupCommit writer;

    SqlBatches(SqlMessageStore messages, GroupCommit writer) {
        this.messages = messages;
        this.writer = writer;
    }

    @Override
    public CompletableFuture<Outcome> acceptAll(
            long account, List<Routed> batch, @Nullable RequestKey key, Function<List<AcceptOutcome>, String> answer) {
        CompletableFuture<Outcome> commit = writer.offer(tx -> {
            Outcome before = key == null ? null : before(tx, account, key);
            if (before != null) {
                return before;
            }
            String made = answer.apply(keep(tx, batch));
            if (key != null) {
                RequestKeyRows.put(tx, account, key, NO_MESSAGE);
                putAnswer(tx, account, key, made);
            }
            return new Outcome.Done(made);
        });
        return commit == null
                ? CompletableFuture.completedFuture(new Outcome.NotNow("too many messages wait to be stored"))
                : commit.exceptionally(
                        failure -> new Outcome.NotNow("the messages cannot be stored: " + failure.getMessage()));
    }

    @Override
    public CompletableFuture<Optional<Outcome>> made(long account, RequestKey key) {
        return writer.write(tx -> Optional.ofNullable(before(tx, account, key)));
    }

    private List<AcceptOutcome> keep(Tx tx, List<Routed> batch) throws SQLException {
        List<AcceptOutcome> outcomes = new ArrayList<>(batch.size());
        for (Routed one : batch) {
            AcceptOutcome outcome = messages.accept(tx, one.request(), one.way());
            if (one.repetition() != null && outcome instanceof AcceptOutcome.Kept kept) {
                RepetitionRows.insert(tx, kept.message(), one.repetition());
            }
            outcomes.add(outcome);
        }
        return outcomes;
    }

    private static @Nullable Outcome before(Tx tx, long account, RequestKey key) throws SQLException {
        RequestKeyRows.Made made = RequestKeyRows.find(tx.sql(), tx.nowMicros(), account, key);
        if (made == null) {
            return null;
        }
        String answer = tx.texts().isSame(made, key)
                ? tx.sql()
                        .first(
                                row -> row.getString(1),
                                "SELECT answer FROM batch_answer WHERE account = ? AND value = ?",
                                account,
                                key.value())
                : null;
        return answer == null ? new Outcome.OtherRequest() : new Outcome.Repeated(answer);
    }

    private static void putAnswer(Tx tx, long account, RequestKey key, String answer) throws SQLException {
        tx.sql()
                .update(
                        "INSERT INTO batch_answer (account, value, answer, at) VALUES (?, ?, ?, ?)"
                                + " ON CONFLICT (account, value) DO UPDATE SET answer = excluded.answer, at = excluded.at",
                        account,
                        key.value(),
                        answer,
                        tx.nowMicros());
    }
}
