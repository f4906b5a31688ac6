package trunkline.gateway.probe;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import trunkline.smpp.bind.BindListener;
import trunkline.smpp.bind.BindSettings;
import trunkline.smpp.bind.Passage;
import trunkline.smpp.bind.SmscBind;
import trunkline.smpp.bind.SubmitOutcome;
import trunkline.smpp.session.BindResponse;
import trunkline.smpp.session.CommandStatus;
import trunkline.smpp.session.Delivery;
import trunkline.smpp.session.LinkLoss;
import trunkline.smpp.session.SmppLoops;
import trunkline.smpp.session.SubmitRequest;

/**
 * One bind, or a transmitter and a receiver, that is waited for. Its first loss is its end: it is not bound again. Called
 * from one thread, which may block.
 */
final class ProbeLink implements AutoCloseable {

    /** Deliveries that are looked at; what comes beyond is answered and forgotten. */
    private static final int DELIVERIES_MAX = 10_000;

    private final List<SmscBind> binds = new ArrayList<>();
    private final CompletableFuture<Void> bound;
    private final CompletableFuture<LinkLoss> lost = new CompletableFuture<>();
    private final AtomicLong tokens = new AtomicLong();
    /** By token; as many as are submitted and unanswered, at most the window. */
    private final Map<Long, CompletableFuture<SubmitOutcome>> outcomes = new ConcurrentHashMap<>();

    private final Queue<Delivery> deliveries;

    /** @param deliveries gets what is delivered, up to 10,000 in all */
    ProbeLink(List<BindSettings> settings, SmppLoops loops, Queue<Delivery> deliveries) {
        this.deliveries = deliveries;
        List<CompletableFuture<Void>> each = new ArrayList<>();
        for (BindSettings one : settings) {
            CompletableFuture<Void> thisOne = new CompletableFuture<>();
            each.add(thisOne);
            binds.add(new SmscBind(one, loops, new Events(thisOne, binds.size())));
        }
        bound = CompletableFuture.allOf(each.toArray(CompletableFuture[]::new));
    }

    static Queue<Delivery> deliveries() {
        return new ConcurrentLinkedQueue<>();
    }

    /** Binds; null, or why it is not bound. */
    @Nullable
    LinkLoss open(Duration timeout) throws InterruptedException {
        binds.forEach(SmscBind::start);
        waitFor(CompletableFuture.anyOf(bound, lost), timeout);
        LinkLoss loss = lost.getNow(null);
        if (loss == null && !bound.isDone()) {
            return new LinkLoss(LinkLoss.Cause.BIND_TIMEOUT, "nothing came of it within " + timeout);
        }
        return loss;
    }

    /** What the SMSC answered to the bind. */
    @Nullable
    BindResponse peer() {
        return binds.get(0).status().peer();
    }

    /** The end of the link, if it comes within {@code most}; null if it does not. */
    @Nullable
    LinkLoss awaitLoss(Duration most) throws InterruptedException {
        waitFor(lost, most);
        return lost.getNow(null);
    }

    /** Submits at once; the outcome comes in any case, at the latest when the response times out. */
    CompletableFuture<SubmitOutcome> submit(Trials.Part part, ProbePlan plan) {
        long token = tokens.incrementAndGet();
        CompletableFuture<SubmitOutcome> outcome = new CompletableFuture<>();
        SubmitRequest request = new SubmitRequest(token, plan.from(), plan.to(), part.userData(), Trials.WITH_RECEIPT);
        SmscBind transmitter = binds.get(0);
        transmitter.executor().execute(() -> {
            if (transmitter.takePermits(1) == 1) {
                outcomes.put(token, outcome);
                transmitter.submit(request);
            } else {
                outcome.complete(new SubmitOutcome.NotSent(SubmitOutcome.NotSentReason.NOT_BOUND));
            }
        });
        return outcome;
    }

    @Override
    public void close() {
        binds.forEach(SmscBind::close);
    }

    private static void waitFor(CompletableFuture<?> event, Duration most) throws InterruptedException {
        try {
            event.get(most.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            return; // whoever waits looks at what came
        } catch (ExecutionException e) {
            throw new IllegalStateException("nothing completes it with a failure", e);
        }
    }

    private final class Events implements BindListener {
        private final CompletableFuture<Void> boundOne;
        private final int number;

        private Events(CompletableFuture<Void> boundOne, int number) {
            this.boundOne = boundOne;
            this.number = number;
        }

        @Override
        public void onBound() {
            boundOne.complete(null);
        }

        @Override
        public void onLost(LinkLoss loss) {
            lost.complete(loss);
        }

        @Override
        public void onOutcome(SubmitRequest request, SubmitOutcome outcome, Passage passage) {
            binds.get(number).releasePermits(1);
            CompletableFuture<SubmitOutcome> waiting = outcomes.remove(request.token());
            if (waiting != null) {
                waiting.complete(outcome);
            }
        }

        @Override
        public void onLateOutcome(SubmitRequest request, SubmitOutcome outcome, Passage passage) {
            // it was reported as unanswered, and that is what is told
        }

        @Override
        public void onDelivery(Delivery delivery) {
            if (deliveries.size() < DELIVERIES_MAX) {
                deliveries.add(delivery);
            }
            delivery.answer(CommandStatus.ESME_ROK);
        }

        @Override
        public void onBatchEnd() {
            // nothing is stored
        }
    }
}
