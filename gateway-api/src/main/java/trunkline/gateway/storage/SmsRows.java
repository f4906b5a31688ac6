package trunkline.gateway.storage;

import static trunkline.gateway.message.MessageState.FIRST_FINAL_CODE;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import trunkline.gateway.message.OutboundMessage;
import trunkline.gateway.message.SegmentProgress;
import trunkline.gateway.message.SegmentState;
import trunkline.gateway.message.SmsProgress;
import trunkline.gateway.message.SmsState;
import trunkline.gateway.storage.ProgressRows.Kept;
import trunkline.gateway.store.Retry;
import trunkline.gateway.store.SmsClaim;
import trunkline.gateway.store.SubmitRecord;
import trunkline.gateway.store.UnfinishedSms;

/**
 * What happens to an SMS between its acceptance and its receipts: claims, results, retries.
 *
 * <p>A message that is claimed whole at its first attempt leaves no row: the marks of its way say that it may have been
 * sent, and its first result writes its progress. All other claims are recorded one by one.
 */
final class SmsRows {

    private record Open(long key, Kept kept) {}

    private record Terms(long way, long sendAt, String sender, String recipient) {}

    private static final String OPTED_OUT = "its recipient has opted out before its time came";

    private final MessageRows messages;
    private final ReceiptRows receipts;
    private final OptOutRows optOuts;
    private final Ways ways;

    SmsRows(MessageRows messages, ReceiptRows receipts, OptOutRows optOuts, Ways ways) {
        this.messages = messages;
        this.receipts = receipts;
        this.optOuts = optOuts;
        this.ways = ways;
    }

    /**
     * Records a claim; false if it must not be sent: the message has ended before, was removed, has gone another way, or its SMSC
     * has what is claimed, or it waits for another time. A way may have read it as due just before.
     */
    boolean claim(Tx tx, long way, SmsClaim claim) throws SQLException {
        Kept kept = ProgressRows.sms(tx.sql(), claim.key());
        if (kept == null) {
            if (ProgressRows.accountOf(tx, claim.key()) == null) {
                return false;
            }
            SmsProgress first = SmsProgress.pending(claim.total())
                    .claim(claim.from(), claim.to(), claim.attempt(), claim.mayDuplicate());
            return ProgressRows.insert(tx, claim.key(), claim.account(), first, claim.form());
        }
        SmsProgress before = kept.progress();
        if (before.isOver() || !isToGo(tx, way, claim, before.state())) {
            return false;
        }
        boolean anew = UnfinishedSms.ANEW.equals(kept.form());
        if (anew) {
            before = before.cutInto(claim.total());
        }
        if (!before.isToBeSent(claim.from(), claim.to())) {
            return false;
        }
        if (anew || (!Objects.equals(kept.form(), claim.form()) && before.isBegunBy(claim.from()))) {
            ProgressRows.setForm(tx, claim.key(), claim.form());
        }
        SmsProgress after = before.claim(claim.from(), claim.to(), claim.attempt(), claim.mayDuplicate());
        ProgressRows.update(tx, claim.key(), kept, after);
        DueRows.remove(tx, claim.key());
        return true;
    }

    private boolean isToGo(Tx tx, long way, SmsClaim claim, SmsState state) throws SQLException {
        Terms now = tx.sql()
                .first(
                        row -> new Terms(row.getLong(1), row.getLong(2), row.getString(3), row.getString(4)),
                        "SELECT way, send_at, sender, recipient FROM message WHERE key = ?",
                        claim.key());
        if (now == null || now.way() != way) {
            return false;
        }
        if (state != SmsState.SCHEDULED) {
            return true;
        }
        if (optOuts.isOut(tx, now.sender(), now.recipient())) {
            DueRows.remove(tx, claim.key());
            ProgressRows.end(tx, claim.key(), SmsState.CANCELLED, OPTED_OUT);
            tx.balances().giveBack(tx, claim.key());
            return false;
        }
        return ScheduleRows.isDue(tx, claim, now.sendAt());
    }

    /** Records results, those of one message together where they follow each other. */
    void submitted(Tx tx, long way, List<SubmitRecord> results) throws SQLException {
        for (int from = 0; from < results.size(); ) {
            long key = results.get(from).key();
            int to = from + 1;
            while (to < results.size() && results.get(to).key() == key) {
                to++;
            }
            submitted(tx, way, key, results.subList(from, to));
            from = to;
        }
    }

    private void submitted(Tx tx, long way, long key, List<SubmitRecord> results) throws SQLException {
        int total = results.get(0).total();
        long account = results.get(0).account();
        boolean isFirst = results.get(0).attempt() == 1
                && ProgressRows.insert(tx, key, account, apply(SmsProgress.claimedWhole(total), results), null);
        if (!isFirst) {
            Kept kept = ProgressRows.sms(tx.sql(), key);
            if (kept == null) {
                throw new SQLException("message " + key + " has a result of a later attempt and no claim of it");
            }
            SmsProgress before = kept.progress();
            SmsProgress after = apply(before.ofSegments(total), results);
            ProgressRows.update(tx, key, kept, after);
            if (after.isOver() && !before.isOver()) {
                DueRows.remove(tx, key); // one segment may have been put back when another decided
            }
        }
        for (SubmitRecord result : results) {
            if (result.progress().state() == SegmentState.UNANSWERED) {
                ReceiptRows.noteUnanswered(tx, way, key, result.segment(), result.segment());
            }
            if (result.reference() != null) {
                receipts.refer(tx, way, result.reference(), id(result), key, result.segment());
            }
        }
    }

    private static String id(SubmitRecord result) {
        String id = result.progress().smscMessageId();
        return id == null ? "" : id;
    }

    /** Records a response that came after its segment was given up; whatever was decided meanwhile, it is known now. */
    void late(Tx tx, long way, SubmitRecord result) throws SQLException {
        Kept kept = ProgressRows.sms(tx.sql(), result.key());
        if (kept == null) {
            if (!lateOfWhole(tx, result)) {
                return;
            }
        } else {
            SmsProgress after = kept.progress().late(result.segment(), result.progress());
            ProgressRows.update(tx, result.key(), kept, after);
            if (after.isOver() || after.isSettled()) {
                DueRows.remove(tx, result.key());
            }
        }
        if (result.reference() != null) {
            receipts.refer(tx, way, result.reference(), id(result), result.key(), result.segment());
        }
    }

    /** The same for one that was claimed whole, if it was faster than the result that it has gone unanswered. */
    private static boolean lateOfWhole(Tx tx, SubmitRecord result) throws SQLException {
        SegmentProgress progress = result.progress();
        return result.total() > 0
                && progress.state() == SegmentState.SUBMITTED
                && ProgressRows.insert(
                        tx,
                        result.key(),
                        result.account(),
                        SmsProgress.claimedWhole(result.total()).late(result.segment(), progress),
                        null);
    }

    /** Has a message that something is left of be tried again. */
    void retry(Tx tx, long way, Retry retry) throws SQLException {
        Kept kept = ProgressRows.sms(tx.sql(), retry.key());
        if (kept == null || !kept.progress().isSettled()) {
            DueRows.put(tx, way, retry);
        }
    }

    private static SmsProgress apply(SmsProgress before, List<SubmitRecord> results) {
        SmsProgress progress = before;
        for (SubmitRecord result : results) {
            progress = progress.result(result.segment(), result.progress());
        }
        return progress;
    }

    /** What was in flight when the process ended: claimed, not finished, and not due at a time. */
    List<UnfinishedSms> unfinished(Statements sql, String way) throws SQLException {
        long id = ways.find(sql, way);
        List<Long> whole = sql.list(
                row -> row.getLong(1),
                "SELECT m.key FROM way w JOIN message m ON m.way = w.id AND m.key > w.resolved_up_to"
                        + " AND m.key <= w.claimed_up_to WHERE w.id = ? AND m.voice = 0"
                        + " AND NOT EXISTS (SELECT 1 FROM progress p WHERE p.key = m.key) ORDER BY m.key",
                id);
        List<UnfinishedSms> unfinished = new ArrayList<>();
        for (long key : whole) {
            unfinished.add(new UnfinishedSms(messages.byKey(sql, key), 1, List.of(), null));
        }
        List<Open> claimed = sql.list(
                SmsRows::readOpen,
                "SELECT " + ProgressRows.SMS_COLUMNS + ", p.key FROM progress p CROSS JOIN message m"
                        + " WHERE m.key = p.key AND p.state < " + FIRST_FINAL_CODE
                        + " AND p.state <> 1 AND p.state = ? AND m.way = ? AND m.voice = 0"
                        + " AND NOT EXISTS (SELECT 1 FROM due d WHERE d.key = p.key) ORDER BY p.key",
                SmsState.ACCEPTED.code(),
                id);
        for (Open open : claimed) {
            unfinished.add(unfinished(messages.byKey(sql, open.key()), open.kept()));
        }
        return unfinished;
    }

    /** Those that are due, the earliest first. */
    List<UnfinishedSms> due(Statements sql, String way, long nowMicros, int limit) throws SQLException {
        return sql.list(
                row -> unfinished(
                        messages.read(sql, row, ProgressRows.SMS_COLUMN_COUNT + 1), ProgressRows.readSms(row, 1)),
                "SELECT " + ProgressRows.SMS_COLUMNS + ", " + MessageRows.COLUMNS
                        + " FROM due d CROSS JOIN progress p CROSS JOIN message m"
                        + " WHERE d.way = ? AND d.at <= ? AND p.key = d.key AND m.key = d.key AND p.state < "
                        + FIRST_FINAL_CODE + " ORDER BY d.at LIMIT ?",
                ways.find(sql, way),
                nowMicros,
                limit);
    }

    private static Open readOpen(ResultSet row) throws SQLException {
        return new Open(row.getLong(ProgressRows.SMS_COLUMN_COUNT + 1), ProgressRows.readSms(row, 1));
    }

    private static UnfinishedSms unfinished(OutboundMessage message, Kept kept) {
        List<SegmentState> segments = new ArrayList<>();
        kept.progress().segments().forEach(segment -> segments.add(segment.state()));
        return new UnfinishedSms(message, kept.progress().attempts(), segments, kept.form());
    }
}
