package trunkline.gateway.storage;

import static trunkline.gateway.message.MessageState.FIRST_FINAL_CODE;

import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import trunkline.gateway.message.MessageState;
import trunkline.gateway.message.SmsProgress;
import trunkline.gateway.message.SmsState;
import trunkline.gateway.message.VoiceState;
import trunkline.gateway.store.MessageReport.Progress;
import trunkline.gateway.store.SmsClaim;
import trunkline.gateway.store.StateChange;

/**
 * The table {@code progress}: how far each message has come. States move forward, and the first final one stays; each
 * change of state counts the version up, and is announced.
 */
final class ProgressRows {

    /**
     * What stands there of an SMS.
     *
     * @param account whose it is; 0 in rows of schema 3 and before
     * @param version counts its changes of state
     * @param form see {@link SmsClaim#form}
     */
    record Kept(SmsProgress progress, long account, int version, @Nullable String form) {}

    private record Moved(long account, int version) {}

    private static final String INSERT = "INSERT INTO progress (key, account, state, version, updated_at, attempts,"
            + " sent_at, possible_duplicate, reason, segments, form) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
            + " ON CONFLICT (key) DO NOTHING";

    static final String SMS_COLUMNS =
            "p.state, p.version, p.attempts, p.sent_at, p.possible_duplicate, p.reason, p.segments, p.form, p.account";

    /** How many {@link #SMS_COLUMNS} there are. */
    static final int SMS_COLUMN_COUNT = 9;

    /** What {@link #readReport} reads. */
    static final String REPORT_COLUMNS =
            "p.state, p.version, p.updated_at, p.sent_at, p.attempts, p.possible_duplicate, p.reason";

    private ProgressRows() {}

    /** Writes the first that is known of an SMS of {@code account}; false if something is known already. */
    static boolean insert(Tx tx, long key, long account, SmsProgress first, @Nullable String form) throws SQLException {
        int version = first.state() == SmsState.ACCEPTED ? 0 : 1;
        boolean inserted = insert(
                tx,
                key,
                account,
                first.state(),
                version,
                first.attempts(),
                first.lastSentAtMicros(),
                first.possibleDuplicate(),
                first.reason(),
                SegmentText.write(first.segments()),
                form);
        if (inserted && version > 0) {
            tx.changes(account, new StateChange(key, first.state(), version));
        }
        return inserted;
    }

    private static boolean insert(
            Tx tx,
            long key,
            long account,
            MessageState state,
            int version,
            int attempts,
            long sentAtMicros,
            boolean possibleDuplicate,
            @Nullable String reason,
            @Nullable String segments,
            @Nullable String form)
            throws SQLException {
        return tx.sql()
                        .update(
                                INSERT,
                                key,
                                account,
                                state.code(),
                                version,
                                tx.nowMicros(),
                                attempts,
                                sentAtMicros,
                                possibleDuplicate,
                                reason,
                                segments,
                                form)
                == 1;
    }

    /** What is known of an SMS, or null as long as it was only accepted. */
    static @Nullable Kept sms(Statements sql, long key) throws SQLException {
        return sql.first(ProgressRows::readSms, "SELECT " + SMS_COLUMNS + " FROM progress p WHERE p.key = ?", key);
    }

    private static Kept readSms(ResultSet row) throws SQLException {
        return readSms(row, 1);
    }

    /** Reads {@link #SMS_COLUMNS} from column {@code first} on. */
    static Kept readSms(ResultSet row, int first) throws SQLException {
        SmsProgress progress = new SmsProgress(
                SmsState.ofCode(row.getInt(first)),
                row.getInt(first + 2),
                row.getLong(first + 3),
                row.getInt(first + 4) != 0,
                row.getString(first + 5),
                SegmentText.read(row.getString(first + 6)));
        return new Kept(progress, row.getLong(first + 8), row.getInt(first + 1), row.getString(first + 7));
    }

    /** Writes what an SMS has come to, and announces it if its state changed. */
    static void update(Tx tx, long key, Kept before, SmsProgress after) throws SQLException {
        if (after.equals(before.progress())) {
            return;
        }
        boolean moved = after.state() != before.progress().state();
        int version = before.version() + (moved ? 1 : 0);
        tx.sql()
                .update(
                        "UPDATE progress SET state = ?, version = ?, updated_at = ?, attempts = ?, sent_at = ?,"
                                + " possible_duplicate = ?, reason = ?, segments = ? WHERE key = ?",
                        after.state().code(),
                        version,
                        tx.nowMicros(),
                        after.attempts(),
                        after.lastSentAtMicros(),
                        after.possibleDuplicate(),
                        after.reason(),
                        SegmentText.write(after.segments()),
                        key);
        if (moved) {
            changes(tx, before.account(), new StateChange(key, after.state(), version));
        }
    }

    /** Notes how an SMS is cut from now on. */
    static void setForm(Tx tx, long key, @Nullable String form) throws SQLException {
        tx.sql().update("UPDATE progress SET form = ? WHERE key = ?", form, key);
    }

    /** The first that is known of a message nothing of which was tried. */
    static void insertUntried(Tx tx, long key, long account, MessageState state) throws SQLException {
        if (insert(tx, key, account, state, 1, 0, 0, false, null, null, null)) {
            tx.changes(account, new StateChange(key, state, 1));
        }
    }

    /** Notes why a message that has not ended is where it is. */
    static void setReason(Tx tx, long key, @Nullable String reason) throws SQLException {
        tx.sql()
                .update(
                        "UPDATE progress SET reason = ?, updated_at = ? WHERE key = ? AND state < " + FIRST_FINAL_CODE,
                        reason,
                        tx.nowMicros(),
                        key);
    }

    /** Something of a message has changed beside its state. */
    static void touch(Tx tx, long key) throws SQLException {
        tx.sql().update("UPDATE progress SET updated_at = ? WHERE key = ?", tx.nowMicros(), key);
    }

    /** The first that is known of a voice message: its call; false if something is known already. */
    static boolean insertCall(Tx tx, long key, VoiceState state) throws SQLException {
        Long account = accountOf(tx, key);
        if (account == null) {
            return false;
        }
        boolean inserted = insert(tx, key, account, state, 1, 1, tx.nowMicros(), false, null, null, null);
        if (inserted) {
            tx.changes(account, new StateChange(key, state, 1));
        }
        return inserted;
    }

    /** Moves a message that has a row on, unless it is there already, or has ended. */
    static void move(Tx tx, long key, MessageState state, @Nullable String reason) throws SQLException {
        Moved moved = tx.sql()
                .first(
                        row -> new Moved(row.getLong(1), row.getInt(2)),
                        "UPDATE progress SET state = ?, version = version + 1, updated_at = ?, reason = ?"
                                + " WHERE key = ? AND state < " + FIRST_FINAL_CODE
                                + " AND state <> ? RETURNING account, version",
                        state.code(),
                        tx.nowMicros(),
                        reason,
                        key,
                        state.code());
        if (moved != null) {
            changes(tx, moved.account(), new StateChange(key, state, moved.version()));
        }
    }

    /** Announces a change; a row of schema 3 does not say whose it is. */
    private static void changes(Tx tx, long account, StateChange change) throws SQLException {
        Long owner = account == 0 ? accountOf(tx, change.key()) : Long.valueOf(account);
        tx.changes(owner == null ? 0 : owner, change);
    }

    /** Whose a message is; null if it was removed, though its way may still hold it in memory: nothing is written of it then. */
    static @Nullable Long accountOf(Tx tx, long key) throws SQLException {
        return tx.sql().first(row -> row.getLong(1), "SELECT account FROM message WHERE key = ?", key);
    }

    /** Ends a message unless it has ended; true if nothing was known of it before. */
    static boolean end(Tx tx, long key, MessageState state, String reason) throws SQLException {
        Long account = accountOf(tx, key);
        if (account == null) {
            return false;
        }
        boolean inserted = insert(tx, key, account, state, 1, 0, 0, false, reason, null, null);
        if (inserted) {
            tx.changes(account, new StateChange(key, state, 1));
        } else {
            move(tx, key, state, reason);
        }
        return inserted;
    }

    /** The progress of a message for its report, or null as long as it was only accepted. */
    static @Nullable Progress report(Statements sql, long key, boolean voice) throws SQLException {
        return sql.first(
                row -> readReport(row, 1, voice), "SELECT " + REPORT_COLUMNS + " FROM progress p WHERE p.key = ?", key);
    }

    /** Reads {@link #REPORT_COLUMNS} from column {@code first} on. */
    static Progress readReport(ResultSet row, int first, boolean voice) throws SQLException {
        int code = row.getInt(first);
        return new Progress(
                voice ? VoiceState.ofCode(code) : SmsState.ofCode(code),
                row.getInt(first + 1),
                row.getLong(first + 2),
                row.getLong(first + 3),
                row.getInt(first + 4),
                row.getInt(first + 5) != 0,
                row.getString(first + 6));
    }
}
