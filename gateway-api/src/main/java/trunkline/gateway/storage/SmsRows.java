package trunkline.gateway.storage;

import static trunkline.gateway.message.MessageState.FIRST_FINAL_CODE;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import trunkline.gateway.message.SegmentState;
import trunkline.gateway.message.SmsState;
import trunkline.gateway.store.ReceiptRecord;
import trunkline.gateway.store.SmsClaim;
import trunkline.gateway.store.StateChange;
import trunkline.gateway.store.SubmitRecord;
import trunkline.gateway.store.UnfinishedSms;

/**
 * What happens to an SMS after it was accepted: claims, results, receipts, retries.
 *
 * <p>A response and a receipt may come in either order. Each looks for the other: a result leaves a {@code reference}
 * and takes what waits in {@code early_receipt}; a receipt follows a {@code reference} or waits there.
 */
final class SmsRows {

    private record Target(long key, int number, int total) {}

    private record Open(long key, int attempts, int total, int claimedTo, @Nullable String form) {}

    private static final String OPEN_COLUMNS =
            ", p.attempts, p.segments, p.claimed_to, p.form FROM progress p JOIN message m ON m.key = p.key";

    private final MessageRows messages;
    private final Ways ways;

    SmsRows(MessageRows messages, Ways ways) {
        this.messages = messages;
        this.ways = ways;
    }

    /** Whether the claim stands: false if the message has ended before. */
    boolean claim(Tx tx, SmsClaim claim) throws SQLException {
        if (claim.attempt() == 1 && claim.from() == 1 && insertClaim(tx, claim)) {
            return true;
        }
        int updated = tx.sql()
                .update(
                        "UPDATE progress SET attempts = ?, sent_at = ?, updated_at = ?,"
                                + " claimed_to = CASE WHEN claimed_to < ? THEN ? ELSE claimed_to END,"
                                + " possible_duplicate = CASE WHEN ? = 1 THEN 1 ELSE possible_duplicate END"
                                + " WHERE key = ? AND state < " + FIRST_FINAL_CODE,
                        claim.attempt(),
                        tx.nowMicros(),
                        tx.nowMicros(),
                        claim.to(),
                        claim.to(),
                        claim.mayDuplicate(),
                        claim.key());
        if (updated == 0) {
            return false;
        }
        SegmentRows.claimAgain(tx, claim.key(), claim.from(), claim.to());
        RetryRows.remove(tx, claim.key());
        return true;
    }

    private static boolean insertClaim(Tx tx, SmsClaim claim) throws SQLException {
        return tx.sql()
                        .update(
                                "INSERT INTO progress (key, state, version, updated_at, sent_at, attempts, segments,"
                                        + " claimed_to, possible_duplicate, reason, form)"
                                        + " VALUES (?, ?, 0, ?, ?, 1, ?, ?, ?, NULL, ?) ON CONFLICT (key) DO NOTHING",
                                claim.key(),
                                SmsState.ACCEPTED.code(),
                                tx.nowMicros(),
                                tx.nowMicros(),
                                claim.total(),
                                claim.to(),
                                claim.mayDuplicate(),
                                claim.form())
                == 1;
    }

    /** Records a result, and takes in a receipt that was there before it. */
    @Nullable
    StateChange submitted(Tx tx, long way, SubmitRecord result) throws SQLException {
        SegmentRows.put(tx, result);
        SegmentState state = result.state();
        if (result.reference() != null) {
            tx.sql()
                    .update(
                            "INSERT INTO reference (way, reference, key, number) VALUES (?, ?, ?, ?)"
                                    + " ON CONFLICT (way, reference) DO UPDATE SET key = excluded.key,"
                                    + " number = excluded.number",
                            way,
                            result.reference(),
                            result.key(),
                            result.segment());
            SegmentState early = takeEarly(tx, way, result.reference());
            if (early != null && SegmentRows.settle(tx, result.key(), result.segment(), early)) {
                state = early;
            }
        }
        if (state == SegmentState.UNANSWERED) {
            tx.sql().update("UPDATE progress SET possible_duplicate = 1 WHERE key = ?", result.key());
        }
        return move(tx, new Target(result.key(), result.segment(), result.total()), state);
    }

    private static @Nullable SegmentState takeEarly(Tx tx, long way, String reference) throws SQLException {
        Integer code = tx.sql()
                .first(
                        row -> row.getInt(1),
                        "DELETE FROM early_receipt WHERE way = ? AND reference = ? RETURNING state",
                        way,
                        reference);
        return code == null ? null : SegmentState.ofCode(code);
    }

    /** Records what a receipt says, or keeps it for a result that is yet to be recorded. */
    @Nullable
    StateChange received(Tx tx, long way, ReceiptRecord receipt) throws SQLException {
        if (!receipt.state().isFinal()) {
            return null; // still on its way, says the SMSC: so do we
        }
        Target target = tx.sql()
                .first(
                        row -> new Target(row.getLong(1), row.getInt(2), row.getInt(3)),
                        "SELECT r.key, r.number, p.segments FROM reference r JOIN progress p ON p.key = r.key"
                                + " WHERE r.way = ? AND r.reference = ?",
                        way,
                        receipt.reference());
        if (target != null) {
            boolean settled = SegmentRows.settle(tx, target.key(), target.number(), receipt.state());
            return settled ? move(tx, target, receipt.state()) : null;
        }
        tx.sql()
                .update(
                        "INSERT INTO early_receipt (way, reference, state, body, received_at) VALUES (?, ?, ?, ?, ?)"
                                + " ON CONFLICT (way, reference, state) DO NOTHING",
                        way,
                        receipt.reference(),
                        receipt.state().code(),
                        receipt.text(),
                        tx.nowMicros());
        return null;
    }

    private static @Nullable StateChange move(Tx tx, Target target, SegmentState segment) throws SQLException {
        SmsState state = SegmentRows.stateOfMessage(tx, target.key(), target.total(), segment);
        if (state == SmsState.ACCEPTED) {
            return null;
        }
        if (state.isFinal() && target.total() > 1) {
            RetryRows.remove(tx, target.key()); // one segment may have been put back when another decided
        }
        return ProgressRows.move(tx, target.key(), state, null);
    }

    /** Claimed, not finished, and waiting for no retry: what was in flight when the process ended. */
    List<UnfinishedSms> unfinished(Statements sql, String way) throws SQLException {
        List<Open> open = sql.list(
                SmsRows::readOpen,
                "SELECT p.key" + OPEN_COLUMNS + " WHERE p.state < " + FIRST_FINAL_CODE
                        + " AND p.state = ? AND m.way = ? AND m.voice = 0"
                        + " AND NOT EXISTS (SELECT 1 FROM retry r WHERE r.key = p.key) ORDER BY p.key",
                SmsState.ACCEPTED.code(),
                ways.find(sql, way));
        return withSegments(sql, open);
    }

    /** Those whose retry is due, the earliest first. */
    List<UnfinishedSms> due(Statements sql, String way, long nowMicros, int limit) throws SQLException {
        List<Open> open = sql.list(
                SmsRows::readOpen,
                "SELECT p.key" + OPEN_COLUMNS + " JOIN retry r ON r.key = p.key WHERE r.way = ? AND r.at <= ?"
                        + " AND p.state < " + FIRST_FINAL_CODE + " ORDER BY r.at LIMIT ?",
                ways.find(sql, way),
                nowMicros,
                limit);
        return withSegments(sql, open);
    }

    private static Open readOpen(ResultSet row) throws SQLException {
        return new Open(row.getLong(1), row.getInt(2), row.getInt(3), row.getInt(4), row.getString(5));
    }

    private List<UnfinishedSms> withSegments(Statements sql, List<Open> open) throws SQLException {
        List<UnfinishedSms> unfinished = new ArrayList<>(open.size());
        for (Open sms : open) {
            SegmentState[] states = SegmentRows.states(sql, sms.key(), sms.total(), sms.claimedTo());
            unfinished.add(
                    new UnfinishedSms(messages.byKey(sql, sms.key()), sms.attempts(), List.of(states), sms.form()));
        }
        return unfinished;
    }
}
