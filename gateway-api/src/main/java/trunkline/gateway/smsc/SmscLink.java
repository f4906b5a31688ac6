package trunkline.gateway.smsc;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import trunkline.gateway.bank.SimBank;
import trunkline.gateway.config.EncodingConfig;
import trunkline.gateway.config.SmscConfig;
import trunkline.gateway.dispatch.Alarm;
import trunkline.gateway.dispatch.Clocks;
import trunkline.gateway.dispatch.InboundListener;
import trunkline.gateway.dispatch.SegmentKey;
import trunkline.gateway.dispatch.Senders;
import trunkline.gateway.dispatch.SimView;
import trunkline.gateway.dispatch.SmsLink;
import trunkline.gateway.dispatch.SmsLinkListener;
import trunkline.gateway.dispatch.SmsResult;
import trunkline.gateway.message.Exchange;
import trunkline.gateway.message.OutboundMessage;
import trunkline.gateway.store.ReceiptReading;
import trunkline.gateway.store.UnfinishedSms;
import trunkline.profile.SmscProfile;
import trunkline.smpp.bind.BindListener;
import trunkline.smpp.bind.BindStatus;
import trunkline.smpp.bind.Passage;
import trunkline.smpp.bind.SubmitOutcome;
import trunkline.smpp.inbound.InboundPart;
import trunkline.smpp.pace.AdaptivePace;
import trunkline.smpp.pace.PaceSettings;
import trunkline.smpp.receipt.IdLearning;
import trunkline.smpp.session.Delivery;
import trunkline.smpp.session.LinkLoss;
import trunkline.smpp.session.PduOctets;
import trunkline.smpp.session.SmppLoops;
import trunkline.smpp.session.SubmitRequest;

/**
 * One SMSC behind its binds, at the agreed rate or what it takes of it.
 *
 * <p>{@link #start}, {@link #close}, {@link #statuses}, {@link #whyDown} and {@link #retryNow} are free; the rest is
 * confined to the binds' loop.
 */
public final class SmscLink implements SmsLink, AutoCloseable {

    /** Part of a second whose submits may leave at once: one wake-up then serves many, and no SMSC counts finer. */
    private static final double BURST_SECONDS = 0.05;

    /** Segments of one message that leave a SIM of a bank together. */
    private static final int BURST_OF_SIM = 10;

    private final SmscProfile profile;
    private final String name;
    private final SmscBinds binds;
    private final AdaptivePace pace;
    private final Clocks clocks;
    private final Alarm alarm;
    private final SmscReceipts receipts;
    private final SmscInbound inbound;
    private final EncodingConfig encoding;
    private final SmsEncoder encoder;
    private final @Nullable BankSenders senders;
    private @Nullable SmsLinkListener listener;
    private @Nullable InboundListener inboundListener;
    private boolean alarmSet;

    /**
     * A link that is not started.
     *
     * @param loops running
     * @param bank the SIMs behind it; null for an SMSC that takes messages from whichever sender they name
     */
    public SmscLink(SmscConfig config, SmppLoops loops, Clocks clocks, Alarm alarm, @Nullable SimBank bank) {
        this.profile = config.profile();
        this.name = config.name();
        this.binds = new SmscBinds(SmscSettings.binds(config), loops, BindEvents::new);
        double perSecond = config.limits().perSecond();
        int usual = Math.max(1, (int) (perSecond * BURST_SECONDS));
        if (bank != null) { // its SIMs have their own pace
            usual = Math.max(usual, BURST_OF_SIM * bank.plan().sims().size());
        }
        int burst = config.limits().burst() > 0 ? config.limits().burst() : usual;
        this.pace = new AdaptivePace(PaceSettings.of(perSecond, burst));
        this.clocks = clocks;
        this.alarm = alarm;
        this.receipts = new SmscReceipts(name, SmscSettings.receipts(profile));
        this.encoding = config.encoding();
        this.inbound = new SmscInbound(encoding.settings().alphabet());
        this.encoder = new SmsEncoder(encoding, clocks::nowMicros);
        this.senders = bank == null
                ? null
                : new BankSenders(bank, encoding.addresses(), clocks, alarm, binds.executor(), this::onTurn);
    }

    private void onTurn() {
        if (listener != null) {
            listener.onTurn();
        }
    }

    /** Begins to connect; results and receipts go to {@code dispatcher}, messages from phones to {@code desk}. */
    public void start(SmsLinkListener dispatcher, InboundListener desk) {
        binds.executor().execute(() -> {
            listener = dispatcher;
            inboundListener = desk;
        });
        binds.start();
    }

    /** Waits for responses still due, unbinds, closes. */
    @Override
    public void close() {
        binds.close();
    }

    /** How each bind stands, in the order of their numbers. */
    public List<BindStatus> statuses() {
        return binds.statuses();
    }

    /** Why nothing can be submitted, or null if something can. */
    public @Nullable String whyDown() {
        String why = binds.whyDown();
        return why == null && senders != null ? senders.whyDown() : why;
    }

    @Override
    public @Nullable Senders senders() {
        return senders;
    }

    /** The SIMs behind it; none if it is no bank. */
    public List<SimView> sims() {
        return senders == null ? List.of() : senders.views();
    }

    /** One of them; null if there is none of this name. */
    public @Nullable SimView sim(String sim) {
        return senders == null ? null : senders.view(sim);
    }

    /** Lets a SIM send again that rests, on behalf of {@code by}; false if there is none of this name. */
    CompletableFuture<Boolean> release(String sim, String by) {
        return senders == null ? CompletableFuture.completedFuture(false) : senders.release(sim, by);
    }

    /** A message as the SMSC has it. */
    CompletableFuture<OutboundMessage> asSent(OutboundMessage message) {
        return senders == null ? CompletableFuture.completedFuture(message) : senders.asSent(message);
    }

    /** Has binds that gave up, or rest, try at once. */
    public void retryNow() {
        binds.retryNow();
    }

    /** Submits a second that it takes at the moment. */
    public double perSecond() {
        return pace.perSecond();
    }

    /** Those that were agreed. */
    public double agreedPerSecond() {
        return pace.agreedPerSecond();
    }

    /** The submit_sm of a segment as it is sent now; null if the message cannot be sent any more. From any thread. */
    byte @Nullable [] submitPdu(OutboundMessage message, int segment, int sequence) {
        EncodedSms encoded = new SmsEncoder(encoding, clocks::nowMicros).encode(message);
        return encoded == null || segment > encoded.segments()
                ? null
                : PduOctets.submitSm(sequence, encoded.request(segment, 0));
    }

    /** What can be asked of the SMSC about messages that it has. */
    SmscRequests requests() {
        return new SmscRequests(binds, new SmsEncoder(encoding, clocks::nowMicros), clocks);
    }

    /** What it has taught of its ids. */
    public IdLearning ids() {
        return receipts.ids();
    }

    /** Reads a receipt of this SMSC again that was kept; null if it cannot be read any more. */
    public @Nullable ReceiptReading readAgain(int bind, byte[] pdu) {
        return receipts.read(bind, pdu);
    }

    /** Reads a message from a phone, or a part of one, again that was kept. From any thread. */
    InboundPart inboundPart(byte[] pdu) {
        return inbound.part(pdu);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Executor executor() {
        return binds.executor();
    }

    @Override
    public @Nullable Encoded encode(OutboundMessage message) {
        return encoder.encode(message);
    }

    @Override
    public @Nullable Encoded encodeAgain(UnfinishedSms sms) {
        String sim = SimForm.simOf(sms.form());
        if (sim == null || sms.form() == null) {
            return encoder.encodeAgain(sms);
        }
        EncodedSms encoded = encoder.encodeAgain(
                new UnfinishedSms(sms.message(), sms.attempts(), sms.segments(), SimForm.formOf(sms.form())));
        if (encoded != null) {
            encoded.sentBy(sim);
        }
        return encoded;
    }

    @Override
    public int takePermits(int wanted) {
        int paced = pace.take(wanted, clocks.nowNanos());
        if (paced == 0) {
            wakeLater();
            return 0;
        }
        int taken = binds.take(paced);
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
        binds.giveBack(count);
        pace.giveBack(count);
    }

    @Override
    public void releasePermit(int bind) {
        binds.release(bind);
    }

    @Override
    public void submit(Encoded sms, SegmentKey segment) {
        binds.submit(((EncodedSms) sms).request(segment.number(), segment.packed()));
    }

    private SmsResult result(SubmitOutcome outcome, Exchange exchange) {
        if (outcome instanceof SubmitOutcome.Accepted accepted) {
            String id = accepted.smscMessageId();
            return new SmsResult.Submitted(id, id.isBlank() ? null : IdLearning.key(id), exchange);
        }
        if (outcome instanceof SubmitOutcome.Refused refused) {
            return new SmsResult.Refused(
                    refused.commandStatus(), SmscSettings.verdict(profile, refused.commandStatus()), exchange);
        }
        return outcome instanceof SubmitOutcome.NotSent
                ? new SmsResult.NotSent(new Exchange(exchange.bind(), exchange.sequence(), 0, 0))
                : new SmsResult.Unanswered(exchange);
    }

    /** What the SMSC can bear, its answers tell. */
    private void keepPace(SmsResult result, Passage passage) {
        long nowNanos = clocks.nowNanos();
        if (result instanceof SmsResult.Submitted) {
            pace.onAccepted(nowNanos);
        } else if (result instanceof SmsResult.Refused refused && refused.verdict() == SmsResult.Verdict.SLOW_DOWN) {
            pace.onThrottled(nowNanos);
        }
        if (passage.congestionState() != Passage.NO_CONGESTION_STATE) {
            pace.onCongestion(passage.congestionState(), nowNanos);
        }
    }

    /** What one bind tells, on its loop. */
    private final class BindEvents implements BindListener {

        private final int number;
        private long session;

        BindEvents(int number) {
            this.number = number;
        }

        @Override
        public void onBound() {
            session = inbound.sessions().begin(clocks.nowMicros());
            if (listener != null) {
                listener.onUp();
            }
        }

        @Override
        public void onLost(LinkLoss loss) {
            // every submit has had its outcome; the bind comes back by itself
            inbound.sessions().end(session, clocks.nowMicros());
        }

        @Override
        public void onOutcome(SubmitRequest request, SubmitOutcome outcome, Passage passage) {
            SmsResult result = result(outcome, exchange(passage));
            keepPace(result, passage);
            if (senders != null) {
                senders.onResult(request.source(), result);
            }
            if (listener != null) {
                listener.onResult(SegmentKey.unpack(request.token()), result);
            }
        }

        @Override
        public void onLateOutcome(SubmitRequest request, SubmitOutcome outcome, Passage passage) {
            if (listener != null) {
                listener.onLateResult(SegmentKey.unpack(request.token()), result(outcome, exchange(passage)));
            }
        }

        private Exchange exchange(Passage passage) {
            return new Exchange(
                    number, passage.sequence(), passage.sentMicros(), Math.max(0, passage.answeredMicros()));
        }

        @Override
        public void onDelivery(Delivery delivery) {
            ReceiptReading receipt = receipts.read(number, delivery).orElse(null);
            int again = profile.deliverResp().again();
            if (listener == null || inboundListener == null) {
                delivery.answer(again);
            } else if (receipt != null) {
                listener.onReceipt(receipt, new ReceiptAnswer(delivery, again));
            } else {
                inboundListener.onInbound(
                        inbound.read(number, session, delivery),
                        new InboundAnswer(delivery, again, inbound.sessions(), session, clocks));
            }
        }

        @Override
        public void onBatchEnd() {
            if (listener != null && inboundListener != null) {
                listener.onBatchEnd();
                inboundListener.onBatchEnd();
            }
        }
    }
}
