package trunkline.gateway.dispatch;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import trunkline.gateway.message.Content;
import trunkline.gateway.message.Exchange;
import trunkline.gateway.message.MessageId;
import trunkline.gateway.message.MessageRequest;
import trunkline.gateway.message.MessageState;
import trunkline.gateway.message.OutboundMessage;
import trunkline.gateway.message.PhoneNumber;
import trunkline.gateway.message.SegmentState;
import trunkline.gateway.message.SendPlan;
import trunkline.gateway.message.SmsProgress;
import trunkline.gateway.message.SmsState;
import trunkline.gateway.message.VoiceState;
import trunkline.gateway.store.AcceptOutcome;
import trunkline.gateway.store.CallClaims;
import trunkline.gateway.store.CallLane;
import trunkline.gateway.store.CallRecord;
import trunkline.gateway.store.CancelOutcome;
import trunkline.gateway.store.Change;
import trunkline.gateway.store.ChangeOutcome;
import trunkline.gateway.store.CommitListener;
import trunkline.gateway.store.DueCall;
import trunkline.gateway.store.Ending;
import trunkline.gateway.store.KnownWay;
import trunkline.gateway.store.MessageFilter;
import trunkline.gateway.store.MessagePage;
import trunkline.gateway.store.MessageReport;
import trunkline.gateway.store.MessageStore;
import trunkline.gateway.store.Move;
import trunkline.gateway.store.PutOff;
import trunkline.gateway.store.ReceiptMatch;
import trunkline.gateway.store.ReceiptReading;
import trunkline.gateway.store.ReceiptStore;
import trunkline.gateway.store.RequestKey;
import trunkline.gateway.store.Retry;
import trunkline.gateway.store.SmsClaim;
import trunkline.gateway.store.SmsClaims;
import trunkline.gateway.store.StateChange;
import trunkline.gateway.store.Step;
import trunkline.gateway.store.SubmitBatch;
import trunkline.gateway.store.SubmitRecord;
import trunkline.gateway.store.Timeline;
import trunkline.gateway.store.UnfinishedSms;
import trunkline.gateway.store.UnmatchedReceipt;

/**
 * A store that keeps everything in maps and answers at once, on the caller's thread. All but {@link #accept} can be told to
 * {@link #hold} until {@link #release}, or to {@link #fail}. Confined to one thread.
 */
public final class InMemoryMessageStore implements MessageStore, ReceiptStore {

    private record Made(String fingerprint, OutboundMessage message, long at) {}

    private static final long KEY_MICROS = TimeUnit.HOURS.toMicros(24);

    private final CommitListener listener;
    private final Map<String, Made> made = new HashMap<>();
    private final TreeMap<Long, KeptMessage> entries = new TreeMap<>();
    private final InMemoryReceipts receipts =
            new InMemoryReceipts(entries::values, this::put, () -> this.clock.getAsLong());
    private final Map<Long, List<Timeline.TimedStep>> steps = new HashMap<>();
    private final Map<String, String> learnt = new HashMap<>();
    private final Map<String, Long> claimedUpTo = new HashMap<>();
    private final Map<String, Long> resolvedUpTo = new HashMap<>();
    private final Map<Long, Retry> retries = new HashMap<>();
    private final Map<PhoneNumber, Integer> concatenations = new HashMap<>();
    private final List<Runnable> held = new ArrayList<>();
    private LongSupplier clock = () -> 1_000_000;
    private long lastKey;
    private boolean holding;
    private boolean failing;

    public InMemoryMessageStore(CommitListener listener) {
        this.listener = listener;
    }

    /** What time it is, microseconds since 1970 in UTC. */
    void setClock(LongSupplier micros) {
        clock = micros;
    }

    /** From now on nothing is written until {@link #release}. */
    void hold() {
        holding = true;
    }

    /** Writes what was held, in order, and goes on writing at once. */
    void release() {
        holding = false;
        List<Runnable> work = List.copyOf(held);
        held.clear();
        work.forEach(Runnable::run);
    }

    /** Whether everything that is asked for fails. */
    void fail(boolean fails) {
        failing = fails;
    }

    SmsState stateOf(long key) {
        MessageState state = entry(key).state;
        return state == null ? SmsState.ACCEPTED : (SmsState) state;
    }

    private <T> CompletableFuture<T> write(Supplier<T> work) {
        CompletableFuture<T> result = new CompletableFuture<>();
        Runnable run = () -> {
            if (failing) {
                result.completeExceptionally(new IllegalStateException("told to fail"));
            } else {
                result.complete(work.get());
            }
        };
        if (holding) {
            held.add(run);
        } else {
            run.run();
        }
        return result;
    }

    private KeptMessage entry(long key) {
        KeptMessage entry = entries.get(key);
        if (entry == null) {
            throw new IllegalStateException("no message " + key);
        }
        return entry;
    }

    @Override
    public CompletableFuture<AcceptOutcome> accept(MessageRequest request, String way) {
        lastKey++;
        int reference =
                request.content() instanceof Content.Sms sms && sms.size().segments() > 1
                        ? concatenations.merge(request.to(), 0, (last, first) -> last + 1 & 0xFFFF)
                        : 0;
        OutboundMessage message =
                new OutboundMessage(new MessageId(lastKey, lastKey * 31), request, way, clock.getAsLong(), reference);
        KeptMessage entry = new KeptMessage(message);
        entries.put(message.key(), entry);
        if (request.isScheduled()) {
            schedule(entry);
        }
        listener.onKept(List.of(message));
        return CompletableFuture.completedFuture(new AcceptOutcome.Kept(message));
    }

    private void schedule(KeptMessage entry) {
        long key = entry.message.key();
        if (entry.isVoice()) {
            move(entry, VoiceState.SCHEDULED, null);
        } else {
            entry.form = UnfinishedSms.ANEW;
            put(entry, SmsProgress.scheduled());
        }
        retries.put(key, new Retry(key, entry.message.request().plan().sendAtMicros()));
    }

    @Override
    public CompletableFuture<AcceptOutcome> acceptOnce(MessageRequest request, String way, RequestKey key) {
        Optional<AcceptOutcome> before =
                made(request.account(), key, clock.getAsLong()).join();
        if (before.isPresent()) {
            return CompletableFuture.completedFuture(before.get());
        }
        return accept(request, way).thenApply(outcome -> {
            OutboundMessage message = ((AcceptOutcome.Kept) outcome).message();
            made.put(request.account() + " " + key.value(), new Made(key.fingerprint(), message, clock.getAsLong()));
            return outcome;
        });
    }

    @Override
    public CompletableFuture<Optional<AcceptOutcome>> made(long account, RequestKey key, long nowMicros) {
        Made before = made.get(account + " " + key.value());
        if (before == null || before.at() <= nowMicros - KEY_MICROS) {
            return CompletableFuture.completedFuture(Optional.empty());
        }
        return CompletableFuture.completedFuture(Optional.of(
                before.fingerprint().equals(key.fingerprint())
                        ? new AcceptOutcome.Repeated(before.message())
                        : new AcceptOutcome.OtherRequest()));
    }

    @Override
    public CompletableFuture<Integer> dropRequestKeys(int limit) {
        long dayAgo = clock.getAsLong() - KEY_MICROS;
        List<String> old = made.entrySet().stream()
                .filter(one -> one.getValue().at() <= dayAgo)
                .map(Map.Entry::getKey)
                .limit(limit)
                .toList();
        old.forEach(made::remove);
        return CompletableFuture.completedFuture(old.size());
    }

    @Override
    public CompletableFuture<Set<Long>> claimSms(String way, SmsClaims claims) {
        return write(() -> {
            Set<Long> late = new HashSet<>();
            claims.whole().stream().filter(key -> entry(key).isOver()).forEach(late::add);
            claims.parts().stream().filter(claim -> !claim(way, claim)).forEach(claim -> late.add(claim.key()));
            giveUp(claims.endings());
            claims.moves().forEach(this::move);
            claims.putOffs().forEach(this::putOff);
            claimedUpTo.merge(way, claims.claimedUpTo(), Math::max);
            resolvedUpTo.merge(way, claims.resolvedUpTo(), Math::max);
            return late;
        });
    }

    private boolean claim(String way, SmsClaim claim) {
        KeptMessage entry = entry(claim.key());
        if (entry.isOver() || (entry.sms != null && !entry.message.way().equals(way))) {
            return false;
        }
        long sendAt = entry.message.request().plan().sendAtMicros();
        if (entry.state == SmsState.SCHEDULED && (sendAt != claim.sendAtMicros() || sendAt > clock.getAsLong())) {
            return false;
        }
        SmsProgress before = entry.sms == null ? SmsProgress.pending(claim.total()) : entry.sms;
        boolean anew = UnfinishedSms.ANEW.equals(entry.form);
        if (anew) {
            before = before.cutInto(claim.total());
        }
        if (!before.isToBeSent(claim.from(), claim.to())) {
            return false;
        }
        entry.form = anew || entry.sms == null || before.isBegunBy(claim.from()) ? claim.form() : entry.form;
        put(entry, before.claim(claim.from(), claim.to(), claim.attempt(), claim.mayDuplicate()));
        retries.remove(claim.key());
        return true;
    }

    private void move(Move move) {
        KeptMessage entry = entry(move.key());
        if (entry.isOver()) {
            return;
        }
        if (entry.sms != null && !entry.sms.isToBeSent(1, entry.sms.segments().size())) {
            if (!entry.sms.isSettled()) {
                retries.put(move.key(), new Retry(move.key(), move.atMicros()));
            }
            return;
        }
        if (entry.sms == null) {
            boolean inDoubt = wasClaimedWhole(entry.message.way(), entry);
            put(entry, inDoubt ? SmsProgress.claimedWhole(1) : SmsProgress.untried());
        }
        entry.form = UnfinishedSms.ANEW;
        give(entry, move);
    }

    private void moveCall(Move move) {
        KeptMessage entry = entry(move.key());
        boolean putOff = isWaiting(entry) && entry.message.request().plan().sendAtMicros() > clock.getAsLong();
        if ((entry.state != null && entry.state != VoiceState.SCHEDULED) || putOff) {
            return;
        }
        move(entry, VoiceState.SCHEDULED, null);
        give(entry, move);
    }

    private void putOff(PutOff putOff) {
        KeptMessage entry = entry(putOff.key());
        boolean later = isWaiting(entry) && entry.message.request().plan().sendAtMicros() > clock.getAsLong();
        boolean goesOn = entry.isVoice()
                ? entry.state != null && entry.state != VoiceState.SCHEDULED
                : entry.sms != null
                        && !putOff.forSender()
                        && !entry.sms.isToBeSent(1, entry.sms.segments().size());
        Retry due = retries.get(putOff.key());
        if (entry.isOver() || later || goesOn || (due != null && due.atMicros() == putOff.atMicros())) {
            return;
        }
        if (entry.isVoice()) {
            move(entry, VoiceState.SCHEDULED, null);
        } else if (entry.sms == null) {
            entry.form = UnfinishedSms.ANEW;
            put(entry, putOff.forSender() ? SmsProgress.untried() : SmsProgress.scheduled());
        }
        entry.reason = putOff.why();
        retries.put(putOff.key(), new Retry(putOff.key(), putOff.atMicros()));
        if (putOff.why() != null) {
            add(new Step(putOff.key(), Step.Kind.WAITS, 0, 0, Exchange.NONE, 0, putOff.why()));
        }
    }

    private void give(KeptMessage entry, Move move) {
        OutboundMessage before = entry.message;
        entry.message = new OutboundMessage(
                before.id(), before.request(), move.to(), before.createdAtMicros(), before.reference());
        retries.put(move.key(), new Retry(move.key(), move.atMicros()));
        add(new Step(move.key(), Step.Kind.MOVED, 0, entry.attempts, Exchange.NONE, 0, move.why()));
    }

    private void put(KeptMessage entry, SmsProgress progress) {
        entry.sms = progress;
        entry.attempts = progress.attempts();
        entry.sentAt = progress.lastSentAtMicros();
        if (progress.state() == SmsState.ACCEPTED && entry.state != SmsState.SCHEDULED) {
            entry.state = SmsState.ACCEPTED;
            entry.reason = progress.reason();
        } else {
            move(entry, progress.state(), progress.reason());
        }
    }

    @Override
    public CompletableFuture<Boolean> recordSubmits(String way, SubmitBatch batch) {
        return write(() -> {
            batch.results().forEach(result -> submitted(way, result));
            batch.retries().stream()
                    .filter(retry -> !entry(retry.key()).isSettled())
                    .forEach(retry -> retries.put(retry.key(), retry));
            batch.moves().forEach(this::move);
            batch.steps().forEach(this::add);
            return true;
        });
    }

    private void add(Step step) {
        steps.computeIfAbsent(step.key(), key -> new ArrayList<>())
                .add(new Timeline.TimedStep(clock.getAsLong(), step));
    }

    @Override
    public CompletableFuture<Boolean> recordLate(String way, SubmitRecord result) {
        return write(() -> {
            KeptMessage entry = entry(result.key());
            boolean whole = entry.sms == null && result.total() > 0;
            SmsProgress before = whole ? SmsProgress.claimedWhole(result.total()) : entry.sms;
            if (before != null) {
                SmsProgress after = before.late(result.segment(), result.progress());
                put(entry, after);
                if (after.isSettled()) {
                    retries.remove(result.key());
                }
                receipts.refer(way, result, entry);
            }
            add(new Step(
                    result.key(),
                    Step.Kind.LATE_RESPONSE,
                    result.segment(),
                    0,
                    result.progress().exchange(),
                    result.progress().commandStatus(),
                    result.progress().smscMessageId()));
            return true;
        });
    }

    private void submitted(String way, SubmitRecord result) {
        KeptMessage entry = entry(result.key());
        SmsProgress before = entry.sms == null ? SmsProgress.claimedWhole(result.total()) : entry.sms;
        SmsProgress after = before.ofSegments(result.total()).result(result.segment(), result.progress());
        put(entry, after);
        if (result.progress().state() == SegmentState.UNANSWERED) {
            receipts.unanswered(result.key());
        }
        receipts.refer(way, result, entry);
    }

    private void move(KeptMessage entry, MessageState state, @Nullable String reason) {
        if (entry.isOver() || state.equals(entry.state)) {
            return;
        }
        entry.state = state;
        entry.version++;
        entry.updatedAt = clock.getAsLong();
        entry.reason = reason;
        listener.onChanged(List.of(new StateChange(entry.message.key(), state, entry.version)));
    }

    @Override
    public CompletableFuture<List<ReceiptMatch>> record(String way, List<ReceiptReading> readings) {
        return write(() -> readings.stream()
                .map(reading -> receipts.received(way, reading))
                .toList());
    }

    @Override
    public CompletableFuture<Integer> judge(long beforeMicros, int limit) {
        return write(() -> receipts.judge(beforeMicros, limit));
    }

    @Override
    public CompletableFuture<Integer> drop(long beforeMicros, int limit) {
        return write(() -> receipts.drop(beforeMicros, limit));
    }

    @Override
    public CompletableFuture<List<UnmatchedReceipt>> unmatched(long beforeId, int limit) {
        return write(() -> receipts.unmatched(beforeId, limit));
    }

    @Override
    public CompletableFuture<Boolean> saveLearnt(String way, String ids) {
        return write(() -> {
            learnt.put(way, ids);
            return true;
        });
    }

    @Override
    public CompletableFuture<Optional<String>> learnt(String way) {
        return write(() -> Optional.ofNullable(learnt.get(way)));
    }

    @Override
    public CompletableFuture<Set<Long>> claimCalls(String way, CallClaims claims) {
        return write(() -> {
            Set<Long> late = new HashSet<>();
            for (long key : claims.keys()) {
                KeptMessage entry = entry(key);
                boolean early = entry.message.request().plan().sendAtMicros() > clock.getAsLong();
                boolean elsewhere = entry.state != null && !entry.message.way().equals(way);
                if (!early && !elsewhere && (entry.state == null || entry.state == VoiceState.SCHEDULED)) {
                    retries.remove(key);
                    entry.attempts++;
                    entry.sentAt = clock.getAsLong();
                    move(entry, VoiceState.CALLING, null);
                } else {
                    late.add(key);
                }
            }
            claimedUpTo.merge(way, claims.claimedUpTo(), Math::max);
            giveUp(claims.endings());
            claims.moves().forEach(this::moveCall);
            claims.putOffs().forEach(this::putOff);
            return late;
        });
    }

    @Override
    public CompletableFuture<Boolean> recordCalls(List<CallRecord> records) {
        return write(() -> {
            for (CallRecord record : records) {
                KeptMessage entry = entry(record.key());
                entry.call = record.report() == null ? entry.call : record.report();
                if (record.trace() != null) {
                    entry.traces.add(record.trace());
                }
                if (record.againAtMicros() > 0) {
                    retries.put(record.key(), new Retry(record.key(), record.againAtMicros()));
                }
                move(entry, record.state(), record.reason());
                if (record.move() != null) {
                    moveCall(record.move());
                }
            }
            return true;
        });
    }

    @Override
    public CompletableFuture<Boolean> end(List<Ending> endings) {
        return write(() -> endAll(endings));
    }

    private void giveUp(List<Ending> endings) {
        endAll(endings.stream()
                .filter(ending -> !(isWaiting(entry(ending.key()))
                        && entry(ending.key()).message.request().plan().sendAtMicros() > clock.getAsLong()))
                .toList());
    }

    private static boolean isWaiting(KeptMessage entry) {
        return (entry.state == SmsState.SCHEDULED || entry.state == VoiceState.SCHEDULED) && entry.attempts == 0;
    }

    @Override
    public CompletableFuture<ChangeOutcome> change(long account, MessageId id, Change change) {
        return write(() -> {
            KeptMessage entry = entries.get(id.key());
            if (entry == null
                    || !entry.message.id().equals(id)
                    || entry.message.request().account() != account) {
                return new ChangeOutcome.Unknown();
            }
            MessageRequest before = entry.message.request();
            long planned = before.plan().sendAtMicros();
            if (!isWaiting(entry) || planned <= clock.getAsLong()) {
                MessageState accepted = entry.isVoice() ? VoiceState.ACCEPTED : SmsState.ACCEPTED;
                return new ChangeOutcome.TooLate(entry.state == null ? accepted : entry.state);
            }
            long sendAt = change.sendAtMicros() == null ? planned : change.sendAtMicros();
            sendAt += sendAt == planned ? 1 : 0;
            MessageRequest after = new MessageRequest(
                    account,
                    before.from(),
                    before.to(),
                    change.sms() == null ? before.content() : change.sms(),
                    before.validity(),
                    new SendPlan(sendAt, before.plan().clientReference()));
            entry.message = new OutboundMessage(
                    id, after, entry.message.way(), entry.message.createdAtMicros(), entry.message.reference());
            entry.updatedAt = clock.getAsLong();
            retries.put(id.key(), new Retry(id.key(), sendAt));
            add(new Step(id.key(), Step.Kind.CHANGED, 0, 0, Exchange.NONE, 0, "to be sent at another time"));
            return new ChangeOutcome.Changed(entry.report());
        });
    }

    @Override
    public CompletableFuture<MessagePage> list(MessageFilter filter, int limit) {
        return write(() -> {
            List<MessageReport> page = entries.headMap(filter.beforeKey(), false).descendingMap().values().stream()
                    .filter(entry -> entry.matches(filter))
                    .limit(limit)
                    .map(KeptMessage::report)
                    .toList();
            long last = page.isEmpty() ? 0 : page.get(page.size() - 1).message().key();
            return new MessagePage(page, page.size() == limit ? last : 0);
        });
    }

    private boolean endAll(List<Ending> endings) {
        for (Ending ending : endings) {
            retries.remove(ending.key());
            KeptMessage entry = entry(ending.key());
            move(entry, ending.state(), ending.reason());
            if (entry.sms != null && ending.state() instanceof SmsState state) {
                entry.sms = entry.sms.end(state, ending.reason());
            }
        }
        return true;
    }

    @Override
    public CompletableFuture<CancelOutcome> cancel(long account, MessageId id) {
        return write(() -> {
            KeptMessage entry = entries.get(id.key());
            if (entry == null
                    || !entry.message.id().equals(id)
                    || entry.message.request().account() != account) {
                return new CancelOutcome.Unknown();
            }
            if (entry.isOver()) {
                return new CancelOutcome.Over(entry.message, Objects.requireNonNull(entry.state));
            }
            add(new Step(id.key(), Step.Kind.CANCEL_ASKED, 0, 0, Exchange.NONE, 0, null));
            if (hasLeft(entry)) {
                return new CancelOutcome.HandedOver(entry.message);
            }
            retries.remove(id.key());
            move(entry, entry.isVoice() ? VoiceState.CANCELLED : SmsState.CANCELLED, "cancelled by its sender");
            return new CancelOutcome.Cancelled(entry.message);
        });
    }

    @Override
    public CompletableFuture<Boolean> recordReplaced(long key, Content.Text text) {
        return write(() -> {
            KeptMessage entry = entries.get(key);
            if (entry == null) {
                return false;
            }
            String before = ((Content.Text) entry.message.request().content()).text();
            entry.message = entry.message.with(text);
            add(new Step(key, Step.Kind.REPLACED, 1, 0, Exchange.NONE, 0, before));
            return true;
        });
    }

    private boolean hasLeft(KeptMessage entry) {
        if (entry.isVoice()) {
            return entry.state != null && entry.state != VoiceState.SCHEDULED;
        }
        return entry.sms == null
                ? wasClaimedWhole(entry.message.way(), entry)
                : entry.sms.segments().stream().anyMatch(segment -> segment.state() != SegmentState.PENDING);
    }

    @Override
    public CompletableFuture<Optional<Timeline>> timeline(long account, MessageId id) {
        return find(account, id)
                .thenApply(found -> found.map(report -> new Timeline(
                        report,
                        List.copyOf(steps.getOrDefault(id.key(), List.of())),
                        receipts.of(id.key()),
                        List.copyOf(entry(id.key()).traces))));
    }

    @Override
    public CompletableFuture<List<OutboundMessage>> unclaimed(String way, long afterKey, int limit) {
        return write(() -> entries.tailMap(afterKey, false).values().stream()
                .filter(entry -> entry.message.way().equals(way) && entry.state == null)
                .limit(limit)
                .map(entry -> entry.message)
                .toList());
    }

    @Override
    public CompletableFuture<List<KnownWay>> ways() {
        return write(() -> entries.values().stream()
                .map(entry -> new KnownWay(entry.message.way(), entry.isVoice()))
                .distinct()
                .toList());
    }

    @Override
    public CompletableFuture<List<CallLane.Waiting>> callLanes(String way, long afterKey) {
        return write(() -> {
            Map<CallLane, Long> lanes = new LinkedHashMap<>();
            for (KeptMessage entry : entries.tailMap(afterKey, false).values()) {
                if (entry.message.way().equals(way) && entry.state == null) {
                    lanes.put(CallLane.of(entry.message), entry.message.key());
                }
            }
            return lanes.entrySet().stream()
                    .map(lane -> new CallLane.Waiting(lane.getKey(), lane.getValue()))
                    .toList();
        });
    }

    @Override
    public CompletableFuture<List<OutboundMessage>> unclaimedCalls(
            String way, CallLane lane, long afterKey, int limit) {
        return write(() -> entries.tailMap(afterKey, false).values().stream()
                .filter(entry -> entry.message.way().equals(way) && entry.state == null)
                .map(entry -> entry.message)
                .filter(message -> CallLane.of(message).equals(lane))
                .limit(limit)
                .toList());
    }

    @Override
    public CompletableFuture<Long> claimedUpTo(String way) {
        return write(() -> claimedUpTo.getOrDefault(way, 0L));
    }

    @Override
    public CompletableFuture<List<UnfinishedSms>> unfinishedSms(String way) {
        return write(() -> entries.values().stream()
                .filter(entry -> entry.message.way().equals(way)
                        && !entry.isVoice()
                        && (entry.state == SmsState.ACCEPTED || wasClaimedWhole(way, entry))
                        && !retries.containsKey(entry.message.key()))
                .map(KeptMessage::unfinished)
                .toList());
    }

    private boolean wasClaimedWhole(String way, KeptMessage entry) {
        long key = entry.message.key();
        return entry.state == null
                && key > resolvedUpTo.getOrDefault(way, 0L)
                && key <= claimedUpTo.getOrDefault(way, 0L);
    }

    @Override
    public CompletableFuture<List<Long>> unfinishedCalls(String way) {
        return write(() -> entries.values().stream()
                .filter(entry -> entry.message.way().equals(way)
                        && entry.isVoice()
                        && entry.state != null
                        && entry.state != VoiceState.SCHEDULED
                        && !entry.isOver())
                .map(entry -> entry.message.key())
                .toList());
    }

    @Override
    public CompletableFuture<List<UnfinishedSms>> dueSms(String way, long now, int limit) {
        return write(() -> retries.values().stream()
                .filter(retry -> retry.atMicros() <= now)
                .sorted(Comparator.comparingLong(Retry::atMicros))
                .map(retry -> entry(retry.key()))
                .filter(entry -> entry.message.way().equals(way) && !entry.isOver())
                .limit(limit)
                .map(KeptMessage::unfinished)
                .toList());
    }

    @Override
    public CompletableFuture<List<DueCall>> dueCalls(String way, long now, int limit) {
        return write(() -> {
            Map<CallLane, Deque<DueCall>> lanes = new LinkedHashMap<>();
            retries.values().stream()
                    .filter(retry -> retry.atMicros() <= now)
                    .sorted(Comparator.comparingLong(Retry::atMicros))
                    .map(retry -> entry(retry.key()))
                    .filter(entry -> entry.message.way().equals(way) && entry.state == VoiceState.SCHEDULED)
                    .forEach(entry -> lanes.computeIfAbsent(CallLane.of(entry.message), lane -> new ArrayDeque<>())
                            .add(new DueCall(entry.message, entry.attempts)));
            List<DueCall> page = new ArrayList<>();
            while (!lanes.isEmpty()) {
                lanes.values().forEach(lane -> page.add(lane.remove()));
                lanes.values().removeIf(Deque::isEmpty);
            }
            return page.subList(0, Math.min(limit, page.size()));
        });
    }

    @Override
    public CompletableFuture<List<Long>> unheardOf(long now, int limit) {
        return write(() -> entries.values().stream()
                .filter(entry -> entry.state == SmsState.SUBMITTED && entry.message.expiresAtMicros() < now)
                .limit(limit)
                .map(entry -> entry.message.key())
                .toList());
    }

    @Override
    public CompletableFuture<Optional<MessageReport>> find(long account, MessageId id) {
        return write(() -> Optional.ofNullable(entries.get(id.key()))
                .filter(entry ->
                        entry.message.id().equals(id) && entry.message.request().account() == account)
                .map(KeptMessage::report));
    }
}
