package trunkline.gateway.dispatch;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import trunkline.gateway.call.CallReport;
import trunkline.gateway.message.Content;
import trunkline.gateway.message.MessageId;
import trunkline.gateway.message.MessageRequest;
import trunkline.gateway.message.MessageState;
import trunkline.gateway.message.OutboundMessage;
import trunkline.gateway.message.PhoneNumber;
import trunkline.gateway.message.SegmentProgress;
import trunkline.gateway.message.SegmentState;
import trunkline.gateway.message.SmsProgress;
import trunkline.gateway.message.SmsState;
import trunkline.gateway.message.VoiceState;
import trunkline.gateway.store.AcceptOutcome;
import trunkline.gateway.store.CallClaims;
import trunkline.gateway.store.CallRecord;
import trunkline.gateway.store.CommitListener;
import trunkline.gateway.store.Ending;
import trunkline.gateway.store.MessageReport;
import trunkline.gateway.store.MessageReport.Progress;
import trunkline.gateway.store.MessageStore;
import trunkline.gateway.store.ReceiptMatch;
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
        private @Nullable SmsProgress sms;
        private @Nullable MessageState state;
        private int version;
        private long updatedAt;
        private long sentAt;
        private int attempts;
        private @Nullable String reason;
        private @Nullable String form;
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

    private record Early(List<Reference> references, SegmentState state) {}

    private final CommitListener listener;
    private final TreeMap<Long, Entry> entries = new TreeMap<>();
    private final Map<Reference, Target> references = new HashMap<>();
    private final Map<Reference, Early> early = new HashMap<>();
    private final Map<String, Long> claimedUpTo = new HashMap<>();
    private final Map<String, Long> resolvedUpTo = new HashMap<>();
    private final Map<Long, Retry> retries = new HashMap<>();
    private final Map<PhoneNumber, Integer> concatenations = new HashMap<>();
    private final List<Runnable> held = new ArrayList<>();
    private long nowMicros = 1_000_000;
    private long lastKey;
    private boolean holding;
    private boolean failing;

    public InMemoryMessageStore(CommitListener listener) {
        this.listener = listener;
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
        listener.onKept(List.of(message));
        return CompletableFuture.completedFuture(new AcceptOutcome.Kept(message));
    }

    @Override
    public CompletableFuture<Set<Long>> claimSms(String way, SmsClaims claims) {
        return write(() -> {
            Set<Long> late = new HashSet<>();
            claims.whole().stream().filter(key -> entry(key).isOver()).forEach(late::add);
            claims.parts().stream().filter(claim -> !claim(claim)).forEach(claim -> late.add(claim.key()));
            claimedUpTo.merge(way, claims.claimedUpTo(), Math::max);
            resolvedUpTo.merge(way, claims.resolvedUpTo(), Math::max);
            endAll(claims.endings());
            return late;
        });
    }

    private boolean claim(SmsClaim claim) {
        Entry entry = entry(claim.key());
        if (entry.isOver()) {
            return false;
        }
        SmsProgress before = entry.sms == null ? SmsProgress.pending(claim.total()) : entry.sms;
        entry.form = entry.sms == null ? claim.form() : entry.form;
        put(entry, before.claim(claim.from(), claim.to(), claim.attempt(), claim.mayDuplicate()));
        retries.remove(claim.key());
        return true;
    }

    private void put(Entry entry, SmsProgress progress) {
        entry.sms = progress;
        entry.attempts = progress.attempts();
        entry.sentAt = progress.lastSentAtMicros();
        if (progress.state() == SmsState.ACCEPTED) {
            entry.state = SmsState.ACCEPTED;
        } else {
            move(entry, progress.state(), progress.reason());
        }
    }

    @Override
    public CompletableFuture<Boolean> recordSubmits(String way, List<SubmitRecord> results, List<Retry> later) {
        return write(() -> {
            results.forEach(result -> submitted(way, result));
            later.forEach(retry -> retries.put(retry.key(), retry));
            return true;
        });
    }

    private void submitted(String way, SubmitRecord result) {
        Entry entry = entry(result.key());
        SmsProgress before = entry.sms == null ? SmsProgress.claimedWhole(result.total()) : entry.sms;
        SmsProgress after = before.ofSegments(result.total()).result(result.segment(), result.progress());
        put(entry, after);
        if (result.reference() != null) {
            Reference reference = new Reference(way, result.reference());
            references.put(reference, new Target(entry, result.segment()));
            Early receipt = early.get(reference);
            if (receipt != null) {
                early.keySet().removeAll(receipt.references());
                put(entry, after.receipt(result.segment(), receipt.state()));
            }
        }
    }

    private void move(Entry entry, MessageState state, @Nullable String reason) {
        if (entry.isOver() || state.equals(entry.state)) {
            return;
        }
        entry.state = state;
        entry.version++;
        entry.updatedAt = nowMicros;
        entry.reason = reason;
        listener.onChanged(List.of(new StateChange(entry.message.key(), state, entry.version)));
    }

    @Override
    public CompletableFuture<List<ReceiptMatch>> recordReceipts(String way, List<ReceiptRecord> receipts) {
        return write(
                () -> receipts.stream().map(receipt -> received(way, receipt)).toList());
    }

    private ReceiptMatch received(String way, ReceiptRecord receipt) {
        for (int i = 0; i < receipt.references().size(); i++) {
            Target target =
                    references.get(new Reference(way, receipt.references().get(i)));
            if (target != null && target.entry().sms != null) {
                SmsProgress before = target.entry().sms;
                SegmentState was = before.segments().get(target.segment() - 1).state();
                put(target.entry(), before.receipt(target.segment(), receipt.state()));
                return ReceiptMatch.of(i, was, receipt.state());
            }
        }
        List<Reference> references = receipt.references().stream()
                .map(reference -> new Reference(way, reference))
                .toList();
        references.forEach(reference -> early.put(reference, new Early(references, receipt.state())));
        return ReceiptMatch.NONE;
    }

    @Override
    public CompletableFuture<Set<Long>> claimCalls(String way, CallClaims claims) {
        return write(() -> {
            Set<Long> late = new HashSet<>();
            for (long key : claims.keys()) {
                Entry entry = entry(key);
                if (entry.state == null) {
                    entry.attempts = 1;
                    entry.sentAt = nowMicros;
                    move(entry, VoiceState.CALLING, null);
                } else {
                    late.add(key);
                }
            }
            claimedUpTo.merge(way, claims.claimedUpTo(), Math::max);
            endAll(claims.endings());
            return late;
        });
    }

    @Override
    public CompletableFuture<Boolean> recordCalls(List<CallRecord> records) {
        return write(() -> {
            for (CallRecord record : records) {
                Entry entry = entry(record.key());
                entry.call = record.report() == null ? entry.call : record.report();
                move(entry, record.state(), record.reason());
            }
            return true;
        });
    }

    @Override
    public CompletableFuture<Boolean> end(List<Ending> endings) {
        return write(() -> endAll(endings));
    }

    private boolean endAll(List<Ending> endings) {
        for (Ending ending : endings) {
            retries.remove(ending.key());
            Entry entry = entry(ending.key());
            move(entry, ending.state(), ending.reason());
            if (entry.sms != null && ending.state() instanceof SmsState state) {
                entry.sms = entry.sms.end(state, ending.reason());
            }
        }
        return true;
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
        return write(() -> claimedUpTo.getOrDefault(way, 0L));
    }

    @Override
    public CompletableFuture<List<UnfinishedSms>> unfinishedSms(String way) {
        return write(() -> entries.values().stream()
                .filter(entry -> entry.message.way().equals(way)
                        && !entry.isVoice()
                        && (entry.state == SmsState.ACCEPTED || wasClaimedWhole(way, entry))
                        && !retries.containsKey(entry.message.key()))
                .map(InMemoryMessageStore::unfinished)
                .toList());
    }

    private boolean wasClaimedWhole(String way, Entry entry) {
        long key = entry.message.key();
        return entry.state == null
                && key > resolvedUpTo.getOrDefault(way, 0L)
                && key <= claimedUpTo.getOrDefault(way, 0L);
    }

    private static UnfinishedSms unfinished(Entry entry) {
        if (entry.sms == null) {
            return new UnfinishedSms(entry.message, 1, List.of(), null);
        }
        return new UnfinishedSms(
                entry.message,
                entry.attempts,
                entry.sms.segments().stream().map(SegmentProgress::state).toList(),
                entry.form);
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
                entry.sms != null && entry.sms.possibleDuplicate(),
                entry.reason);
        return new MessageReport(
                entry.message, progress, entry.sms == null ? List.of() : entry.sms.segments(), entry.call);
    }
}
