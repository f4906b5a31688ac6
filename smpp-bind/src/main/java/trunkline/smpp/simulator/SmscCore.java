package trunkline.smpp.simulator;

import com.cloudhopper.smpp.SmppConstants;
import com.cloudhopper.smpp.pdu.BaseBind;
import com.cloudhopper.smpp.pdu.SubmitSm;
import java.time.Clock;
import java.time.LocalDateTime;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import trunkline.smpp.address.Address;
import trunkline.smpp.simulator.SimulatorListener.ReceivedMessage;

/**
 * What all links of a simulated SMSC have in common: who may bind, what becomes of a submit_sm, and what waits for whom.
 * Confined to the simulator's loop, but for the counts and the behaviour.
 */
final class SmscCore {

    /** Receipts and messages that may wait at once for their time or for an ESME's answer; full: ESME_RMSGQFUL. */
    static final int PARCELS = 100_000;

    private static final int RECEIPT_MASK = 3;
    private static final int RECEIPT_ON_FAILURE = 2;

    private final SimulatorListener listener;
    private final Clock clock;
    private final Random random;
    private final Gatekeeper gatekeeper;
    private final LoadMeter meter;
    private final Reassembly reassembly = new Reassembly();
    private final MessageBook book = new MessageBook();
    private final Map<String, Mailbox> mailboxes = new HashMap<>();
    private final Set<EsmeLink> links = new LinkedHashSet<>();
    private final AtomicLong submits = new AtomicLong();
    private final AtomicInteger binds = new AtomicInteger();
    private final AtomicInteger parcels = new AtomicInteger();
    private volatile SmscBehaviour behaviour;
    private long lastNumber;

    SmscCore(SimulatorSettings settings, SmscBehaviour behaviour, SimulatorListener listener, Clock clock) {
        this.behaviour = behaviour;
        this.listener = listener;
        this.clock = clock;
        this.random = new Random(settings.seed());
        this.gatekeeper = new Gatekeeper(settings);
        this.meter = new LoadMeter(clock);
        this.lastNumber = 416_000_000L + random.nextInt(1_000_000);
    }

    SmscBehaviour behaviour() {
        return behaviour;
    }

    void behave(SmscBehaviour other) {
        behaviour = other;
    }

    SimulatorListener listener() {
        return listener;
    }

    MessageBook book() {
        return book;
    }

    long submits() {
        return submits.get();
    }

    int binds() {
        return binds.get();
    }

    int waiting() {
        return parcels.get();
    }

    /** What a bind is answered. */
    int statusOfBind(BaseBind<?> bind) {
        int bound = (int) links.stream()
                .filter(link -> link.isOf(String.valueOf(bind.getSystemId())))
                .count();
        return gatekeeper.statusOf(bind, behaviour.admission(), bound);
    }

    void bound(EsmeLink link) {
        links.add(link);
        binds.set(links.size());
    }

    void unbound(EsmeLink link) {
        links.remove(link);
        binds.set(links.size());
        mailboxes.values().removeIf(Mailbox::isUnused);
    }

    void cutAll() {
        List.copyOf(links).forEach(EsmeLink::cut);
    }

    Mailbox mailbox(String systemId) {
        return mailboxes.computeIfAbsent(systemId, ignored -> new Mailbox());
    }

    boolean chance(double share) {
        return share > 0 && random.nextDouble() < share;
    }

    /** What a submit_sm is answered: what the load makes of it, an error by its share, or ESME_ROK. */
    int statusOfSubmit(int unansweredOnLink) {
        submits.incrementAndGet();
        int status = meter.statusOfSubmit(behaviour.load(), unansweredOnLink, parcels.get(), PARCELS);
        if (status != SmppConstants.STATUS_OK) {
            return status;
        }
        double lot = random.nextDouble();
        for (SmscBehaviour.ErrorShare error : behaviour.responses().errors()) {
            lot -= error.share();
            if (lot < 0) {
                return error.commandStatus();
            }
        }
        return SmppConstants.STATUS_OK;
    }

    /** congestion_state to tell at this moment; -1 for none. */
    int congestionState() {
        return meter.congestionState(behaviour.load());
    }

    /** The next message's number, which its ids are written from. */
    long nextNumber() {
        return ++lastNumber;
    }

    /** Takes a message or segment in; whoever listens is told when it is whole. */
    void take(SubmitSm submit) {
        Address from = WireAddress.of(submit.getSourceAddress());
        Address to = WireAddress.of(submit.getDestAddress());
        Dialect dialect = behaviour.dialect();
        Segment segment = Segment.of(submit, dialect);
        byte[] whole = reassembly.add(from, to, segment);
        if (whole != null) {
            int dataCoding = submit.getDataCoding() & 0xFF;
            String text = ShortMessageText.decode(whole, dataCoding, dialect.alphabet());
            listener.onMessage(new ReceivedMessage(from, to, text, segment.total(), dataCoding));
        }
    }

    /** The receipts that a message asked for; null if it asked for none. They count as waiting from now on. */
    @Nullable
    ReceiptPlan plan(MessageBook.Entry entry, long number, EsmeLink link) {
        SmscBehaviour.Receipts how = behaviour.receipts();
        String fate = chance(how.outcomes().otherShare())
                ? how.outcomes().other()
                : how.outcomes().state();
        int wanted = entry.submit().getRegisteredDelivery() & RECEIPT_MASK;
        if (wanted == 0 || (wanted == RECEIPT_ON_FAILURE && fate.equals("DELIVRD"))) {
            entry.settle(fate);
            return null;
        }
        boolean conflicts = chance(how.timing().conflictingShare());
        boolean twice = !conflicts && chance(how.timing().duplicateShare());
        var plan = new ReceiptPlan(
                entry,
                number,
                fate,
                chance(how.timing().intermediateShare()),
                conflicts || twice ? 1 : 0,
                conflicts ? "UNDELIV" : fate,
                chance(how.shape().malformedShare()),
                how.over() == SmscBehaviour.Over.ANOTHER_BIND ? link : null);
        parcels.addAndGet(plan.count());
        return plan;
    }

    /** The receipts of {@code plan}, written now. */
    List<Parcel> write(ReceiptPlan plan) {
        return plan.parcels(behaviour, behaviour.receipts().shape().dates().write(LocalDateTime.now(clock)));
    }

    /** Sends a message from a phone; false if too much waits already. */
    boolean send(String systemId, List<Parcel> parts) {
        if (parcels.get() + parts.size() > PARCELS) {
            return false;
        }
        parcels.addAndGet(parts.size());
        parts.forEach(mailbox(systemId)::put);
        return true;
    }

    Random random() {
        return random;
    }

    /** A parcel went out on a link. */
    void delivered(Parcel parcel) {
        if (parcel.receipt() != null) {
            listener.onReceipt(parcel.receipt());
        }
    }

    /** A parcel was answered for good. */
    void parcelDone() {
        parcels.decrementAndGet();
    }
}
