package trunkline.gateway.dispatch;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import trunkline.gateway.call.CallReport;
import trunkline.gateway.message.Content;
import trunkline.gateway.message.MessageId;
import trunkline.gateway.message.MessageRequest;
import trunkline.gateway.message.MessageState;
import trunkline.gateway.message.OutboundMessage;
import trunkline.gateway.message.PhoneNumber;
import trunkline.gateway.message.SegmentState;
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

/**
 * A store that keeps everything in maps and answers at once, on the caller's thread. All but {@link #accept} can be told to
 * {@link #hold} until {@link #release}, or to {@link #fail}. Confined to one thread.
 */
public final class InMemoryMessageStore implements MessageStore {

    private static final class Entry {
        private final OutboundMessage message;
        private @Nullable MessageState state;
        private int version;
        private long updatedAt;
        private long sentAt;
        private int attempts;
        private int claimedTo;
        private boolean possibleDuplicate;
        private @Nullable String reason;
        private @Nullable String form;
        private SegmentState[] segments = new SegmentState[0];
        private final Map<Integer, MessageReport.Segment> results = new TreeMap<>();
        private @Nullable CallReport call;

        Entry(OutboundMessage message) {
            this.message = message;
        }

        boolean isOver() {
            return state != null && state.isFinal();
        }

        boolean isVoice() {
            return message.request().content() instanceof Content.Voice;
        }
    }

    private record Reference(String way, String reference) {}

    private record Target(Entry entry, int segment) {}

    private final Consumer<List<OutboundMessage>> keptListener;
    private final TreeMap<Long, Entry> entries = new TreeMap<>();
    private final Map<Reference, Target> references = new HashMap<>();
    private final Map<Reference, SegmentState> early = new HashMap<>();
    private final Map<String, Long> marks = new HashMap<>();
    private final Map<Long, Retry> retries = new HashMap<>();
    private final Map<PhoneNumber, Integer> concatenations = new HashMap<>();
    private final List<Runnable> held = new ArrayList<>();
    private long nowMicros = 1_000_000;
    private long lastKey;
    private boolean holding;
    private boolean failing;

    public InMemoryMessageStore(Consumer<List<OutboundMessage>> keptListener) {
        this.keptListener = keptListener;
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

    private Entry entry(long key) {
        Entry entry = entries.get(key);
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
                new OutboundMessage(new MessageId(lastKey, lastKey * 31), request, way, nowMicros, reference);
        entries.put(message.key(), new Entry(message));
        keptListener.accept(List.of(message));
        return CompletableFuture.completedFuture(new AcceptOutcome.Kept(message));
    }

    @Override
    public CompletableFuture<ClaimOutcome> claimSms(String way, SmsClaims claims) {
        return write(() -> {
            Set<Long> late = new HashSet<>();
            for (SmsClaim claim : claims.claims()) {
                if (!claim(claim)) {
                    late.add(claim.key());
                }
            }
            marks.merge(way, claims.claimedUpTo(), Math::max);
            return new ClaimOutcome(late, endAll(claims.endings()));
        });
    }

    private boolean claim(SmsClaim claim) {
        Entry entry = entry(claim.key());
        if (entry.isOver()) {
            return false;
        }
        if (entry.segments.length == 0) {
            entry.segments = new SegmentState[claim.total()];
            Arrays.fill(entry.segments, SegmentState.PENDING);
            entry.state = SmsState.ACCEPTED;
            entry.form = claim.form();
        }
        for (int number = claim.from(); number <= claim.to(); number++) {
            if (!entry.segments[number - 1].isFinal()) {
                entry.segments[number - 1] = SegmentState.CLAIMED;
            }
        }
        entry.claimedTo = Math.max(entry.claimedTo, claim.to());
        entry.attempts = claim.attempt();
        entry.sentAt = nowMicros;
        entry.possibleDuplicate |= claim.mayDuplicate();
        retries.remove(claim.key());
        return true;
    }

    @Override
    public CompletableFuture<List<StateChange>> recordSubmits(
            String way, List<SubmitRecord> results, List<Retry> later) {
        return write(() -> {
            List<StateChange> changes = new ArrayList<>();
            results.forEach(result -> submitted(way, result, changes));
            later.forEach(retry -> retries.put(retry.key(), retry));
            return changes;
        });
    }

    private void submitted(String way, SubmitRecord result, List<StateChange> changes) {
        Entry entry = entry(result.key());
        SegmentState state = result.state();
        if (result.reference() != null) {
            Reference reference = new Reference(way, result.reference());
            references.put(reference, new Target(entry, result.segment()));
            state = Optional.ofNullable(early.remove(reference)).orElse(state);
        }
        entry.possibleDuplicate |= state == SegmentState.UNANSWERED;
        entry.segments[result.segment() - 1] = state;
        entry.results.put(
                result.segment(),
                new MessageReport.Segment(result.segment(), state, result.smscMessageId(), result.commandStatus()));
        moveSms(entry, changes);
    }

    private void moveSms(Entry entry, List<StateChange> changes) {
        SmsState state = SegmentState.ofMessage(entry.segments);
        if (state != SmsState.ACCEPTED) {
            move(entry, state, null, changes);
        }
    }

    private void move(Entry entry, MessageState state, @Nullable String reason, List<StateChange> changes) {
        if (entry.isOver() || state.equals(entry.state)) {
            return;
        }
        entry.state = state;
        entry.version++;
        entry.updatedAt = nowMicros;
        entry.reason = reason;
        changes.add(new StateChange(entry.message.key(), state, entry.version));
    }

    @Override
    public CompletableFuture<List<StateChange>> recordReceipts(String way, List<ReceiptRecord> receipts) {
        return write(() -> {
            List<StateChange> changes = new ArrayList<>();
            for (ReceiptRecord receipt : receipts) {
                Reference reference = new Reference(way, receipt.reference());
                Target target = references.get(reference);
                if (!receipt.state().isFinal()) {
                    continue;
                }
                if (target == null) {
                    early.put(reference, receipt.state());
                } else if (!target.entry().segments[target.segment() - 1].isFinal()) {
                    settle(target, receipt.state());
                    moveSms(target.entry(), changes);
                }
            }
            return changes;
        });
    }

    private static void settle(Target target, SegmentState state) {
        target.entry().segments[target.segment() - 1] = state;
        target.entry()
                .results
                .computeIfPresent(
                        target.segment(),
                        (number, before) -> new MessageReport.Segment(
                                number, state, before.smscMessageId(), before.commandStatus()));
    }

    @Override
    public CompletableFuture<ClaimOutcome> claimCalls(String way, CallClaims claims) {
        return write(() -> {
            Set<Long> late = new HashSet<>();
            List<StateChange> changes = new ArrayList<>();
            for (long key : claims.keys()) {
                Entry entry = entry(key);
                if (entry.state == null) {
                    entry.attempts = 1;
                    entry.sentAt = nowMicros;
                    move(entry, VoiceState.CALLING, null, changes);
                } else {
                    late.add(key);
                }
            }
            marks.merge(way, claims.claimedUpTo(), Math::max);
            changes.addAll(endAll(claims.endings()));
            return new ClaimOutcome(late, changes);
        });
    }

    @Override
    public CompletableFuture<List<StateChange>> recordCalls(List<CallRecord> records) {
        return write(() -> {
            List<StateChange> changes = new ArrayList<>();
            for (CallRecord record : records) {
                Entry entry = entry(record.key());
                entry.call = record.report() == null ? entry.call : record.report();
                move(entry, record.state(), record.reason(), changes);
            }
            return changes;
        });
    }

    @Override
    public CompletableFuture<List<StateChange>> end(List<Ending> endings) {
        return write(() -> endAll(endings));
    }

    private List<StateChange> endAll(List<Ending> endings) {
        List<StateChange> changes = new ArrayList<>();
        for (Ending ending : endings) {
            retries.remove(ending.key());
            move(entry(ending.key()), ending.state(), ending.reason(), changes);
        }
        return changes;
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
    public CompletableFuture<Long> claimedUpTo(String way) {
        return write(() -> marks.getOrDefault(way, 0L));
    }

    @Override
    public CompletableFuture<List<UnfinishedSms>> unfinishedSms(String way) {
        return write(() -> entries.values().stream()
                .filter(entry -> entry.message.way().equals(way)
                        && entry.state == SmsState.ACCEPTED
                        && !retries.containsKey(entry.message.key()))
                .map(InMemoryMessageStore::unfinished)
                .toList());
    }

    private static UnfinishedSms unfinished(Entry entry) {
        return new UnfinishedSms(entry.message, entry.attempts, List.of(entry.segments), entry.form);
    }

    @Override
    public CompletableFuture<List<Long>> unfinishedCalls(String way) {
        return write(() -> entries.values().stream()
                .filter(entry ->
                        entry.message.way().equals(way) && entry.isVoice() && entry.state != null && !entry.isOver())
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
                .map(InMemoryMessageStore::unfinished)
                .toList());
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
                .map(InMemoryMessageStore::report));
    }

    private static MessageReport report(Entry entry) {
        MessageState initial = entry.isVoice() ? VoiceState.ACCEPTED : SmsState.ACCEPTED;
        Progress progress = new Progress(
                entry.state == null ? initial : entry.state,
                entry.version,
                entry.updatedAt,
                entry.sentAt,
                entry.attempts,
                entry.possibleDuplicate,
                entry.reason);
        return new MessageReport(entry.message, progress, List.copyOf(entry.results.values()), entry.call);
    }
}
