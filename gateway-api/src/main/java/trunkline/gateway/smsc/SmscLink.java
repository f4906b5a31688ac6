package trunkline.gateway.smsc;

import java.util.List;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import trunkline.gateway.config.SmscConfig;
import trunkline.gateway.dispatch.Alarm;
import trunkline.gateway.dispatch.Clocks;
import trunkline.gateway.dispatch.Pace;
import trunkline.gateway.dispatch.SegmentKey;
import trunkline.gateway.dispatch.SmsLink;
import trunkline.gateway.dispatch.SmsLinkListener;
import trunkline.gateway.dispatch.SmsLinkListener.Acknowledgement;
import trunkline.gateway.dispatch.SmsResult;
import trunkline.gateway.message.Exchange;
import trunkline.gateway.message.OutboundMessage;
import trunkline.gateway.message.SegmentState;
import trunkline.gateway.store.ReceiptRecord;
import trunkline.gateway.store.UnfinishedSms;
import trunkline.profile.SmscProfile;
import trunkline.smpp.bind.BindListener;
import trunkline.smpp.bind.BindStatus;
import trunkline.smpp.bind.Passage;
import trunkline.smpp.bind.SmscBind;
import trunkline.smpp.bind.SubmitOutcome;
import trunkline.smpp.receipt.DeliveryReceipt;
import trunkline.smpp.receipt.DeliveryReceiptParser;
import trunkline.smpp.session.CommandStatus;
import trunkline.smpp.session.Delivery;
import trunkline.smpp.session.LinkLoss;
import trunkline.smpp.session.SmppLoops;
import trunkline.smpp.session.SubmitRequest;

/**
 * One SMSC behind one bind, at the agreed rate.
 *
 * <p>{@link #start}, {@link #close}, {@link #status} and {@link #whyDown} are free; the rest is confined to the bind's
 * loop.
 */
public final class SmscLink implements SmsLink, AutoCloseable {

    private static final Logger LOGGER = LoggerFactory.getLogger(SmscLink.class);
    /** Part of a second whose submits may leave at once: one wake-up then serves many, and no SMSC counts finer. */
    private static final double BURST_SECONDS = 0.05;

    private static final Exchange BIND = new Exchange(1, 0, 0, 0);

    private final SmscProfile profile;
    private final String name;
    private final SmscBind bind;
    private final Pace pace;
    private final Clocks clocks;
    private final Alarm alarm;
    private final DeliveryReceiptParser receipts;
    private final SmsEncoder encoder;
    private @Nullable SmsLinkListener listener;
    private boolean alarmSet;

    /**
     * A link that is not started.
     *
     * @param loops running
     */
    public SmscLink(SmscConfig config, SmppLoops loops, Clocks clocks, Alarm alarm) {
        this.profile = config.profile();
        this.name = config.name();
        this.bind = new SmscBind(SmscSettings.bind(config), loops, new BindEvents());
        double perSecond = config.limits().perSecond();
        this.pace = new Pace(perSecond, Math.max(1, (int) (perSecond * BURST_SECONDS)));
        this.clocks = clocks;
        this.alarm = alarm;
        this.receipts = new DeliveryReceiptParser(SmscSettings.receipts(profile));
        this.encoder = new SmsEncoder(config.encoding(), clocks::nowMicros);
    }

    /** Begins to connect; results and receipts go to {@code dispatcher}. */
    public void start(SmsLinkListener dispatcher) {
        bind.executor().execute(() -> listener = dispatcher);
        bind.start();
    }

    /** Waits for responses still due, unbinds, closes. */
    @Override
    public void close() {
        bind.close();
    }

    /** How the bind stands. */
    public BindStatus status() {
        return bind.status();
    }

    /** Why the bind is not up, or null if it is. */
    public @Nullable String whyDown() {
        BindStatus status = bind.status();
        if (status.state() == BindStatus.State.BOUND) {
            return null;
        }
        LinkLoss loss = status.lastLoss();
        return loss == null ? "not bound yet" : loss.cause() + ": " + loss.detail();
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Executor executor() {
        return bind.executor();
    }

    @Override
    public @Nullable Encoded encode(OutboundMessage message) {
        return encoder.encode(message);
    }

    @Override
    public @Nullable Encoded encodeAgain(UnfinishedSms sms) {
        return encoder.encodeAgain(sms);
    }

    @Override
    public int takePermits(int wanted) {
        int paced = pace.take(wanted, clocks.nowNanos());
        if (paced == 0) {
            wakeLater();
            return 0;
        }
        int taken = bind.takePermits(paced);
        pace.giveBack(paced - taken);
        return taken;
    }

    private void wakeLater() {
        if (!alarmSet) {
            alarmSet = true;
            alarm.after(pace.waitNanos(clocks.nowNanos()), executor(), () -> {
                alarmSet = false;
                if (listener != null) {
                    listener.onUp();
                }
            });
        }
    }

    @Override
    public void returnPermits(int count) {
        bind.releasePermits(count);
    }

    @Override
    public void releasePermit(int number) {
        bind.releasePermits(1);
    }

    @Override
    public void submit(Encoded sms, SegmentKey segment) {
        bind.submit(((EncodedSms) sms).request(segment.number(), segment.packed()));
    }

    private SmsResult result(SubmitOutcome outcome) {
        if (outcome instanceof SubmitOutcome.Accepted accepted) {
            return new SmsResult.Submitted(
                    accepted.smscMessageId(), receipts.normalResponseId(accepted.smscMessageId()), BIND);
        }
        if (outcome instanceof SubmitOutcome.Refused refused) {
            return new SmsResult.Refused(
                    refused.commandStatus(), SmscSettings.verdict(profile, refused.commandStatus()), BIND);
        }
        return outcome instanceof SubmitOutcome.NotSent ? new SmsResult.NotSent(BIND) : new SmsResult.Unanswered(BIND);
    }

    private static SegmentState state(DeliveryReceipt receipt) {
        return switch (receipt.state()) {
            case SCHEDULED, ENROUTE, ACCEPTED -> SegmentState.SUBMITTED;
            case DELIVERED -> SegmentState.DELIVERED;
            case EXPIRED -> SegmentState.EXPIRED;
            case DELETED, UNDELIVERABLE, SKIPPED -> SegmentState.FAILED;
            case REJECTED -> SegmentState.REJECTED;
            case UNKNOWN -> SegmentState.UNKNOWN;
        };
    }

    /** What the bind tells, on its loop. */
    private final class BindEvents implements BindListener {

        @Override
        public void onBound() {
            if (listener != null) {
                listener.onUp();
            }
        }

        @Override
        public void onLost(LinkLoss loss) {
            // every submit has had its outcome; the bind comes back by itself
        }

        @Override
        public void onOutcome(SubmitRequest request, SubmitOutcome outcome, Passage passage) {
            if (listener != null) {
                listener.onResult(SegmentKey.unpack(request.token()), result(outcome));
            }
        }

        @Override
        public void onLateOutcome(SubmitRequest request, SubmitOutcome outcome, Passage passage) {
            LOGGER.atWarn()
                    .addKeyValue("smsc", name)
                    .addKeyValue("outcome", outcome)
                    .log("response came after its segment was given up");
        }

        @Override
        public void onDelivery(Delivery delivery) {
            DeliveryReceipt receipt = receipts.parse(delivery).orElse(null);
            if (receipt == null || listener == null) {
                LOGGER.atWarn().addKeyValue("smsc", name).log("inbound message refused, there is no inbox yet");
                delivery.answer(CommandStatus.ESME_RX_T_APPN);
                return;
            }
            String reference = receipt.ids().normal();
            if (reference == null) {
                LOGGER.atWarn().addKeyValue("smsc", name).log("receipt without an id");
                delivery.answer(CommandStatus.ESME_ROK);
                return;
            }
            ReceiptRecord record = new ReceiptRecord(
                    List.of(reference),
                    state(receipt),
                    BIND.bind(),
                    0,
                    receipt.evidence().toString());
            listener.onReceipt(record, new Answer(delivery));
        }

        @Override
        public void onBatchEnd() {
            if (listener != null) {
                listener.onBatchEnd();
            }
        }
    }

    /** Tells the SMSC what became of its receipt. */
    private record Answer(Delivery delivery) implements Acknowledgement {

        @Override
        public void kept() {
            delivery.answer(CommandStatus.ESME_ROK);
        }

        @Override
        public void notKept() {
            delivery.answer(CommandStatus.ESME_RX_T_APPN);
        }
    }
}
