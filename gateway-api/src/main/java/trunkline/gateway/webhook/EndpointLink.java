package trunkline.gateway.webhook;

import io.netty.channel.EventLoop;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import trunkline.gateway.event.DeliveryReport;
import trunkline.gateway.event.Endpoint;
import trunkline.gateway.event.EventId;
import trunkline.gateway.event.EventKinds;
import trunkline.gateway.event.TestReport;
import trunkline.gateway.event.WebhookFigures;
import trunkline.gateway.message.MessageId;
import trunkline.gateway.store.EndpointState;
import trunkline.gateway.store.Event;
import trunkline.gateway.store.EventReport;
import trunkline.gateway.store.MessageReport;

/**
 * The way to one endpoint: its connections, its breaker, and what was last sent. It sends what it is given and tells what
 * came of it; what follows from that is its worker's business.
 *
 * <p>Confined to its event loop.
 */
final class EndpointLink {

    /** Is told what came of a delivery. */
    interface Listener {

        /** A connection was too old: it is to be sent again at once. */
        void onStale(Delivery delivery);

        /**
         * One came to its end.
         *
         * @param whileDown whether the endpoint counted as down, so that this was to see whether it still is
         */
        void onEnded(Delivery delivery, AttemptOutcome outcome, boolean whileDown);
    }

    private static final long DEADLINE_NANOS = TimeUnit.SECONDS.toNanos(10);
    private static final String TOO_LATE = "it did not answer within 10 s";
    /** Deliveries that are remembered; the oldest is forgotten for one more. */
    private static final int LOG_SIZE = 100;

    private final WebhookParts parts;
    private final EventLoop loop;
    private final Listener listener;
    private final WebhookFigures figures;
    private final Set<Delivery> sending = new LinkedHashSet<>();
    private final Deque<DeliveryReport> log = new ArrayDeque<>();
    private Endpoint endpoint;
    private RequestWriter writer;
    private ConnectionPool pool;
    private Breaker breaker = Breaker.closed();
    private @Nullable Attempt test;

    EndpointLink(WebhookParts parts, EventLoop loop, EndpointState state, WebhookFigures figures, Listener listener) {
        this.parts = parts;
        this.loop = loop;
        this.listener = listener;
        this.figures = figures;
        TargetUrl target = TargetUrl.parse(state.endpoint().settings().url());
        this.endpoint = state.endpoint();
        this.writer = writer(target, state);
        this.pool = pool(target);
    }

    private static RequestWriter writer(TargetUrl target, EndpointState state) {
        return new RequestWriter(target, state.endpoint().settings().contentType(), state.secrets());
    }

    private ConnectionPool pool(TargetUrl target) {
        return new ConnectionPool(
                parts.connector(),
                target,
                loop,
                parts.clocks().nano(),
                parts.config().connections());
    }

    /** Its owner has changed it. */
    void change(EndpointState state) {
        TargetUrl target = TargetUrl.parse(state.endpoint().settings().url());
        if (!state.endpoint().settings().url().equals(endpoint.settings().url())) {
            pool.close();
            pool = pool(target);
            breaker = Breaker.closed(); // what is down was elsewhere
        }
        endpoint = state.endpoint();
        writer = writer(target, state);
    }

    boolean hasRoom() {
        return breaker.allows(sending.size()) && pool.hasRoom();
    }

    /** Whether it took nothing lately. */
    boolean isDown() {
        return !(breaker instanceof Breaker.Closed);
    }

    Breaker breaker() {
        return breaker;
    }

    /** What is on its way, the oldest first. */
    Set<Delivery> sending() {
        return sending;
    }

    List<DeliveryReport> log() {
        return new ArrayList<>(log);
    }

    /** Sends a delivery; there must be room. */
    void send(Delivery delivery) {
        boolean whileDown = isDown();
        if (delivery.attempts() > 0) {
            figures.onRetried();
        }
        Attempt attempt = new Attempt(
                parts.clocks().nowNanos(),
                pool,
                allocator -> writer.write(
                        allocator,
                        EventId.text(delivery.event()),
                        parts.clocks().nowMicros(),
                        parts.body().write(endpoint, delivery.report())),
                outcome -> onEnded(delivery, outcome, whileDown));
        delivery.sending(attempt, parts.clocks().nowMicros());
        sending.add(delivery);
        attempt.begin();
    }

    private void onEnded(Delivery delivery, AttemptOutcome outcome, boolean whileDown) {
        sending.remove(delivery);
        if (outcome instanceof AttemptOutcome.Stale && delivery.mayResend()) {
            listener.onStale(delivery);
            return;
        }
        delivery.attempted();
        remember(delivery, outcome);
        learn(outcome);
        listener.onEnded(delivery, outcome, whileDown);
    }

    private void learn(AttemptOutcome outcome) {
        if (outcome.isDelivered()) {
            figures.onDelivered();
            breaker = breaker.onSuccess();
        } else {
            figures.onFailed();
            breaker = breaker.onFailure(parts.clocks().nowNanos(), outcome.restNanos(), parts.random());
        }
    }

    private void remember(Delivery delivery, AttemptOutcome outcome) {
        if (log.size() == LOG_SIZE) {
            log.removeLast();
        }
        Event event = delivery.report().event();
        MessageReport message = delivery.report().message();
        log.addFirst(new DeliveryReport(
                event.id(),
                event.kind(),
                message == null ? null : message.message().id().text(),
                event.version(),
                delivery.attempts(),
                delivery.sentAtMicros(),
                TimeUnit.MICROSECONDS.toMillis(parts.clocks().nowMicros() - delivery.sentAtMicros()),
                outcome.status(),
                outcome.isDelivered() ? null : outcome.failure()));
    }

    /** Sends something of no message to see what comes back; nothing if that is under way. */
    CompletableFuture<Optional<TestReport>> test() {
        if (test != null) {
            return CompletableFuture.completedFuture(Optional.empty());
        }
        String id = "test_"
                + new MessageId(parts.random().nextLong(), parts.random().nextLong()).text();
        long nowMicros = parts.clocks().nowMicros();
        String data = "{\"endpoint\":\"" + endpoint.id().text() + "\"}";
        Event event = new Event(0, endpoint.account(), 0, 0, EventKinds.TEST, nowMicros, data);
        byte[] body = parts.body().write(endpoint, new EventReport(event, null));
        CompletableFuture<Optional<TestReport>> report = new CompletableFuture<>();
        // a pool of its own: it is sent even while the endpoint counts as down, and all connections are taken
        ConnectionPool alone = pool(TargetUrl.parse(endpoint.settings().url()));
        Attempt attempt = new Attempt(
                parts.clocks().nowNanos(),
                alone,
                allocator -> writer.write(allocator, id, parts.clocks().nowMicros(), body),
                outcome -> {
                    test = null;
                    alone.close();
                    report.complete(Optional.of(report(id, nowMicros, outcome)));
                });
        test = attempt;
        attempt.begin();
        return report;
    }

    private TestReport report(String id, long sentAtMicros, AttemptOutcome outcome) {
        if (outcome.isDelivered()) {
            breaker = breaker.onSuccess();
        }
        return new TestReport(
                id,
                TimeUnit.MICROSECONDS.toMillis(parts.clocks().nowMicros() - sentAtMicros),
                outcome.status(),
                outcome instanceof AttemptOutcome.Answered answered ? answered.text() : "",
                outcome.isDelivered() ? null : outcome.failure());
    }

    /** Time has passed. */
    void tick(long nowNanos) {
        breaker = breaker.onTick(nowNanos);
        pool.tick(nowNanos);
        for (Delivery delivery : new ArrayList<>(sending)) {
            giveUpIfLate(delivery.attempt(), nowNanos);
        }
        giveUpIfLate(test, nowNanos);
    }

    private static void giveUpIfLate(@Nullable Attempt attempt, long nowNanos) {
        if (attempt != null && nowNanos - attempt.beganNanos() > DEADLINE_NANOS) {
            attempt.giveUp(TOO_LATE);
        }
    }

    void close() {
        pool.close();
    }
}
