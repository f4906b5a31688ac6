package trunkline.gateway.dispatch;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import trunkline.gateway.message.OutboundMessage;
import trunkline.gateway.message.SegmentState;
import trunkline.gateway.message.SmsProgress;
import trunkline.gateway.store.NotedSegment;
import trunkline.gateway.store.ReceiptMatch;
import trunkline.gateway.store.ReceiptReading;
import trunkline.gateway.store.SubmitRecord;
import trunkline.gateway.store.Timeline;
import trunkline.gateway.store.UnmatchedReceipt;

/** Receipts in memory, and the segments that they speak of. Confined to one thread. */
final class InMemoryReceipts {

    private record Reference(String way, String reference) {}

    private record Target(KeptMessage entry, int segment, String responseId) {}

    private record Early(long id, String way, ReceiptReading reading, long receivedAt) {}

    private final Map<Reference, Target> references = new HashMap<>();
    private final List<Early> early = new ArrayList<>();
    private final Set<Long> judged = new HashSet<>();
    /** Of messages with one segment, which is enough here. */
    private final Set<Long> unanswered = new HashSet<>();

    private final Map<Long, List<Timeline.Receipt>> matched = new HashMap<>();
    private final Supplier<Collection<KeptMessage>> all;
    private final BiConsumer<KeptMessage, SmsProgress> put;
    private final LongSupplier clock;
    private long lastReceipt;

    /**
     * @param all the messages of the store
     * @param put told what a message has come to
     */
    InMemoryReceipts(
            Supplier<Collection<KeptMessage>> all, BiConsumer<KeptMessage, SmsProgress> put, LongSupplier clock) {
        this.all = all;
        this.put = put;
        this.clock = clock;
    }

    /** A segment went unanswered. */
    void unanswered(long key) {
        unanswered.add(key);
    }

    /** What matched a message. */
    List<Timeline.Receipt> of(long key) {
        return List.copyOf(matched.getOrDefault(key, List.of()));
    }

    /** Notes under which id receipts will speak of a segment, and takes those that have come already. */
    void refer(String way, SubmitRecord result, KeptMessage entry) {
        if (result.reference() == null) {
            return;
        }
        Reference reference = new Reference(way, result.reference());
        references.put(
                reference,
                new Target(
                        entry,
                        result.segment(),
                        String.valueOf(result.progress().smscMessageId())));
        for (Early receipt : List.copyOf(early)) {
            if (receipt.way().equals(way)
                    && receipt.reading().keys().contains(result.reference())
                    && match(way, receipt.reading(), true) != ReceiptMatch.WAITS) {
                early.remove(receipt);
            }
        }
    }

    ReceiptMatch received(String way, ReceiptReading receipt) {
        ReceiptMatch match = match(way, receipt, true);
        if (match == ReceiptMatch.WAITS) {
            early.add(new Early(++lastReceipt, way, receipt, clock.getAsLong()));
        }
        return match;
    }

    private ReceiptMatch match(String way, ReceiptReading receipt, boolean mayWait) {
        for (String key : receipt.keys()) {
            Target target = references.get(new Reference(way, key));
            if (target == null || target.entry().sms == null) {
                continue;
            }
            OutboundMessage message = target.entry().message;
            NotedSegment noted = new NotedSegment(
                    message.key(),
                    target.segment(),
                    target.responseId(),
                    message.request().to().e164());
            if (receipt.choose(List.of(noted), mayWait) != null) {
                SmsProgress before = target.entry().sms;
                SegmentState was = before.segments().get(target.segment() - 1).state();
                put.accept(target.entry(), before.receipt(target.segment(), receipt.state()));
                matched.computeIfAbsent(message.key(), k -> new ArrayList<>())
                        .add(new Timeline.Receipt(
                                target.segment(), clock.getAsLong(), receipt.bind(), receipt.state(), receipt.pdu()));
                receipt.matched();
                return ReceiptMatch.of(was, receipt.state());
            }
        }
        return ReceiptMatch.WAITS;
    }

    /** Judges those that came before and match nothing. */
    int judge(long beforeMicros, int limit) {
        List<Early> overdue = early.stream()
                .filter(receipt -> receipt.receivedAt() < beforeMicros && judged.add(receipt.id()))
                .limit(limit)
                .toList();
        for (Early receipt : overdue) {
            if (match(receipt.way(), receipt.reading(), false) != ReceiptMatch.WAITS || isOfUnanswered(receipt)) {
                early.remove(receipt);
            } else {
                receipt.reading().unmatched();
            }
        }
        return overdue.size();
    }

    private boolean isOfUnanswered(Early receipt) {
        for (KeptMessage entry : all.get()) {
            String recipient =
                    entry.isVoice() ? "" : entry.message.request().to().e164();
            if (entry.sms != null
                    && unanswered.contains(entry.message.key())
                    && recipient.equals(receipt.reading().recipient())) {
                unanswered.remove(entry.message.key());
                put.accept(entry, entry.sms.receipt(1, receipt.reading().state()));
                receipt.reading().matched();
                Reference reference =
                        new Reference(receipt.way(), receipt.reading().keys().get(0));
                references.put(reference, new Target(entry, 1, reference.reference()));
                return true;
            }
        }
        return false;
    }

    int drop(long beforeMicros, int limit) {
        List<Early> old = early.stream()
                .filter(receipt -> receipt.receivedAt() < beforeMicros)
                .limit(limit)
                .toList();
        early.removeAll(old);
        return old.size();
    }

    List<UnmatchedReceipt> unmatched(long beforeId, int limit) {
        return early.stream()
                .filter(receipt -> receipt.id() < beforeId)
                .sorted(Comparator.comparingLong(Early::id).reversed())
                .limit(limit)
                .map(receipt -> new UnmatchedReceipt(
                        receipt.id(),
                        receipt.way(),
                        receipt.reading().bind(),
                        receipt.receivedAt(),
                        receipt.reading().state(),
                        receipt.reading().pdu()))
                .toList();
    }
}
