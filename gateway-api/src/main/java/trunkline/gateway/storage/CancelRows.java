package trunkline.gateway.storage;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import trunkline.gateway.message.Content;
import trunkline.gateway.message.Exchange;
import trunkline.gateway.message.MessageId;
import trunkline.gateway.message.OutboundMessage;
import trunkline.gateway.message.SegmentState;
import trunkline.gateway.message.SmsState;
import trunkline.gateway.message.VoiceState;
import trunkline.gateway.storage.ProgressRows.Kept;
import trunkline.gateway.store.CancelOutcome;
import trunkline.gateway.store.MessageReport.Progress;
import trunkline.gateway.store.Step;

/**
 * The wish that a message be not sent. It and the claim of the message's way are both transactions of the one writer, so
 * exactly one of them comes first.
 */
final class CancelRows {

    private static final String BY_SENDER = "cancelled by its sender";

    private final MessageRows messages;
    private final StepRows steps;

    CancelRows(MessageRows messages, StepRows steps) {
        this.messages = messages;
        this.steps = steps;
    }

    CancelOutcome cancel(Tx tx, long account, MessageId id) throws SQLException {
        OutboundMessage message = messages.find(tx.sql(), account, id);
        if (message == null) {
            return new CancelOutcome.Unknown();
        }
        boolean voice = message.request().content() instanceof Content.Voice;
        Progress progress = ProgressRows.report(tx.sql(), message.key(), voice);
        if (progress != null && progress.state().isFinal()) {
            return new CancelOutcome.Over(message, progress.state());
        }
        steps.add(tx, new Step(message.key(), Step.Kind.CANCEL_ASKED, 0, 0, Exchange.NONE, 0, null));
        if (hasLeft(tx, message.key(), progress, voice)) {
            return new CancelOutcome.HandedOver(message);
        }
        DueRows.remove(tx, message.key());
        tx.balances().giveBack(tx, message.key());
        if (ProgressRows.end(tx, message.key(), voice ? VoiceState.CANCELLED : SmsState.CANCELLED, BY_SENDER)) {
            withdraw(tx, message.key());
        }
        return new CancelOutcome.Cancelled(message);
    }

    /** Ends a message if nothing of it has left. */
    static void withdrawUnsent(Tx tx, OutboundMessage message, String why) throws SQLException {
        boolean voice = message.request().content() instanceof Content.Voice;
        Progress progress = ProgressRows.report(tx.sql(), message.key(), voice);
        boolean over = progress != null && progress.state().isFinal();
        if (over || hasLeft(tx, message.key(), progress, voice)) {
            return;
        }
        DueRows.remove(tx, message.key());
        tx.balances().giveBack(tx, message.key());
        if (ProgressRows.end(tx, message.key(), voice ? VoiceState.CANCELLED : SmsState.CANCELLED, why)) {
            withdraw(tx, message.key());
        }
    }

    private static boolean hasLeft(Tx tx, long key, @Nullable Progress progress, boolean voice) throws SQLException {
        return voice ? progress != null && progress.state() != VoiceState.SCHEDULED : hasLeft(tx, key);
    }

    /** Whether something of an SMS is with its SMSC, or may be. */
    private static boolean hasLeft(Tx tx, long key) throws SQLException {
        Kept kept = ProgressRows.sms(tx.sql(), key);
        if (kept != null) {
            return kept.progress().segments().stream().anyMatch(segment -> segment.state() != SegmentState.PENDING);
        }
        Integer passed = tx.sql()
                .first(
                        row -> row.getInt(1),
                        "SELECT 1 FROM message m JOIN way w ON w.id = m.way WHERE m.key = ? AND m.key <="
                                + " w.claimed_up_to",
                        key);
        return passed != null;
    }

    /** Tells the way of an SMS, which has not come to it yet, that it has ended. */
    static void withdraw(Tx tx, long key) throws SQLException {
        withdraw(tx.sql(), key);
    }

    /** The same of one that is about to be removed. */
    static void withdraw(Statements sql, long key) throws SQLException {
        sql.update(
                "INSERT INTO withdrawn (way, key) SELECT m.way, m.key FROM message m JOIN way w ON w.id = m.way"
                        + " WHERE m.key = ? AND m.voice = 0 AND m.key > w.claimed_up_to"
                        + " ON CONFLICT (way, key) DO NOTHING",
                key);
    }
}
