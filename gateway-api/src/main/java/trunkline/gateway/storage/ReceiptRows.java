package trunkline.gateway.storage;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;
import trunkline.gateway.message.SegmentState;
import trunkline.gateway.message.SmsProgress;
import trunkline.gateway.storage.ProgressRows.Kept;
import trunkline.gateway.store.NotedSegment;
import trunkline.gateway.store.ReceiptMatch;
import trunkline.gateway.store.ReceiptReading;
import trunkline.gateway.store.Timeline;
import trunkline.gateway.store.UnmatchedReceipt;

/**
 * Delivery receipts and the segments they speak of.
 *
 * <p>A response and a receipt may come in either order. Each looks for the other: a response leaves a {@code reference}
 * and looks at what waits in {@code unmatched_receipt}; a receipt looks at the references or waits there. Each receipt has
 * one effect, and is kept as it came whether it has one or not.
 */
final class ReceiptRows {

    /** A receipt that waits. */
    @SuppressWarnings("ArrayRecordComponent") // octets on their way to be decoded; nobody compares receipts
    private record Waiting(long id, long way, int bind, long receivedAt, byte[] pdu) {}

    /** Segments of one reference that are looked at: SMSCs whose ids come round again have no more than a few. */
    private static final int NOTED_MAX = 8;

    /** Of a hash; a response whose reference falls on an empty one has no receipt waiting for it. */
    private static final int FILTER_BITS = 1 << 20;

    /** In the place of a receipt's octets, which quote a text that is not to be kept (SMPP 3.4 appendix B). */
    private static final byte[] NOTHING = {};

    private static final int HASH_SPREAD = 0x9E3779B9;

    private final MessageKeys keys;
    private final Ways ways;
    private final ReceiptReading.Reader reader;
    /** References of receipts that wait, and some that no longer do; confined to the writer's thread. */
    private final BitSet waiting = new BitSet(FILTER_BITS);

    ReceiptRows(MessageKeys keys, Ways ways, ReceiptReading.Reader reader) {
        this.keys = keys;
        this.ways = ways;
        this.reader = reader;
    }

    /** Fills the filter from what is kept. */
    void load(Statements sql) throws SQLException {
        sql.list(row -> row.getString(1), "SELECT reference FROM unmatched_reference")
                .forEach(reference -> waiting.set(slot(reference)));
    }

    private static int slot(String reference) {
        int hash = reference.hashCode() * HASH_SPREAD;
        return hash >>> (Integer.SIZE - Integer.numberOfTrailingZeros(FILTER_BITS));
    }

    /** Notes which segment an id stands for, and applies the receipts that came before. */
    void refer(Tx tx, long way, String reference, String responseId, long key, int number) throws SQLException {
        note(tx, way, reference, responseId, key, number);
        if (waiting.get(slot(reference))) {
            for (Waiting receipt : waiting(tx, way, reference)) {
                tryAgain(tx, receipt, true);
            }
        }
    }

    private static void note(Tx tx, long way, String reference, String responseId, long key, int number)
            throws SQLException {
        tx.sql()
                .update(
                        "INSERT INTO reference (way, reference, key, number, response_id) VALUES (?, ?, ?, ?, ?)"
                                + " ON CONFLICT (way, reference, key, number) DO NOTHING",
                        way,
                        reference,
                        key,
                        number,
                        responseId.equals(reference) ? null : responseId);
    }

    private static List<Waiting> waiting(Tx tx, long way, String reference) throws SQLException {
        return tx.sql()
                .list(
                        ReceiptRows::readWaiting,
                        "SELECT r.id, r.way, r.bind, r.received_at, r.pdu FROM unmatched_reference u"
                                + " JOIN unmatched_receipt r ON r.id = u.receipt"
                                + " WHERE u.way = ? AND u.reference = ? ORDER BY r.id",
                        way,
                        reference);
    }

    private static Waiting readWaiting(ResultSet row) throws SQLException {
        return new Waiting(row.getLong(1), row.getLong(2), row.getInt(3), row.getLong(4), row.getBytes(5));
    }

    private boolean tryAgain(Tx tx, Waiting waits, boolean mayWait) throws SQLException {
        ReceiptReading reading = read(tx, waits);
        if (reading == null || match(tx, waits.way(), reading, waits.receivedAt(), mayWait) == ReceiptMatch.WAITS) {
            return false;
        }
        forget(tx, waits.id());
        return true;
    }

    private static void forget(Tx tx, long receipt) throws SQLException {
        tx.sql().update("DELETE FROM unmatched_reference WHERE receipt = ?", receipt);
        tx.sql().update("DELETE FROM unmatched_receipt WHERE id = ?", receipt);
    }

    /** Records what a receipt says, or keeps it for a response that is yet to come. */
    ReceiptMatch received(Tx tx, long way, ReceiptReading receipt) throws SQLException {
        ReceiptMatch match = match(tx, way, receipt, tx.nowMicros(), true);
        if (match == ReceiptMatch.WAITS) {
            keep(tx, way, receipt);
        }
        return match;
    }

    /** Looks at the likeliest reference first, and at the next only if that leaves doubt. */
    private ReceiptMatch match(Tx tx, long way, ReceiptReading receipt, long receivedAtMicros, boolean mayWait)
            throws SQLException {
        List<NotedSegment> noted = new ArrayList<>();
        List<String> references = receipt.keys();
        for (int i = 0; i < references.size(); i++) {
            noted.addAll(noted(tx, way, references.get(i)));
            boolean isLast = i == references.size() - 1;
            NotedSegment chosen = noted.isEmpty() ? null : receipt.choose(noted, mayWait || !isLast);
            Kept kept = chosen == null ? null : ProgressRows.sms(tx.sql(), chosen.key());
            if (chosen != null && kept != null) {
                return apply(tx, receipt, receivedAtMicros, chosen, kept);
            }
        }
        return ReceiptMatch.WAITS;
    }

    private static List<NotedSegment> noted(Tx tx, long way, String reference) throws SQLException {
        return tx.sql()
                .list(
                        row -> readNoted(row, reference),
                        "SELECT r.key, r.number, r.response_id, m.recipient FROM reference r"
                                + " JOIN message m ON m.key = r.key WHERE r.way = ? AND r.reference = ?"
                                + " ORDER BY r.key DESC LIMIT " + NOTED_MAX,
                        way,
                        reference);
    }

    private static NotedSegment readNoted(ResultSet row, String reference) throws SQLException {
        String responseId = row.getString(3);
        return new NotedSegment(
                row.getLong(1), row.getInt(2), responseId == null ? reference : responseId, row.getString(4));
    }

    private ReceiptMatch apply(Tx tx, ReceiptReading receipt, long receivedAtMicros, NotedSegment segment, Kept kept)
            throws SQLException {
        boolean isPassing = tx.texts().isPassing(tx, segment.key());
        if (isPassing) {
            tx.leavesRemains();
        }
        tx.sql()
                .update(
                        "INSERT INTO receipt (key, id, number, received_at, bind, state, pdu)"
                                + " VALUES (?, ?, ?, ?, ?, ?, ?)",
                        segment.key(),
                        keys.next(tx.nowMicros()).key(),
                        segment.number(),
                        receivedAtMicros,
                        receipt.bind(),
                        receipt.state().code(),
                        isPassing ? NOTHING : receipt.pdu());
        SmsProgress before = kept.progress();
        if (segment.number() > before.segments().size()) { // another way has cut it otherwise since
            return ReceiptMatch.REPEATED;
        }
        SegmentState was = before.segments().get(segment.number() - 1).state();
        SmsProgress after = before.receipt(segment.number(), receipt.state());
        ProgressRows.update(tx, segment.key(), kept, after);
        boolean mayBeDue = after.segments().size() > 1 || after.attempts() > 1 || before.possibleDuplicate();
        if (after.isOver() && !before.isOver() && mayBeDue) {
            DueRows.remove(tx, segment.key());
        }
        ReceiptMatch match = ReceiptMatch.of(was, receipt.state());
        if (match != ReceiptMatch.REPEATED) {
            tx.onCommit(receipt::matched);
        }
        return match;
    }

    private void keep(Tx tx, long way, ReceiptReading receipt) throws SQLException {
        long id = keys.next(tx.nowMicros()).key();
        tx.sql()
                .update(
                        "INSERT INTO unmatched_receipt (id, way, received_at, bind, state, pdu) VALUES (?, ?, ?, ?, ?, ?)",
                        id,
                        way,
                        tx.nowMicros(),
                        receipt.bind(),
                        receipt.state().code(),
                        receipt.pdu());
        for (String reference : receipt.keys()) {
            tx.sql()
                    .update(
                            "INSERT INTO unmatched_reference (way, reference, receipt) VALUES (?, ?, ?)"
                                    + " ON CONFLICT (way, reference, receipt) DO NOTHING",
                            way,
                            reference,
                            id);
            waiting.set(slot(reference));
        }
    }

    /** Decides on receipts that came before {@code beforeMicros} and still wait: the best there is, or none. */
    int judge(Tx tx, long beforeMicros, int limit) throws SQLException {
        List<Waiting> overdue = tx.sql()
                .list(
                        ReceiptRows::readWaiting,
                        "SELECT id, way, bind, received_at, pdu FROM unmatched_receipt"
                                + " WHERE judged = 0 AND received_at < ? ORDER BY id LIMIT ?",
                        beforeMicros,
                        limit);
        for (Waiting receipt : overdue) {
            if (!tryAgain(tx, receipt, true) && !tryUnanswered(tx, receipt) && !tryAgain(tx, receipt, false)) {
                tx.sql().update("UPDATE unmatched_receipt SET judged = 1 WHERE id = ?", receipt.id());
                ReceiptReading reading = read(tx, receipt);
                if (reading != null) {
                    tx.onCommit(reading::unmatched);
                }
            }
        }
        return overdue.size();
    }

    private @Nullable ReceiptReading read(Tx tx, Waiting receipt) throws SQLException {
        return reader.read(ways.nameOf(tx.sql(), receipt.way()), receipt.bind(), receipt.pdu());
    }

    /** A receipt under an id that never came may be of a segment that was sent to its number and not answered. */
    private boolean tryUnanswered(Tx tx, Waiting receipt) throws SQLException {
        ReceiptReading reading = read(tx, receipt);
        if (reading == null || reading.recipient().isEmpty()) {
            return false;
        }
        NotedSegment segment = tx.sql()
                .first(
                        row -> new NotedSegment(row.getLong(1), row.getInt(2), "", reading.recipient()),
                        "SELECT key, number FROM unanswered WHERE way = ? AND recipient = ?"
                                + " ORDER BY key, number LIMIT 1",
                        receipt.way(),
                        reading.recipient());
        Kept kept = segment == null ? null : ProgressRows.sms(tx.sql(), segment.key());
        if (segment == null || kept == null) {
            return false;
        }
        apply(tx, reading, receipt.receivedAt(), segment, kept);
        if (!reading.keys().isEmpty()) { // the same receipt may come again
            note(tx, receipt.way(), reading.keys().get(0), reading.keys().get(0), segment.key(), segment.number());
        }
        tx.sql()
                .update(
                        "DELETE FROM unanswered WHERE way = ? AND recipient = ? AND key = ? AND number = ?",
                        receipt.way(),
                        reading.recipient(),
                        segment.key(),
                        segment.number());
        forget(tx, receipt.id());
        return true;
    }

    /** Notes that segments of a message may be with the SMSC under ids that nobody knows. */
    static void noteUnanswered(Tx tx, long way, long key, int from, int to) throws SQLException {
        for (int number = from; number <= to; number++) {
            tx.sql()
                    .update(
                            "INSERT INTO unanswered (way, recipient, key, number)"
                                    + " SELECT ?, recipient, key, ? FROM message WHERE key = ?"
                                    + " ON CONFLICT (way, recipient, key, number) DO NOTHING",
                            way,
                            number,
                            key);
        }
    }

    /** Drops receipts that came before {@code beforeMicros} and never matched anything. */
    static int drop(Tx tx, long beforeMicros, int limit) throws SQLException {
        List<Long> old = tx.sql()
                .list(
                        row -> row.getLong(1),
                        "SELECT id FROM unmatched_receipt WHERE received_at < ? ORDER BY id LIMIT ?",
                        beforeMicros,
                        limit);
        for (long receipt : old) {
            forget(tx, receipt);
        }
        return old.size();
    }

    /** The receipts of a message, in the order in which they were recorded. */
    static List<Timeline.Receipt> of(Statements sql, long key) throws SQLException {
        return sql.list(
                row -> new Timeline.Receipt(
                        row.getInt(1),
                        row.getLong(2),
                        row.getInt(3),
                        SegmentState.ofCode(row.getInt(4)),
                        row.getBytes(5)),
                "SELECT number, received_at, bind, state, pdu FROM receipt WHERE key = ? ORDER BY id",
                key);
    }

    /** What waits, the newest first, from before the receipt {@code beforeId}. */
    List<UnmatchedReceipt> unmatched(Statements sql, long beforeId, int limit) throws SQLException {
        return sql.list(
                row -> new UnmatchedReceipt(
                        row.getLong(1),
                        ways.nameOf(sql, row.getLong(2)),
                        row.getInt(3),
                        row.getLong(4),
                        SegmentState.ofCode(row.getInt(5)),
                        row.getBytes(6)),
                "SELECT id, way, bind, received_at, state, pdu FROM unmatched_receipt WHERE id < ?"
                        + " ORDER BY id DESC LIMIT ?",
                beforeId,
                limit);
    }
}
