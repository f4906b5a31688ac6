package trunkline.gateway.dispatch;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import trunkline.gateway.dispatch.SmsLinkListener.Acknowledgement;
import trunkline.gateway.store.ReceiptMatch;
import trunkline.gateway.store.ReceiptReading;
import trunkline.gateway.store.ReceiptStore;

/**
 * Delivery receipts of one way: gathered, committed, and only then acknowledged to the SMSC, which otherwise offers them
 * again. What may be unacknowledged at once is bounded by the SMSC's own window. Confined to the executor of the link.
 */
final class ReceiptBatch {

    private final SmsLink link;
    private final ReceiptStore store;
    private final Consumer<List<ReceiptMatch>> matches;
    private List<ReceiptReading> records = new ArrayList<>();
    private List<Acknowledgement> acknowledgements = new ArrayList<>();

    /** @param matches told what the receipts met, once that is on stable storage */
    ReceiptBatch(SmsLink link, ReceiptStore store, Consumer<List<ReceiptMatch>> matches) {
        this.link = link;
        this.store = store;
        this.matches = matches;
    }

    void add(ReceiptReading receipt, Acknowledgement acknowledgement) {
        records.add(receipt);
        acknowledgements.add(acknowledgement);
    }

    /** Writes what was gathered, if anything. */
    void flush() {
        if (records.isEmpty()) {
            return;
        }
        List<Acknowledgement> waiting = acknowledgements;
        Replies.on(
                store.record(link.name(), records),
                link.executor(),
                met -> {
                    waiting.forEach(Acknowledgement::kept);
                    matches.accept(met);
                },
                failure -> waiting.forEach(Acknowledgement::notKept));
        records = new ArrayList<>();
        acknowledgements = new ArrayList<>();
    }
}
