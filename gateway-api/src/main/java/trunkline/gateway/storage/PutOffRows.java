package trunkline.gateway.storage;

import java.sql.SQLException;
import trunkline.gateway.message.Exchange;
import trunkline.gateway.message.SmsProgress;
import trunkline.gateway.message.VoiceState;
import trunkline.gateway.storage.ProgressRows.Kept;
import trunkline.gateway.store.MessageReport.Progress;
import trunkline.gateway.store.PutOff;
import trunkline.gateway.store.Retry;
import trunkline.gateway.store.Step;
import trunkline.gateway.store.UnfinishedSms;

/**
 * Messages that may not leave yet. Like those that wait for their time they have a row of progress, so that the marks of their way
 * do not speak of them, and one of {@code due}, by which their way takes them up again.
 */
final class PutOffRows {

    private final StepRows steps;

    PutOffRows(StepRows steps) {
        this.steps = steps;
    }

    /** Puts an SMS off, unless it has ended, its SMSC has some of it by now, or it waits for a later time since. */
    void sms(Tx tx, long way, PutOff putOff) throws SQLException {
        long key = putOff.key();
        Kept kept = ProgressRows.sms(tx.sql(), key);
        if (kept == null) {
            Long account = ProgressRows.accountOf(tx, key);
            if (account == null) {
                return;
            }
            SmsProgress first = putOff.forSender() ? SmsProgress.untried() : SmsProgress.scheduled();
            ProgressRows.insert(tx, key, account, first, UnfinishedSms.ANEW);
        } else if (goesOn(kept.progress(), putOff) || ScheduleRows.isPutOff(tx, key)) {
            return;
        }
        put(tx, way, putOff);
    }

    private static boolean goesOn(SmsProgress progress, PutOff putOff) {
        return progress.isOver()
                || (!putOff.forSender()
                        && !progress.isToBeSent(1, progress.segments().size()));
    }

    /** Puts a voice message off, unless it has ended, its call is up, or it waits for a later time since. */
    void call(Tx tx, long way, PutOff putOff) throws SQLException {
        long key = putOff.key();
        Progress progress = ProgressRows.report(tx.sql(), key, true);
        if (progress == null) {
            Long account = ProgressRows.accountOf(tx, key);
            if (account == null) {
                return;
            }
            ProgressRows.insertUntried(tx, key, account, VoiceState.SCHEDULED);
        } else if (progress.state() != VoiceState.SCHEDULED || ScheduleRows.isPutOff(tx, key)) {
            return;
        }
        put(tx, way, putOff);
    }

    private void put(Tx tx, long way, PutOff putOff) throws SQLException {
        Long at = tx.sql().first(row -> row.getLong(1), "SELECT at FROM due WHERE key = ?", putOff.key());
        if (at != null && at == putOff.atMicros()) { // read twice before it was put off
            return;
        }
        Retry again = new Retry(putOff.key(), putOff.atMicros());
        if (putOff.forSender()) {
            DueRows.putWaiting(tx, way, again);
        } else {
            DueRows.put(tx, way, again);
        }
        ProgressRows.setReason(tx, putOff.key(), putOff.why());
        if (putOff.why() != null) {
            steps.add(tx, new Step(putOff.key(), Step.Kind.WAITS, 0, 0, Exchange.NONE, 0, putOff.why()));
        }
    }
}
