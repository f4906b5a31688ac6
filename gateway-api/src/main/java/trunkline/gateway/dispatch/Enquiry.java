package trunkline.gateway.dispatch;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import trunkline.gateway.message.MessageState;
import trunkline.gateway.message.SegmentState;
import trunkline.gateway.store.MessageReport;
import trunkline.gateway.store.MessageStore;
import trunkline.gateway.store.ReceiptReading;
import trunkline.gateway.store.ReceiptStore;

/**
 * Asks an SMSC where a message stands whose receipt does not come. A final state that it tells is recorded as its receipt
 * would be; that receipt, if it comes after all, then repeats it. Thread-safe.
 */
public final class Enquiry {

    /**
     * What came of it.
     *
     * @param state of the message, with what was told
     * @param standings of the segments that were asked for; none if nothing was left to ask
     */
    public record Outcome(MessageState state, List<SmsWire.Standing> standings) {}

    private final MessageStore store;
    private final ReceiptStore receipts;
    private final SmsWire wire;

    public Enquiry(MessageStore store, ReceiptStore receipts, SmsWire wire) {
        this.store = store;
        this.receipts = receipts;
        this.wire = wire;
    }

    /** Asks about an SMS of this account that {@code report} tells of. */
    public CompletableFuture<Outcome> ask(long account, MessageReport report) {
        return wire.ask(report.message(), report.segments())
                .thenCompose(standings -> receipts.record(report.message().way(), toRecord(standings))
                        .thenCompose(recorded -> state(account, report))
                        .thenApply(state -> new Outcome(state, standings)));
    }

    private static List<ReceiptReading> toRecord(List<SmsWire.Standing> standings) {
        return standings.stream()
                .flatMap(standing -> standing instanceof SmsWire.Standing.Told told
                        ? Optional.of(told.reading()).stream()
                        : Optional.<ReceiptReading>empty().stream())
                .filter(reading -> reading.state().isFinal() && reading.state() != SegmentState.UNKNOWN)
                .toList();
    }

    private CompletableFuture<MessageState> state(long account, MessageReport before) {
        return store.find(account, before.message().id())
                .thenApply(found -> found.orElse(before).progress().state());
    }
}
