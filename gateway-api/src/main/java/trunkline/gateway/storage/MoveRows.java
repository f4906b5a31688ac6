package trunkline.gateway.storage;

import java.sql.SQLException;
import java.util.List;
import trunkline.gateway.message.Exchange;
import trunkline.gateway.message.SmsProgress;
import trunkline.gateway.message.SmsState;
import trunkline.gateway.message.VoiceState;
import trunkline.gateway.storage.ProgressRows.Kept;
import trunkline.gateway.store.MessageReport.Progress;
import trunkline.gateway.store.Move;
import trunkline.gateway.store.Retry;
import trunkline.gateway.store.Step;
import trunkline.gateway.store.UnfinishedSms;
import trunkline.gateway.store.Wait;

/**
 * Messages on their way to another way, or put off for their own. The marks of the way are beyond them, so it takes them up by the
 * table {@code due}, and a row of progress keeps the marks from speaking of them.
 */
final class MoveRows {

    private static final SmsProgress UNTRIED = new SmsProgress(SmsState.ACCEPTED, 0, 0, false, null, List.of());

    private final Ways ways;
    private final StepRows steps;

    MoveRows(Ways ways, StepRows steps) {
        this.ways = ways;
        this.steps = steps;
    }

    /** Gives an SMS to another way, unless it has ended or its SMSC has some of it. */
    void move(Tx tx, Move move) throws SQLException {
        Kept kept = ProgressRows.sms(tx.sql(), move.key());
        int attempts = 0;
        if (kept == null) {
            Long account = ProgressRows.accountOf(tx, move.key());
            if (account == null) {
                return;
            }
            ProgressRows.insert(tx, move.key(), account, UNTRIED, UnfinishedSms.ANEW);
        } else {
            SmsProgress progress = kept.progress();
            if (progress.isOver() || !progress.isToBeSent(1, progress.segments().size())) {
                return;
            }
            attempts = progress.attempts();
            ProgressRows.setForm(tx, move.key(), UnfinishedSms.ANEW);
        }
        give(tx, move, attempts);
    }

    /** Puts an SMS off for its own way, unless it has ended. */
    void hold(Tx tx, long way, Wait wait) throws SQLException {
        Kept kept = ProgressRows.sms(tx.sql(), wait.key());
        if (kept == null) {
            SmsProgress first = UNTRIED.waiting(wait.why());
            ProgressRows.insert(tx, wait.key(), ProgressRows.accountOf(tx, wait.key()), first, UnfinishedSms.ANEW);
        } else if (kept.progress().isOver()) {
            return;
        } else {
            ProgressRows.update(tx, wait.key(), kept, kept.progress().waiting(wait.why()));
        }
        DueRows.putWaiting(tx, way, new Retry(wait.key(), wait.atMicros()));
        if (wait.why() != null) {
            steps.add(tx, new Step(wait.key(), Step.Kind.WAITS, 0, 0, Exchange.NONE, 0, wait.why()));
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
