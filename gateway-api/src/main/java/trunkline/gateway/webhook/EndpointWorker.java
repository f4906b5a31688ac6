package trunkline.gateway.webhook;

import io.netty.channel.EventLoop;
import io.netty.util.concurrent.Future;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import trunkline.gateway.event.Endpoint;
import trunkline.gateway.event.EndpointHealth;
import trunkline.gateway.event.WebhookFigures;
import trunkline.gateway.store.DeadLetter;
import trunkline.gateway.store.DeliveryRetry;
import trunkline.gateway.store.EndpointState;
import trunkline.gateway.store.EventPage;
import trunkline.gateway.store.EventReport;

/**
 * Brings the events of one account to one of its endpoints: reads them in order, sends several at a time but of each message
 * one, and records how far it is.
 *
 * <pre>
 *   events --read--> window --send--> taken: the position moves on
 *                      ^                 not taken, or slow: a row of its own, behind which only its message waits
 *                      |                      '--rest--> send again ... too old: dead letter
 *                      '-- the endpoint is down: stays where it is, and nothing more is read
 * </pre>
 *
 * <p>Confined to its event loop, but for {@link #wake}.
 */
final class EndpointWorker implements EndpointLink.Listener {

    private static final int PAGE = 256;
    /** Of those that have rested, so many are read again at once. */
    private static final int DUE_AT_ONCE = 64;

    private static final int REPLAYS_AT_ONCE = 200;
    private static final long TICK_MILLIS = 250;
    /** How often it looks for what is too old among what rests. */
    private static final long SWEEP_NANOS = TimeUnit.SECONDS.toNanos(10);

    /** What takes longer lets the order go on without it. */
    private static final long SLOW_NANOS = TimeUnit.SECONDS.toNanos(1);
    /** When one that was on its way is tried again, should this process end before it is answered. */
    private static final long UNDER_WAY_MICROS = TimeUnit.SECONDS.toMicros(15);

    private static final String NOT_IN_TIME = "it was not sent in time";

    private final WebhookParts parts;
    private final EventLoop loop;
    private final WebhookFigures figures;
    private final Window window;
    private final EndpointLink link;
    private final Ledger ledger;
    private final Deliveries deliveries;
    private final OneRead retries;
    private final OneRead events;
    private final OneRead again;
    private final OneRead replays;
    private final AtomicBoolean woken = new AtomicBoolean();
    private Endpoint endpoint;
    private @Nullable Future<?> ticks;
    private long sweptNanos;
    private boolean started;
    private boolean closing;
    private boolean mayHaveMore = true;
    private boolean replaysAsked = true;
    private boolean turning;

    EndpointWorker(WebhookParts parts, EventLoop loop, EndpointState state, WebhookFigures figures) {
        this.parts = parts;
        this.loop = loop;
        this.figures = figures;
        this.endpoint = state.endpoint();
        this.window = new Window(state.position());
        this.link = new EndpointLink(parts, loop, state, figures, this);
        this.ledger = new Ledger(state, parts.endpoints(), loop, window, coverage -> {
            window.recorded(coverage);
            turn();
        });
        this.deliveries = new Deliveries(window, ledger);
        String of = " of webhook " + endpoint.id();
        this.retries = new OneRead(loop, "retries" + of);
        this.events = new OneRead(loop, "events" + of);
        this.again = new OneRead(loop, "events to be sent again" + of);
        this.replays = new OneRead(loop, "dead letters" + of);
    }

    /** Takes up what waits for another try, then begins to read. */
    void start() {
        sweptNanos = parts.clocks().nowNanos();
        ticks = loop.scheduleAtFixedRate(this::tick, TICK_MILLIS, TICK_MILLIS, TimeUnit.MILLISECONDS);
        takeUp();
    }

    private void takeUp() {
        retries.run(parts.endpoints().retries(endpoint.key(), Deliveries.mostKept()), this::begin, this::takeUp);
    }

    private void begin(List<DeliveryRetry> found) {
        found.stream().sorted(Comparator.comparingLong(DeliveryRetry::event)).forEach(deliveries::takeKept);
        started = true;
        turn();
    }

    /** There may be new events. On any thread. */
    void wake() {
        if (woken.compareAndSet(false, true)) {
            loop.execute(() -> {
                woken.set(false);
                mayHaveMore = true;
                turn();
            });
        }
    }

    /** Its owner has changed it, or wants something tried again. */
    void change(EndpointState state) {
        endpoint = state.endpoint();
        link.change(state);
        replaysAsked = true;
        turn();
    }

    EndpointLink link() {
        return link;
    }

    EndpointHealth health() {
        long restNanos = link.breaker() instanceof Breaker.Open open
                ? Math.max(0, open.untilNanos() - parts.clocks().nowNanos())
                : -1;
        return new EndpointHealth(
                link.breaker().label(),
                restNanos < 0 ? 0 : nowMicros() + TimeUnit.NANOSECONDS.toMicros(restNanos),
                ledger.health().succeededAtMicros(),
                ledger.health().failedAtMicros(),
                ledger.health().failure(),
                link.sending().size(),
                deliveries.kept(),
                window.position(),
                deliveries.oldestMicros());
    }

    private long nowMicros() {
        return parts.clocks().nowMicros();
    }

    /** Does all that can be done now. */
    private void turn() {
        if (turning || !started) {
            return;
        }
        turning = true;
        readOn();
        readReplays();
        readDue();
        send();
        ledger.flush();
        turning = false;
    }

    private void readOn() {
        int room = Math.min(PAGE, window.room());
        if (events.isRunning() || closing || !mayHaveMore || room <= 0 || deliveries.isFull()) {
            return;
        }
        mayHaveMore = false;
        events.run(
                parts.events()
                        .after(
                                endpoint.account(),
                                window.readUpTo(),
                                room,
                                endpoint.settings().filter()),
                this::onPage,
                this::wake);
    }

    private void onPage(EventPage page) {
        mayHaveMore |= page.more();
        for (EventReport report : page.events()) {
            Delivery delivery = Delivery.of(report, until(report.event().atMicros()));
            if (isOver(delivery)) {
                deliveries.takeExpired(delivery, died(delivery, NOT_IN_TIME));
            } else {
                deliveries.take(delivery);
            }
        }
        window.passed(page.upTo());
        turn();
    }

    private long until(long fromMicros) {
        return fromMicros + parts.config().retry().giveUp().toNanos() / 1_000;
    }

    private boolean isOver(Delivery delivery) {
        return delivery.untilMicros() <= nowMicros();
    }

    private DeadLetter died(Delivery delivery, String why) {
        figures.onDead();
        return new DeadLetter(delivery.event(), delivery.attempts(), nowMicros(), why, null);
    }

    private void readReplays() {
        if (!replaysAsked || replays.isRunning() || closing || deliveries.isFull() || ledger.isReviving()) {
            return;
        }
        replaysAsked = false;
        replays.run(
                parts.endpoints().replays(endpoint.key(), REPLAYS_AT_ONCE), this::onReplays, () -> replaysAsked = true);
    }

    private void onReplays(List<DeadLetter> letters) {
        replaysAsked |= letters.size() == REPLAYS_AT_ONCE;
        long nowMicros = nowMicros();
        for (DeadLetter letter : letters) {
            long message = letter.what() == null ? 0 : letter.what().event().message();
            DeliveryRetry retry = new DeliveryRetry(letter.event(), message, 0, nowMicros, until(nowMicros));
            ledger.revive(retry);
            deliveries.takeKept(retry);
        }
        turn();
    }

    private void readDue() {
        boolean mayRead = !closing && !endpoint.settings().paused() && link.hasRoom();
        if (again.isRunning() || !mayRead || deliveries.ready() >= DUE_AT_ONCE) {
            return;
        }
        List<Delivery> due = deliveries.takeDue(nowMicros(), DUE_AT_ONCE);
        if (due.isEmpty()) {
            return;
        }
        again.run(
                parts.events()
                        .byIds(
                                endpoint.account(),
                                due.stream().map(Delivery::event).toList()),
                reports -> {
                    deliveries.readAgain(due, reports, nowMicros());
                    turn();
                },
                () -> deliveries.restOn(due));
    }

    private void send() {
        while (!closing && !endpoint.settings().paused() && link.hasRoom()) {
            Delivery next = deliveries.next();
            if (next == null) {
                return;
            }
            link.send(next);
        }
    }

    @Override
    public void onStale(Delivery delivery) {
        deliveries.putBack(delivery);
        turn();
    }

    @Override
    public void onEnded(Delivery delivery, AttemptOutcome outcome, boolean whileDown) {
        if (outcome.isDelivered()) {
            ledger.succeeded(nowMicros());
            deliveries.settle(delivery, nowMicros());
        } else {
            ledger.failed(nowMicros(), outcome.failure());
            onFailed(delivery, outcome, whileDown);
        }
        turn();
    }

    private void onFailed(Delivery delivery, AttemptOutcome outcome, boolean whileDown) {
        if (isOver(delivery)) {
            deliveries.giveUp(delivery, died(delivery, outcome.failure()));
        } else if (link.isDown() && !whileDown && !delivery.isKept()) {
            deliveries.putBack(delivery); // it is not this event that fails: the order rests
        } else {
            // also the one that was to see whether the endpoint is up: else one bad event could keep it down for ever
            deliveries.rest(delivery, nowMicros() + backOffMicros(delivery));
        }
    }

    private long backOffMicros(Delivery delivery) {
        return BackOff.nanos(
                        delivery.attempts() - 1,
                        parts.config().retry().first().toNanos(),
                        parts.config().retry().most().toNanos(),
                        parts.random())
                / 1_000;
    }

    private void tick() {
        long nowNanos = parts.clocks().nowNanos();
        link.tick(nowNanos);
        letSlowOnesStepAside();
        giveUpExpired();
        if (nowNanos - sweptNanos >= SWEEP_NANOS) {
            sweptNanos = nowNanos;
            deliveries.takeExpired(nowMicros()).forEach(this::giveUp);
            ledger.flushAll();
        }
        long oldest = deliveries.oldestMicros();
        figures.stands(link.isDown(), oldest == 0 ? 0 : (nowMicros() - oldest) / (double) TimeUnit.SECONDS.toMicros(1));
        turn();
    }

    private void letSlowOnesStepAside() {
        for (Delivery delivery : link.sending()) {
            Attempt attempt = delivery.attempt();
            if (attempt == null || parts.clocks().nowNanos() - attempt.beganNanos() < SLOW_NANOS) {
                return; // those that follow began later
            }
            deliveries.stepAside(delivery, nowMicros() + UNDER_WAY_MICROS);
        }
    }

    /** Also while the endpoint is down or paused, or what it has not taken would pile up. */
    private void giveUpExpired() {
        for (Delivery first; (first = deliveries.peek()) != null && isOver(first); ) {
            deliveries.next();
            giveUp(first);
        }
    }

    private void giveUp(Delivery delivery) {
        String failure = ledger.health().failure();
        String why = failure == null ? NOT_IN_TIME : "it was not taken in time: " + failure;
        deliveries.giveUp(delivery, died(delivery, why));
    }

    /** Sends nothing more. */
    void close() {
        closing = true;
    }

    /** Whether nothing is on its way, and what became of everything is recorded. */
    boolean isQuiet() {
        ledger.flush();
        return link.sending().isEmpty() && ledger.isClean();
    }

    /** Drops everything. */
    void end() {
        closing = true;
        started = false;
        if (ticks != null) {
            ticks.cancel(false);
        }
        link.close();
    }
}
