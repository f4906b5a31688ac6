package trunkline.gateway.storage;

import static trunkline.gateway.message.MessageState.FIRST_FINAL_CODE;

import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import trunkline.gateway.message.SegmentState;
import trunkline.gateway.message.SmsState;
import trunkline.gateway.store.MessageReport;
import trunkline.gateway.store.SubmitRecord;

/**
 * The table {@code segment}: one row for each segment that has a result. A segment without one is pending, or claimed if
 * its number is not above the message's {@code claimed_to}.
 */
final class SegmentRows {

    private record Known(int number, SegmentState state) {}

    private SegmentRows() {}

    /** Writes a result; one that is final already stays. */
    static void put(Tx tx, SubmitRecord result) throws SQLException {
        tx.sql()
                .update(
                        "INSERT INTO segment (key, number, state, smsc_message_id, command_status, updated_at)"
                                + " VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (key, number) DO UPDATE SET"
                                + " state = excluded.state, smsc_message_id = excluded.smsc_message_id,"
                                + " command_status = excluded.command_status, updated_at = excluded.updated_at"
                                + " WHERE segment.state < " + FIRST_FINAL_CODE,
                        result.key(),
                        result.segment(),
                        result.state().code(),
                        result.smscMessageId(),
                        result.commandStatus(),
                        tx.nowMicros());
    }

    /** Writes what a receipt says; the first final state stays. */
    static boolean settle(Tx tx, long key, int number, SegmentState state) throws SQLException {
        return tx.sql()
                        .update(
                                "UPDATE segment SET state = ?, updated_at = ? WHERE key = ? AND number = ?"
                                        + " AND state < " + FIRST_FINAL_CODE,
                                state.code(),
                                tx.nowMicros(),
                                key,
                                number)
                == 1;
    }

    /** Marks segments that had a result before as claimed again. */
    static void claimAgain(Tx tx, long key, int from, int to) throws SQLException {
        tx.sql()
                .update(
                        "UPDATE segment SET state = ? WHERE key = ? AND number BETWEEN ? AND ? AND state < "
                                + FIRST_FINAL_CODE,
                        SegmentState.CLAIMED.code(),
                        key,
                        from,
                        to);
    }

    /** The state of a message of {@code total} segments, one of which is now known to be {@code state}. */
    static SmsState stateOfMessage(Tx tx, long key, int total, SegmentState state) throws SQLException {
        return total == 1 ? state.ofMessage() : SegmentState.ofMessage(states(tx.sql(), key, total, 0));
    }

    /** What is known of each segment; those up to {@code claimedTo} without a row are claimed. */
    static SegmentState[] states(Statements sql, long key, int total, int claimedTo) throws SQLException {
        SegmentState[] states = new SegmentState[total];
        Arrays.fill(states, SegmentState.PENDING);
        Arrays.fill(states, 0, Math.min(claimedTo, total), SegmentState.CLAIMED);
        List<Known> known = sql.list(
                row -> new Known(row.getInt(1), SegmentState.ofCode(row.getInt(2))),
                "SELECT number, state FROM segment WHERE key = ?",
                key);
        for (Known segment : known) {
            states[segment.number() - 1] = segment.state();
        }
        return states;
    }

    /** The segments of a message that have a result, for its report. */
    static List<MessageReport.Segment> report(Statements sql, long key) throws SQLException {
        return sql.list(
                row -> new MessageReport.Segment(
                        row.getInt(1), SegmentState.ofCode(row.getInt(2)), row.getString(3), row.getInt(4)),
                "SELECT number, state, smsc_message_id, command_status FROM segment WHERE key = ? ORDER BY number",
                key);
    }
}
