package trunkline.gateway.dispatch;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import trunkline.gateway.dispatch.SmsLinkListener.Acknowledgement;
import trunkline.gateway.store.MessageStore;
import trunkline.gateway.store.ReceiptRecord;
import trunkline.gateway.store.StateChange;

/**
 * Delivery receipts of one way: gathered, committed, and only then acknowledged to the SMSC, which otherwise offers them
 * again. What may be unacknowledged at once is bounded by the SMSC's own window. Confined to the executor of the link.
 */
final class ReceiptBatch {

    private final SmsLink link;
    private final MessageStore store;
    private final Consumer<List<StateChange>> changes;
    private List<ReceiptRecord> records = new ArrayList<>();
    private List<Acknowledgement> acknowledgements = new ArrayList<>();

    ReceiptBatch(SmsLink link, MessageStore store, Consumer<List<StateChange>> changes) {
        this.link = link;
        this.store = store;
        this.changes = changes;
    }

    void add(ReceiptRecord receipt, Acknowledgement acknowledgement) {
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
                store.recordReceipts(link.name(), records),
                link.executor(),
                changed -> {
                    waiting.forEach(Acknowledgement::kept);
                    changes.accept(changed);
                },
                failure -> waiting.forEach(Acknowledgement::notKept));
        records = new ArrayList<>();
        acknowledgements = new ArrayList<>();
    }
}
