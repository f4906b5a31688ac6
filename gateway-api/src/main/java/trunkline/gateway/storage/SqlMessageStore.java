package trunkline.gateway.storage;

import static trunkline.gateway.message.MessageState.FIRST_FINAL_CODE;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import trunkline.gateway.message.Content;
import trunkline.gateway.message.MessageId;
import trunkline.gateway.message.MessageRequest;
import trunkline.gateway.message.OutboundMessage;
import trunkline.gateway.message.SmsState;
import trunkline.gateway.message.VoiceState;
import trunkline.gateway.store.AcceptOutcome;
import trunkline.gateway.store.CallClaims;
import trunkline.gateway.store.CallRecord;
import trunkline.gateway.store.ClaimOutcome;
import trunkline.gateway.store.Ending;
import trunkline.gateway.store.MessageReport;
import trunkline.gateway.store.MessageReport.Progress;
import trunkline.gateway.store.MessageStore;
import trunkline.gateway.store.ReceiptRecord;
import trunkline.gateway.store.Retry;
import trunkline.gateway.store.SmsClaim;
import trunkline.gateway.store.SmsClaims;
import trunkline.gateway.store.StateChange;
import trunkline.gateway.store.SubmitRecord;
import trunkline.gateway.store.UnfinishedSms;

/** The verbs of {@link MessageStore}, each a piece of work for the one writer or a query for the readers. */
final class SqlMessageStore implements MessageStore {

    /** One row of a batch. */
    private interface Step<R> {
        @Nullable
        StateChange apply(Tx tx, R row) throws SQLException;
    }

    private final Ways ways;
    private final MessageRows messages;
    private final SmsRows sms;
    private final CallRows calls;
    private final MessageKeys keys;
    private final Readers readers;
    private final GroupCommit writer;

    SqlMessageStore(MessageKeys keys, Readers readers, GroupCommit writer) {
        this.ways = new Ways();
        this.messages = new MessageRows(ways);
        this.sms = new SmsRows(messages, ways);
        this.calls = new CallRows(ways);
        this.keys = keys;
        this.readers = readers;
        this.writer = writer;
    }

    @Override
    public CompletableFuture<AcceptOutcome> accept(MessageRequest request, String way) {
        CompletableFuture<AcceptOutcome> commit = writer.offer(tx -> {
            OutboundMessage message = messages.insert(tx, keys, request, way);
            tx.keeps(message);
            return new AcceptOutcome.Kept(message);
        });
        return commit == null
                ? CompletableFuture.completedFuture(new AcceptOutcome.Full())
                : commit.exceptionally(failure -> new AcceptOutcome.Unwritable(String.valueOf(failure.getMessage())));
    }

    @Override
    public CompletableFuture<ClaimOutcome> claimSms(String way, SmsClaims claims) {
        return writer.write(tx -> {
            Set<Long> late = new HashSet<>();
            for (SmsClaim claim : claims.claims()) {
                if (!sms.claim(tx, claim)) {
                    late.add(claim.key());
                }
            }
            markClaimed(tx, way, claims.claimedUpTo());
            return new ClaimOutcome(late, each(tx, claims.endings(), SqlMessageStore::end));
        });
    }

    @Override
    public CompletableFuture<ClaimOutcome> claimCalls(String way, CallClaims claims) {
        return writer.write(tx -> {
            Set<Long> late = new HashSet<>();
            List<StateChange> changes = new ArrayList<>();
            for (long key : claims.keys()) {
                StateChange change = CallRows.claim(tx, key);
                if (change == null) {
                    late.add(key);
                } else {
                    changes.add(change);
                }
            }
            markClaimed(tx, way, claims.claimedUpTo());
            changes.addAll(each(tx, claims.endings(), SqlMessageStore::end));
            return new ClaimOutcome(late, changes);
        });
    }

    private void markClaimed(Tx tx, String way, long claimedUpTo) throws SQLException {
        tx.sql()
                .update(
                        "UPDATE way SET claimed_up_to = ? WHERE id = ? AND claimed_up_to < ?",
                        claimedUpTo,
                        ways.idOf(tx.sql(), way),
                        claimedUpTo);
    }

    @Override
    public CompletableFuture<List<StateChange>> recordSubmits(
            String way, List<SubmitRecord> results, List<Retry> retries) {
        return writer.write(tx -> {
            long id = ways.idOf(tx.sql(), way);
            List<StateChange> changes = each(tx, results, (t, result) -> sms.submitted(t, id, result));
            for (Retry retry : retries) {
                RetryRows.put(tx, id, retry);
            }
            return changes;
        });
    }

    @Override
    public CompletableFuture<List<StateChange>> recordReceipts(String way, List<ReceiptRecord> receipts) {
        return writer.write(tx -> {
            long id = ways.idOf(tx.sql(), way);
            return each(tx, receipts, (t, receipt) -> sms.received(t, id, receipt));
        });
    }

    @Override
    public CompletableFuture<List<StateChange>> recordCalls(List<CallRecord> records) {
        return writer.write(tx -> each(tx, records, CallRows::record));
    }

    @Override
    public CompletableFuture<List<StateChange>> end(List<Ending> endings) {
        return writer.write(tx -> each(tx, endings, SqlMessageStore::end));
    }

    private static @Nullable StateChange end(Tx tx, Ending ending) throws SQLException {
        RetryRows.remove(tx, ending.key());
        return ProgressRows.end(tx, ending.key(), ending.state(), ending.reason());
    }

    private static <R> List<StateChange> each(Tx tx, List<R> rows, Step<R> step) throws SQLException {
        List<StateChange> changes = new ArrayList<>();
        for (R row : rows) {
            StateChange change = step.apply(tx, row);
            if (change != null) {
                changes.add(change);
            }
        }
        return changes;
    }

    @Override
    public CompletableFuture<List<OutboundMessage>> unclaimed(String way, long afterKey, int limit) {
        return readers.read(sql -> messages.unclaimed(sql, way, afterKey, limit));
    }

    @Override
    public CompletableFuture<Long> claimedUpTo(String way) {
        return readers.read(sql -> {
            Long mark = sql.first(row -> row.getLong(1), "SELECT claimed_up_to FROM way WHERE name = ?", way);
            return mark == null ? 0 : mark;
        });
    }

    @Override
    public CompletableFuture<List<UnfinishedSms>> unfinishedSms(String way) {
        return readers.read(sql -> sms.unfinished(sql, way));
    }

    @Override
    public CompletableFuture<List<Long>> unfinishedCalls(String way) {
        return readers.read(sql -> calls.unfinished(sql, way));
    }

    @Override
    public CompletableFuture<List<UnfinishedSms>> dueSms(String way, long nowMicros, int limit) {
        return readers.read(sql -> sms.due(sql, way, nowMicros, limit));
    }

    @Override
    public CompletableFuture<List<Long>> unheardOf(long nowMicros, int limit) {
        return readers.read(sql -> sql.list(
                row -> row.getLong(1),
                "SELECT p.key FROM progress p JOIN message m ON m.key = p.key WHERE p.state < " + FIRST_FINAL_CODE
                        + " AND p.state = ? AND m.expires_at < ? ORDER BY p.key LIMIT ?",
                SmsState.SUBMITTED.code(),
                nowMicros,
                limit));
    }

    @Override
    public CompletableFuture<Optional<MessageReport>> find(long account, MessageId id) {
        return readers.read(sql -> {
            OutboundMessage message = messages.find(sql, account, id);
            return message == null ? Optional.empty() : Optional.of(report(sql, message));
        });
    }

    private static MessageReport report(Statements sql, OutboundMessage message) throws SQLException {
        boolean voice = message.request().content() instanceof Content.Voice;
        Progress progress = ProgressRows.find(sql, message.key(), voice);
        if (progress == null) {
            progress = new Progress(
                    voice ? VoiceState.ACCEPTED : SmsState.ACCEPTED, 0, message.createdAtMicros(), 0, 0, false, null);
        }
        return new MessageReport(
                message,
                progress,
                voice ? List.of() : SegmentRows.report(sql, message.key()),
                voice ? CallRows.find(sql, message.key()) : null);
    }
}
