package trunkline.gateway.storage;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import trunkline.gateway.message.Exchange;
import trunkline.gateway.store.Step;
import trunkline.gateway.store.Timeline;

/** The table {@code step}: what happened to messages that their progress does not tell. */
final class StepRows {

    private final MessageKeys keys;

    StepRows(MessageKeys keys) {
        this.keys = keys;
    }

    void add(Tx tx, Step step) throws SQLException {
        tx.sql()
                .update(
                        "INSERT INTO step (id, key, at, kind, segment, attempt, bind, sequence, sent_at, answered_at,"
                                + " command_status, detail) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                        keys.next(tx.nowMicros()).key(),
                        step.key(),
                        tx.nowMicros(),
                        step.kind().name(),
                        step.segment(),
                        step.attempt(),
                        step.exchange().bind(),
                        step.exchange().sequence(),
                        step.exchange().sentAtMicros(),
                        step.exchange().answeredAtMicros(),
                        step.commandStatus(),
                        step.detail());
    }

    static List<Timeline.TimedStep> of(Statements sql, long key) throws SQLException {
        return sql.list(
                StepRows::read,
                "SELECT key, kind, segment, attempt, bind, sequence, sent_at, answered_at, command_status, detail, at"
                        + " FROM step WHERE key = ? ORDER BY id",
                key);
    }

    private static Timeline.TimedStep read(ResultSet row) throws SQLException {
        Step step = new Step(
                row.getLong(1),
                Step.Kind.valueOf(row.getString(2)),
                row.getInt(3),
                row.getInt(4),
                new Exchange(row.getInt(5), row.getInt(6), row.getLong(7), row.getLong(8)),
                row.getInt(9),
                row.getString(10));
        return new Timeline.TimedStep(row.getLong(11), step);
    }
}
