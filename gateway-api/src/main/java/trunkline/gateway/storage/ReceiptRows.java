package trunkline.gateway.storage;

import java.sql.SQLException;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;
import trunkline.gateway.message.SegmentState;
import trunkline.gateway.message.SmsProgress;
import trunkline.gateway.storage.ProgressRows.Kept;
import trunkline.gateway.store.ReceiptMatch;
import trunkline.gateway.store.ReceiptRecord;

/**
 * Delivery receipts and the segments they speak of.
 *
 * <p>A response and a receipt may come in either order. Each looks for the other: a response leaves a {@code reference}
 * and takes what waits in {@code unmatched_receipt}; a receipt follows a {@code reference} or waits there. Each receipt
 * has one effect, and is kept as it came whether it has one or not.
 */
final class ReceiptRows {

    private record Target(long key, int number, Kept kept) {}

    private record Waiting(long id, SegmentState state) {}

    /** Of a hash; a response whose reference falls on an empty one has no receipt waiting for it. */
    private static final int FILTER_BITS = 1 << 20;

    private final MessageKeys keys;
    /** References of receipts that wait, and some that no longer do; confined to the writer's thread. */
    private final BitSet waiting = new BitSet(FILTER_BITS);

    ReceiptRows(MessageKeys keys) {
        this.keys = keys;
    }

    /** Fills the filter from what is kept. */
    void load(Statements sql) throws SQLException {
        sql.list(row -> row.getString(1), "SELECT reference FROM unmatched_reference")
                .forEach(reference -> waiting.set(slot(reference)));
    }

    private static int slot(String reference) {
        int hash = reference.hashCode() * 0x9E3779B9;
        return hash >>> (Integer.SIZE - Integer.numberOfTrailingZeros(FILTER_BITS));
    }

    /**
     * Notes which segment a reference means, and applies the receipts that came before. A reference that the SMSC gives a
     * second time means the later segment.
     */
    void refer(Tx tx, long way, String reference, long key, int number) throws SQLException {
        tx.sql()
                .update(
                        "INSERT INTO reference (way, reference, key, number) VALUES (?, ?, ?, ?)"
                                + " ON CONFLICT (way, reference) DO UPDATE SET key = excluded.key,"
                                + " number = excluded.number",
                        way,
                        reference,
                        key,
                        number);
        if (waiting.get(slot(reference))) {
            takeEarly(tx, way, reference, key, number);
        }
    }

    private static void takeEarly(Tx tx, long way, String reference, long key, int number) throws SQLException {
        List<Waiting> early = tx.sql()
                .list(
                        row -> new Waiting(row.getLong(1), SegmentState.ofCode(row.getInt(2))),
                        "SELECT r.id, r.state FROM unmatched_reference u JOIN unmatched_receipt r ON r.id = u.receipt"
                                + " WHERE u.way = ? AND u.reference = ? ORDER BY r.id",
                        way,
                        reference);
        for (Waiting receipt : early) {
            tx.sql()
                    .update(
                            "INSERT INTO receipt (key, number, received_at, sequence, bind, state, body)"
                                    + " SELECT ?, ?, received_at, sequence, bind, state, body FROM unmatched_receipt"
                                    + " WHERE id = ? ON CONFLICT (key, number, received_at, sequence) DO NOTHING",
                            key,
                            number,
                            receipt.id());
            forget(tx, receipt.id());
            Kept kept = ProgressRows.sms(tx.sql(), key);
            if (kept != null) {
                apply(tx, new Target(key, number, kept), receipt.state());
            }
        }
    }

    private static void forget(Tx tx, long receipt) throws SQLException {
        tx.sql().update("DELETE FROM unmatched_reference WHERE receipt = ?", receipt);
        tx.sql().update("DELETE FROM unmatched_receipt WHERE id = ?", receipt);
    }

    /** Records what a receipt says, or keeps it for a response that is yet to come. */
    ReceiptMatch received(Tx tx, long way, ReceiptRecord receipt) throws SQLException {
        for (int candidate = 0; candidate < receipt.references().size(); candidate++) {
            Target target = target(tx, way, receipt.references().get(candidate));
            if (target != null) {
                return matched(tx, receipt, target, candidate);
            }
        }
        return wait(tx, way, receipt);
    }

    private static @Nullable Target target(Tx tx, long way, String reference) throws SQLException {
        return tx.sql()
                .first(
                        row -> new Target(row.getLong(9), row.getInt(10), ProgressRows.readSms(row, 1)),
                        "SELECT " + ProgressRows.SMS_COLUMNS + ", r.key, r.number FROM reference r"
                                + " JOIN progress p ON p.key = r.key WHERE r.way = ? AND r.reference = ?",
                        way,
                        reference);
    }

    private static ReceiptMatch matched(Tx tx, ReceiptRecord receipt, Target target, int candidate)
            throws SQLException {
        tx.sql()
                .update(
                        "INSERT INTO receipt (key, number, received_at, sequence, bind, state, body)"
                                + " VALUES (?, ?, ?, ?, ?, ?, ?)"
                                + " ON CONFLICT (key, number, received_at, sequence) DO NOTHING",
                        target.key(),
                        target.number(),
                        tx.nowMicros(),
                        receipt.sequence(),
                        receipt.bind(),
                        receipt.state().code(),
                        receipt.body());
        SegmentState before =
                target.kept().progress().segments().get(target.number() - 1).state();
        apply(tx, target, receipt.state());
        return ReceiptMatch.of(candidate, before, receipt.state());
    }

    private static void apply(Tx tx, Target target, SegmentState said) throws SQLException {
        SmsProgress before = target.kept().progress();
        SmsProgress after = before.receipt(target.number(), said);
        ProgressRows.update(tx, target.key(), target.kept(), after);
        boolean mayBeDue = after.segments().size() > 1 || after.attempts() > 1 || before.possibleDuplicate();
        if (after.isOver() && !before.isOver() && mayBeDue) {
            DueRows.remove(tx, target.key());
        }
    }

    private ReceiptMatch wait(Tx tx, long way, ReceiptRecord receipt) throws SQLException {
        long id = keys.next(tx.nowMicros()).key();
        tx.sql()
                .update(
                        "INSERT INTO unmatched_receipt (id, way, received_at, sequence, bind, state, body)"
                                + " VALUES (?, ?, ?, ?, ?, ?, ?)",
                        id,
                        way,
                        tx.nowMicros(),
                        receipt.sequence(),
                        receipt.bind(),
                        receipt.state().code(),
                        receipt.body());
        for (String reference : receipt.references()) {
            tx.sql()
                    .update(
                            "INSERT INTO unmatched_reference (way, reference, receipt) VALUES (?, ?, ?)"
                                    + " ON CONFLICT (way, reference, receipt) DO NOTHING",
                            way,
                            reference,
                            id);
            waiting.set(slot(reference));
        }
        return ReceiptMatch.NONE;
    }
}
