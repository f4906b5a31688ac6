package trunkline.gateway.storage;

import java.sql.SQLException;
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
            Long account = ProgressRows.accountOf(tx, move.key());
            if (account == null) {
                return;
            }
            ProgressRows.insert(tx, move.key(), account, SmsProgress.untried(), UnfinishedSms.ANEW);
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
