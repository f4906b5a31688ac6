package trunkline.smpp.simulator;

import com.cloudhopper.smpp.SmppConstants;
import com.cloudhopper.smpp.pdu.SubmitSm;
import java.time.Clock;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
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
    private static final DateTimeFormatter RECEIPT_DATE = DateTimeFormatter.ofPattern("yyMMddHHmm");

    private final SimulatorSettings settings;
    private final SimulatorListener listener;
    private final Clock clock;
    private final Random random;
    private final Reassembly reassembly = new Reassembly();
    private final Map<String, Mailbox> mailboxes = new HashMap<>();
    private final Set<EsmeLink> links = new LinkedHashSet<>();
    private final AtomicLong submits = new AtomicLong();
    private final AtomicInteger binds = new AtomicInteger();
    private volatile SmscBehaviour behaviour;
    private long lastNumber;
    private final AtomicInteger parcels = new AtomicInteger();
    private long throttleSecond;
    private int submitsInSecond;

    SmscCore(SimulatorSettings settings, SmscBehaviour behaviour, SimulatorListener listener, Clock clock) {
        this.settings = settings;
        this.behaviour = behaviour;
        this.listener = listener;
        this.clock = clock;
        this.random = new Random(settings.seed());
        this.lastNumber = 416_000_000L + random.nextInt(1_000_000);
    }

    SmscBehaviour behaviour() {
        return behaviour;
    }

    void behave(SmscBehaviour other) {
        behaviour = other;
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
    int statusOfBind(String systemId, String password) {
        int refusal = behaviour.links().refuseBinds();
        if (refusal != SmppConstants.STATUS_OK || settings.systemId().isEmpty()) {
            return refusal;
        }
        if (!settings.systemId().equals(systemId)) {
            return SmppConstants.STATUS_INVSYSID;
        }
        return settings.password().equals(password) ? SmppConstants.STATUS_OK : SmppConstants.STATUS_INVPASWD;
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

    /** What a submit_sm is answered: a throttling above the rate, an error by its share, or ESME_ROK. */
    int statusOfSubmit() {
        submits.incrementAndGet();
        if (isThrottled()) {
            return SmppConstants.STATUS_THROTTLED;
        }
        double lot = random.nextDouble();
        for (SmscBehaviour.ErrorShare error : behaviour.responses().errors()) {
            lot -= error.share();
            if (lot < 0) {
                return error.commandStatus();
            }
        }
        return parcels.get() >= PARCELS ? SmppConstants.STATUS_MSGQFUL : SmppConstants.STATUS_OK;
    }

    private boolean isThrottled() {
        int perSecond = behaviour.responses().perSecond();
        if (perSecond == 0) {
            return false;
        }
        long second = TimeUnit.MILLISECONDS.toSeconds(clock.millis());
        if (second != throttleSecond) {
            throttleSecond = second;
            submitsInSecond = 0;
        }
        return ++submitsInSecond > perSecond;
    }

    /** Takes a message or segment in; its number, which its id is written from. */
    long take(SubmitSm submit) {
        Address from = WireAddress.of(submit.getSourceAddress());
        Address to = WireAddress.of(submit.getDestAddress());
        Segment segment = Segment.of(submit);
        byte[] whole = reassembly.add(from, to, segment);
        if (whole != null) {
            int dataCoding = submit.getDataCoding() & 0xFF;
            String text = ShortMessageText.decode(whole, dataCoding);
            listener.onMessage(new ReceivedMessage(from, to, text, segment.total(), dataCoding));
        }
        return ++lastNumber;
    }

    /** The receipts that {@code submit} asked for: none, one, or a duplicate with it. */
    List<Parcel> receipts(SubmitSm submit, long number) {
        SmscBehaviour.Receipts how = behaviour.receipts();
        int wanted = submit.getRegisteredDelivery() & RECEIPT_MASK;
        if (wanted == 0 || (wanted == RECEIPT_ON_FAILURE && how.state().equals("DELIVRD"))) {
            return List.of();
        }
        String id = behaviour.ids().receipt().format(number);
        String when = LocalDateTime.now(clock).format(RECEIPT_DATE);
        var receipts = new ArrayList<Parcel>();
        for (int copies = chance(how.duplicateShare()) ? 2 : 1; copies > 0; copies--) {
            receipts.add(Parcel.receipt(submit, id, how, when));
        }
        parcels.addAndGet(receipts.size());
        return receipts;
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

    int nextReference() {
        return random.nextInt(256);
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
