package trunkline.gateway.storage;

import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import trunkline.gateway.message.Content;
import trunkline.gateway.message.Exchange;
import trunkline.gateway.message.MessageId;
import trunkline.gateway.message.MessageRequest;
import trunkline.gateway.message.MessageState;
import trunkline.gateway.message.OutboundMessage;
import trunkline.gateway.message.SmsProgress;
import trunkline.gateway.message.SmsState;
import trunkline.gateway.message.VoiceState;
import trunkline.gateway.store.Change;
import trunkline.gateway.store.ChangeOutcome;
import trunkline.gateway.store.MessageReport;
import trunkline.gateway.store.MessageReport.Progress;
import trunkline.gateway.store.Retry;
import trunkline.gateway.store.SmsClaim;
import trunkline.gateway.store.Step;
import trunkline.gateway.store.UnfinishedSms;

/**
 * Messages that wait for a time: a row of progress, so that the marks of their way do not speak of them, and one of {@code
 * due}, by which their way takes them up. Changes and claims are transactions of the one writer; each change moves the time, so
 * that a way which read the message before the change cannot claim it.
 */
final class ScheduleRows {

    private final Ways ways;
    private final MessageRows messages;
    private final StepRows steps;

    ScheduleRows(Ways ways, MessageRows messages, StepRows steps) {
        this.ways = ways;
        this.messages = messages;
        this.steps = steps;
    }

    /** Has a message that was just kept wait for its time, if it has one. */
    void put(Tx tx, OutboundMessage message) throws SQLException {
        if (!message.request().isScheduled()) {
            return;
        }
        long account = message.request().account();
        if (message.request().content() instanceof Content.Voice) {
            ProgressRows.insertUntried(tx, message.key(), account, VoiceState.SCHEDULED);
        } else {
            ProgressRows.insert(tx, message.key(), account, SmsProgress.scheduled(), UnfinishedSms.ANEW);
        }
        putDue(tx, message, message.request().plan().sendAtMicros());
    }

    private void putDue(Tx tx, OutboundMessage message, long atMicros) throws SQLException {
        DueRows.put(tx, ways.idOf(tx, message.way()), new Retry(message.key(), atMicros));
    }

    /** Whether a way that has read a message as due may claim it: its time has come, and is still what the way has read. */
    static boolean isDue(Tx tx, SmsClaim claim, long sendAtMicros) {
        return sendAtMicros == claim.sendAtMicros() && sendAtMicros <= tx.nowMicros();
    }

    /** Whether a message that a way gives up as expired waits for a later time since. */
    static boolean isPutOff(Tx tx, long key) throws SQLException {
        return tx.sql()
                        .first(
                                row -> row.getLong(1),
                                "SELECT p.key FROM progress p JOIN message m ON m.key = p.key WHERE p.key = ?"
                                        + " AND p.state = ? AND p.attempts = 0 AND m.send_at > ?",
                                key,
                                SmsState.SCHEDULED.code(),
                                tx.nowMicros())
                != null;
    }

    ChangeOutcome change(Tx tx, long account, MessageId id, Change change) throws SQLException {
        OutboundMessage message = messages.find(tx.sql(), account, id);
        if (message == null) {
            return new ChangeOutcome.Unknown();
        }
        boolean voice = message.request().content() instanceof Content.Voice;
        Progress progress = ProgressRows.report(tx.sql(), message.key(), voice);
        long plannedAt = message.request().plan().sendAtMicros();
        if (progress == null || !isWaiting(progress) || plannedAt <= tx.nowMicros()) {
            MessageState accepted = voice ? VoiceState.ACCEPTED : SmsState.ACCEPTED;
            return new ChangeOutcome.TooLate(progress == null ? accepted : progress.state());
        }
        long sendAt = change.sendAtMicros() == null ? plannedAt : change.sendAtMicros();
        if (sendAt == plannedAt) {
            sendAt++; // who has read it before must not claim it
        }
        if (change.sms() != null) {
            MessageRequest other = message.request().with(change.sms());
            if (!tx.balances().takeInstead(tx, message.key(), other)) {
                return new ChangeOutcome.NotPaid(tx.balances().shortage(tx, other));
            }
        }
        rewrite(tx, message, sendAt, change.sms());
        putDue(tx, message, sendAt);
        ProgressRows.touch(tx, message.key());
        steps.add(tx, new Step(message.key(), Step.Kind.CHANGED, 0, 0, Exchange.NONE, 0, words(change, sendAt)));
        MessageReport report = SqlMessageStore.report(tx.sql(), messages.byKey(tx.sql(), message.key()));
        return new ChangeOutcome.Changed(report);
    }

    private static boolean isWaiting(Progress progress) {
        boolean scheduled = progress.state() == SmsState.SCHEDULED || progress.state() == VoiceState.SCHEDULED;
        return scheduled && progress.attempts() == 0;
    }

    private static void rewrite(Tx tx, OutboundMessage message, long sendAt, Content.@Nullable Sms sms)
            throws SQLException {
        tx.sql()
                .update(
                        "UPDATE message SET send_at = ?, expires_at = ? WHERE key = ?",
                        sendAt,
                        sendAt
                                + TimeUnit.NANOSECONDS.toMicros(
                                        message.request().validity().toNanos()),
                        message.key());
        if (sms == null) {
            return;
        }
        SmsColumns columns = SmsColumns.of(sms);
        int reference = sms.size().segments() > 1
                ? ConcatenationRows.next(tx, message.request().to(), message.reference())
                : message.reference();
        tx.sql()
                .update(
                        "UPDATE message SET body = ?, coding = ?, segments = ?, options = ?, reference = ? WHERE key ="
                                + " ?",
                        columns.body(),
                        columns.coding(),
                        columns.segments(),
                        columns.options(),
                        reference,
                        message.key());
    }

    private static String words(Change change, long sendAt) {
        String when = "to be sent at " + Instant.EPOCH.plus(sendAt, ChronoUnit.MICROS);
        return change.sms() == null ? when : "with another text, " + when;
    }
}
