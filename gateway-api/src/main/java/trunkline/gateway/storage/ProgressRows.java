package trunkline.gateway.storage;

import static trunkline.gateway.message.MessageState.FIRST_FINAL_CODE;

import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import trunkline.gateway.message.MessageState;
import trunkline.gateway.message.SmsState;
import trunkline.gateway.message.VoiceState;
import trunkline.gateway.store.MessageReport.Progress;
import trunkline.gateway.store.StateChange;

/** The table {@code progress}: how far each message has come. States move forward, and the first final one stays. */
final class ProgressRows {

    private ProgressRows() {}

    /**
     * Moves a message that has a row on.
     *
     * @return the change, or null if the message is there already, or has ended
     */
    static @Nullable StateChange move(Tx tx, long key, MessageState state, @Nullable String reason)
            throws SQLException {
        Integer version = tx.sql()
                .first(
                        row -> row.getInt(1),
                        "UPDATE progress SET state = ?, version = version + 1, updated_at = ?, reason = ?"
                                + " WHERE key = ? AND state < " + FIRST_FINAL_CODE
                                + " AND state <> ? RETURNING version",
                        state.code(),
                        tx.nowMicros(),
                        reason,
                        key,
                        state.code());
        return version == null ? null : new StateChange(key, state, version);
    }

    /** Ends a message, whether or not it has a row; null if it has ended before. */
    static @Nullable StateChange end(Tx tx, long key, MessageState state, String reason) throws SQLException {
        int inserted = tx.sql()
                .update(
                        "INSERT INTO progress (key, state, version, updated_at, sent_at, attempts, segments, claimed_to,"
                                + " possible_duplicate, reason) VALUES (?, ?, 1, ?, 0, 0, 0, 0, 0, ?)"
                                + " ON CONFLICT (key) DO NOTHING",
                        key,
                        state.code(),
                        tx.nowMicros(),
                        reason);
        return inserted == 1 ? new StateChange(key, state, 1) : move(tx, key, state, reason);
    }

    /** The progress of a message, or null as long as it was only accepted. */
    static @Nullable Progress find(Statements sql, long key, boolean voice) throws SQLException {
        return sql.first(
                row -> read(row, voice),
                "SELECT state, version, updated_at, sent_at, attempts, possible_duplicate, reason FROM progress"
                        + " WHERE key = ?",
                key);
    }

    private static Progress read(ResultSet row, boolean voice) throws SQLException {
        int code = row.getInt(1);
        return new Progress(
                voice ? VoiceState.ofCode(code) : SmsState.ofCode(code),
                row.getInt(2),
                row.getLong(3),
                row.getLong(4),
                row.getInt(5),
                row.getInt(6) != 0,
                row.getString(7));
    }
}
