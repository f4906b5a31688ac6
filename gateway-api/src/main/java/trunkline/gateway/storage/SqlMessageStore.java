package trunkline.gateway.storage;

import static trunkline.gateway.message.MessageState.FIRST_FINAL_CODE;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import trunkline.gateway.message.Content;
import trunkline.gateway.message.Exchange;
import trunkline.gateway.message.MessageId;
import trunkline.gateway.message.MessageRequest;
import trunkline.gateway.message.OutboundMessage;
import trunkline.gateway.message.SegmentProgress;
import trunkline.gateway.message.SmsState;
import trunkline.gateway.message.VoiceState;
import trunkline.gateway.storage.ProgressRows.Kept;
import trunkline.gateway.store.AcceptOutcome;
import trunkline.gateway.store.CallClaims;
import trunkline.gateway.store.CallLane;
import trunkline.gateway.store.CallRecord;
import trunkline.gateway.store.CancelOutcome;
import trunkline.gateway.store.Change;
import trunkline.gateway.store.ChangeOutcome;
import trunkline.gateway.store.DueCall;
import trunkline.gateway.store.Ending;
import trunkline.gateway.store.KnownWay;
import trunkline.gateway.store.MessageFilter;
import trunkline.gateway.store.MessagePage;
import trunkline.gateway.store.MessageReport;
import trunkline.gateway.store.MessageReport.Progress;
import trunkline.gateway.store.MessageStore;
import trunkline.gateway.store.Move;
import trunkline.gateway.store.RequestKey;
import trunkline.gateway.store.Retry;
import trunkline.gateway.store.SmsClaims;
import trunkline.gateway.store.Step;
import trunkline.gateway.store.SubmitBatch;
import trunkline.gateway.store.SubmitRecord;
import trunkline.gateway.store.Timeline;
import trunkline.gateway.store.UnfinishedSms;

/** The verbs of {@link MessageStore}, each a piece of work for the one writer or a query for the readers. */
final class SqlMessageStore implements MessageStore {

    /** Writes what belongs to a message that is being kept. */
    interface WrittenWith {
        void write(Tx tx, OutboundMessage message) throws SQLException;
    }

    private final Ways ways;
    private final MessageRows messages;
    private final SmsRows sms;
    private final StepRows steps;
    private final MoveRows moves;
    private final ClaimRows claims;
    private final CancelRows cancels;
    private final CallRows calls;
    private final WaitingCallRows waitingCalls;
    private final ScheduleRows schedules;
    private final ListRows lists;
    private final MessageKeys keys;
    private final OptOutRows optOuts;
    private final PassingTexts texts;
    private final Readers readers;
    private final GroupCommit writer;

    SqlMessageStore(
            MessageKeys keys,
            Ways ways,
            ReceiptRows receipts,
            OptOutRows optOuts,
            Readers readers,
            GroupCommit writer) {
        this.optOuts = optOuts;
        this.texts = writer.texts();
        this.ways = ways;
        this.messages = new MessageRows(ways);
        this.sms = new SmsRows(messages, receipts, optOuts, ways);
        this.steps = new StepRows(keys);
        this.moves = new MoveRows(ways, steps);
        this.claims = new ClaimRows(ways, sms, moves, new PutOffRows(steps));
        this.cancels = new CancelRows(messages, steps);
        this.calls = new CallRows(ways);
        this.waitingCalls = new WaitingCallRows(messages, ways);
        this.schedules = new ScheduleRows(ways, messages, steps);
        this.lists = new ListRows(messages);
        this.keys = keys;
        this.readers = readers;
        this.writer = writer;
    }

    @Override
    public CompletableFuture<AcceptOutcome> accept(MessageRequest request, String way) {
        return offered(writer.offer(tx -> accept(tx, request, way)));
    }

    /** Keeps a message in this transaction, unless its recipient has opted out, or its account has not paid for it. */
    AcceptOutcome accept(Tx tx, MessageRequest request, String way) throws SQLException {
        if (isOptedOut(tx, request)) {
            return new AcceptOutcome.OptedOut();
        }
        long taken = tx.balances().take(tx, request);
        if (taken == Balances.SHORT) {
            return new AcceptOutcome.NotPaid(tx.balances().shortage(tx, request));
        }
        OutboundMessage message = keep(tx, request, way);
        tx.balances().note(tx, message, taken);
        return new AcceptOutcome.Kept(message);
    }

    boolean isOptedOut(Tx tx, MessageRequest request) throws SQLException {
        return request.content() instanceof Content.Sms
                && optOuts.isOut(tx, request.from().value(), request.to().e164());
    }

    /** Keeps a message in this transaction. */
    OutboundMessage keep(Tx tx, MessageRequest request, String way) throws SQLException {
        OutboundMessage message = messages.insert(tx, keys, request, way);
        schedules.put(tx, message);
        tx.keeps(message);
        return message;
    }

    @Override
    public CompletableFuture<AcceptOutcome> acceptOnce(MessageRequest request, String way, RequestKey key) {
        return acceptOnce(request, way, key, (tx, message) -> {});
    }

    /** Keeps a message, and what is written with it in the same transaction. */
    CompletableFuture<AcceptOutcome> accept(
            MessageRequest request, String way, @Nullable RequestKey key, WrittenWith more) {
        if (key != null) {
            return acceptOnce(request, way, key, more);
        }
        return offered(writer.offer(tx -> {
            AcceptOutcome outcome = accept(tx, request, way);
            if (outcome instanceof AcceptOutcome.Kept kept) {
                more.write(tx, kept.message());
            }
            return outcome;
        }));
    }

    private CompletableFuture<AcceptOutcome> acceptOnce(
            MessageRequest request, String way, RequestKey key, WrittenWith more) {
        return offered(writer.offer(tx -> {
            AcceptOutcome before = made(tx.sql(), tx.nowMicros(), request.account(), key);
            if (before != null) {
                return before;
            }
            AcceptOutcome outcome = accept(tx, request, way);
            if (outcome instanceof AcceptOutcome.Kept kept) {
                RequestKeyRows.put(tx, request.account(), key, kept.message().key());
                more.write(tx, kept.message());
            }
            return outcome;
        }));
    }

    private @Nullable AcceptOutcome made(Statements sql, long nowMicros, long account, RequestKey key)
            throws SQLException {
        RequestKeyRows.Made before = RequestKeyRows.find(sql, nowMicros, account, key);
        if (before == null) {
            return null;
        }
        // a key whose message was removed makes no other: its recipient has had the first
        OutboundMessage made = texts.isSame(before, key) ? messages.find(sql, before.message()) : null;
        return made == null ? new AcceptOutcome.OtherRequest() : new AcceptOutcome.Repeated(made);
    }

    @Override
    public CompletableFuture<Optional<AcceptOutcome>> made(long account, RequestKey key, long nowMicros) {
        return readers.read(sql -> Optional.ofNullable(made(sql, nowMicros, account, key)));
    }

    private static CompletableFuture<AcceptOutcome> offered(@Nullable CompletableFuture<AcceptOutcome> commit) {
        return commit == null
                ? CompletableFuture.completedFuture(new AcceptOutcome.Full())
                : commit.exceptionally(failure -> new AcceptOutcome.Unwritable(String.valueOf(failure.getMessage())));
    }

    @Override
    public CompletableFuture<Integer> dropRequestKeys(int limit) {
        return writer.write(tx -> RequestKeyRows.drop(tx, limit));
    }

    @Override
    public CompletableFuture<Set<Long>> claimSms(String way, SmsClaims claims) {
        return writer.write(tx -> this.claims.sms(tx, way, claims));
    }

    @Override
    public CompletableFuture<Set<Long>> claimCalls(String way, CallClaims claims) {
        return writer.write(tx -> this.claims.calls(tx, way, claims));
    }

    @Override
    public CompletableFuture<Boolean> recordSubmits(String way, SubmitBatch batch) {
        return writer.write(tx -> {
            long id = ways.idOf(tx, way);
            sms.submitted(tx, id, batch.results());
            for (Retry retry : batch.retries()) {
                sms.retry(tx, id, retry);
            }
            for (Move move : batch.moves()) {
                moves.move(tx, move);
            }
            for (Step step : batch.steps()) {
                steps.add(tx, step);
            }
            return true;
        });
    }

    @Override
    public CompletableFuture<Boolean> recordLate(String way, SubmitRecord result) {
        return writer.write(tx -> {
            steps.add(
                    tx,
                    new Step(
                            result.key(),
                            Step.Kind.LATE_RESPONSE,
                            result.segment(),
                            0,
                            result.progress().exchange(),
                            result.progress().commandStatus(),
                            result.progress().smscMessageId()));
            sms.late(tx, ways.idOf(tx, way), result);
            return true;
        });
    }

    @Override
    public CompletableFuture<Boolean> recordCalls(List<CallRecord> records) {
        return writer.write(tx -> {
            for (CallRecord call : records) {
                CallRows.record(tx, call);
                if (call.move() != null) {
                    moves.moveCall(tx, call.move());
                }
            }
            return true;
        });
    }

    @Override
    public CompletableFuture<Boolean> end(List<Ending> endings) {
        return writer.write(tx -> {
            for (Ending ending : endings) {
                if (end(tx, ending)) {
                    CancelRows.withdraw(tx, ending.key());
                }
            }
            return true;
        });
    }

    /** Ends a message, and what it still waited for; true if nothing was known of it before. */
    static boolean end(Tx tx, Ending ending) throws SQLException {
        DueRows.remove(tx, ending.key());
        return ProgressRows.end(tx, ending.key(), ending.state(), ending.reason());
    }

    @Override
    public CompletableFuture<CancelOutcome> cancel(long account, MessageId id) {
        return writer.write(tx -> cancels.cancel(tx, account, id));
    }

    @Override
    public CompletableFuture<Boolean> recordReplaced(long key, Content.Text text) {
        return writer.write(tx -> {
            String before = tx.texts().isPassing(tx, key) ? null : MessageRows.replace(tx, key, text);
            steps.add(tx, new Step(key, Step.Kind.REPLACED, 1, 0, Exchange.NONE, 0, before));
            return before != null;
        });
    }

    @Override
    public CompletableFuture<ChangeOutcome> change(long account, MessageId id, Change change) {
        return writer.write(tx -> schedules.change(tx, account, id, change));
    }

    @Override
    public CompletableFuture<MessagePage> list(MessageFilter filter, int limit) {
        return readers.read(sql -> lists.list(sql, filter, limit));
    }

    @Override
    public CompletableFuture<List<OutboundMessage>> unclaimed(String way, long afterKey, int limit) {
        return readers.read(sql -> messages.unclaimed(sql, way, afterKey, limit));
    }

    @Override
    public CompletableFuture<List<CallLane.Waiting>> callLanes(String way, long afterKey) {
        return readers.read(sql -> waitingCalls.lanes(sql, way, afterKey));
    }

    @Override
    public CompletableFuture<List<OutboundMessage>> unclaimedCalls(
            String way, CallLane lane, long afterKey, int limit) {
        return readers.read(sql -> waitingCalls.unclaimed(sql, way, lane, afterKey, limit));
    }

    @Override
    public CompletableFuture<Long> claimedUpTo(String way) {
        return readers.read(sql -> {
            Long mark = sql.first(row -> row.getLong(1), "SELECT claimed_up_to FROM way WHERE name = ?", way);
            return mark == null ? 0 : mark;
        });
    }

    @Override
    public CompletableFuture<List<KnownWay>> ways() {
        return readers.read(Ways::all);
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
    public CompletableFuture<List<DueCall>> dueCalls(String way, long nowMicros, int limit) {
        return readers.read(sql -> waitingCalls.due(sql, way, nowMicros, limit));
    }

    @Override
    public CompletableFuture<List<Long>> unheardOf(long nowMicros, int limit) {
        return readers.read(sql -> sql.list(
                row -> row.getLong(1),
                "SELECT p.key FROM progress p JOIN message m ON m.key = p.key WHERE p.state < " + FIRST_FINAL_CODE
                        + " AND p.state <> 1 AND p.state = ? AND m.expires_at < ? ORDER BY p.key LIMIT ?",
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

    @Override
    public CompletableFuture<Optional<Timeline>> timeline(long account, MessageId id) {
        return readers.read(sql -> {
            OutboundMessage message = messages.find(sql, account, id);
            return message == null
                    ? Optional.empty()
                    : Optional.of(new Timeline(
                            report(sql, message),
                            StepRows.of(sql, message.key()),
                            ReceiptRows.of(sql, message.key()),
                            TraceRows.of(sql, message.key())));
        });
    }

    /** A message and all that is known of it. */
    static MessageReport report(Statements sql, OutboundMessage message) throws SQLException {
        boolean voice = message.request().content() instanceof Content.Voice;
        Progress progress = ProgressRows.report(sql, message.key(), voice);
        if (progress == null) {
            progress = new Progress(
                    voice ? VoiceState.ACCEPTED : SmsState.ACCEPTED, 0, message.createdAtMicros(), 0, 0, false, null);
        }
        return new MessageReport(
                message,
                progress,
                voice ? List.of() : segments(sql, message.key()),
                voice ? CallRows.find(sql, message.key()) : null,
                voice ? null : RepetitionRows.find(sql, message.key()));
    }

    private static List<SegmentProgress> segments(Statements sql, long key) throws SQLException {
        Kept kept = ProgressRows.sms(sql, key);
        return kept == null ? List.of() : kept.progress().segments();
    }
}
