package trunkline.gateway.storage;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import trunkline.gateway.message.Content;
import trunkline.gateway.message.Exchange;
import trunkline.gateway.message.SmsProgress;
import trunkline.gateway.message.VoiceState;
import trunkline.gateway.storage.ProgressRows.Kept;
import trunkline.gateway.store.MessageReport.Progress;
import trunkline.gateway.store.Move;
import trunkline.gateway.store.Retry;
import trunkline.gateway.store.Step;
import trunkline.gateway.store.UnfinishedSms;

/**
 * Messages on their way to another way. The marks of that way are beyond them, so it takes them up by the table {@code due},
 * and a row of progress keeps both ways' marks from speaking of them.
 */
final class MoveRows {

    /** A message that has no row of progress. */
    private record Untold(long account, long way, boolean claimedWhole) {}

    private final Ways ways;
    private final StepRows steps;

    MoveRows(Ways ways, StepRows steps) {
        this.ways = ways;
        this.steps = steps;
    }

    /** Gives an SMS to another way, unless it has ended or its SMSC has some of it: then the rest is due for its own way. */
    void move(Tx tx, Move move) throws SQLException {
        Kept kept = ProgressRows.sms(tx.sql(), move.key());
        int attempts = 0;
        if (kept == null) {
            Untold untold = untold(tx.sql(), move.key());
            if (untold == null) {
                return;
            }
            SmsProgress first = untold.claimedWhole() ? inDoubt(tx, untold, move.key()) : SmsProgress.untried();
            ProgressRows.insert(tx, move.key(), untold.account(), first, UnfinishedSms.ANEW);
            attempts = first.attempts();
        } else {
            SmsProgress progress = kept.progress();
            if (progress.isOver()) {
                return;
            }
            if (!progress.isToBeSent(1, progress.segments().size())) {
                keep(tx, move, progress);
                return;
            }
            attempts = progress.attempts();
            ProgressRows.setForm(tx, move.key(), UnfinishedSms.ANEW);
        }
        give(tx, move, attempts);
    }

    /** What the marks of its way say of a message; null if it was removed. */
    private static @Nullable Untold untold(Statements sql, long key) throws SQLException {
        return sql.first(
                row -> new Untold(row.getLong(1), row.getLong(2), row.getInt(3) != 0),
                "SELECT m.account, m.way, m.key > w.resolved_up_to AND m.key <= w.claimed_up_to"
                        + " FROM message m JOIN way w ON w.id = m.way WHERE m.key = ?",
                key);
    }

    /** It may have left when the last process ended: whoever sends it now may send it twice, and a receipt of its own way may come. */
    private static SmsProgress inDoubt(Tx tx, Untold untold, long key) throws SQLException {
        Content.Sms sms = MessageRows.content(tx.sql(), key);
        int segments = sms == null ? 1 : Math.max(1, sms.size().segments());
        ReceiptRows.noteUnanswered(tx, untold.way(), key, 1, segments);
        return SmsProgress.claimedWhole(segments);
    }

    private static void keep(Tx tx, Move move, SmsProgress progress) throws SQLException {
        Long own = tx.sql().first(row -> row.getLong(1), "SELECT way FROM message WHERE key = ?", move.key());
        if (own != null && !progress.isSettled()) {
            DueRows.put(tx, own, new Retry(move.key(), move.atMicros()));
        }
    }

    /** Gives a voice message to another trunk, unless it has ended, its call is up, or its time was put off. */
    void moveCall(Tx tx, Move move) throws SQLException {
        Progress progress = ProgressRows.report(tx.sql(), move.key(), true);
        if (progress == null) {
            Long account = ProgressRows.accountOf(tx, move.key());
            if (account == null) {
                return;
            }
            ProgressRows.insertUntried(tx, move.key(), account, VoiceState.SCHEDULED);
        } else if (progress.state() != VoiceState.SCHEDULED || ScheduleRows.isPutOff(tx, move.key())) {
            return;
        }
        give(tx, move, progress == null ? 0 : progress.attempts());
    }

    private void give(Tx tx, Move move, int attempts) throws SQLException {
        long to = ways.idOf(tx, move.to());
        tx.sql().update("UPDATE message SET way = ? WHERE key = ?", to, move.key());
        DueRows.put(tx, to, new Retry(move.key(), move.atMicros()));
        steps.add(tx, new Step(move.key(), Step.Kind.MOVED, 0, attempts, Exchange.NONE, 0, move.why()));
    }
}
