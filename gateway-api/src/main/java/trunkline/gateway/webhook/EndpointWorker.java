package trunkline.gateway.webhook;

import io.netty.channel.EventLoop;
import io.netty.util.concurrent.Future;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import trunkline.gateway.dispatch.Replies;
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

    private static final Logger LOGGER = LoggerFactory.getLogger(EndpointWorker.class);
    private static final int PAGE = 256;
    /** Events that wait for another try. With so many the order rests: nothing is given up before its time. */
    private static final int KEPT_MAX = 5_000;
    /** Of those, so many are read again at once. */
    private static final int DUE_AT_ONCE = 64;

    private static final int REPLAYS_AT_ONCE = 200;
    private static final long TICK_MILLIS = 250;
    private static final long SLOW_TICKS = 40;
    /** After the store could not be read. */
    private static final long AGAIN_SECONDS = 5;

    /** What takes longer lets the order go on without it. */
    private static final long SLOW_NANOS = TimeUnit.SECONDS.toNanos(1);
    /** When one that was on its way is tried again, should this process end before it is answered. */
    private static final long UNDER_WAY_MICROS = TimeUnit.SECONDS.toMicros(15);

    private final WebhookParts parts;
    private final EventLoop loop;
    private final WebhookFigures figures;
    private final Window window;
    private final Lanes lanes = new Lanes();
    private final Resting resting = new Resting();
    /** What can be sent now; bounded by the window and {@link #DUE_AT_ONCE}. */
    private final Deque<Delivery> ready = new ArrayDeque<>();

    private final EndpointLink link;
    private final Ledger ledger;
    private final AtomicBoolean woken = new AtomicBoolean();
    private Endpoint endpoint;
    private @Nullable Future<?> ticks;
    private long tickCount;
    private int kept;
    private boolean started;
    private boolean closing;
    private boolean reading;
    private boolean mayHaveMore = true;
    private boolean readingDue;
    private boolean readingReplays;
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
    }

    /** Takes up what waits for another try, then begins to read. */
    void start() {
        ticks = loop.scheduleAtFixedRate(this::tick, TICK_MILLIS, TICK_MILLIS, TimeUnit.MILLISECONDS);
        takeUp();
    }

    private void takeUp() {
        Replies.on(parts.endpoints().retries(endpoint.key(), KEPT_MAX + Window.SIZE), loop, this::begin, failure -> {
            log("retries not read, will try again", failure);
            var unused = loop.schedule(this::takeUp, AGAIN_SECONDS, TimeUnit.SECONDS);
        });
    }

    private void begin(List<DeliveryRetry> retries) {
        retries.stream()
                .sorted(Comparator.comparingLong(DeliveryRetry::event))
                .forEach(retry -> admitKept(Delivery.of(retry)));
        started = true;
        turn();
    }

    private void admitKept(Delivery delivery) {
        kept++;
        if (lanes.enter(delivery) == null) {
            resting.add(delivery);
        }
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
                restNanos < 0 ? 0 : parts.clocks().nowMicros() + TimeUnit.NANOSECONDS.toMicros(restNanos),
                ledger.health().succeededAtMicros(),
                ledger.health().failedAtMicros(),
                ledger.health().failure(),
                link.sending().size(),
                kept,
                window.position(),
                oldestMicros());
    }

    private long oldestMicros() {
        Delivery first = window.first();
        long oldest = Math.min(first == null ? Long.MAX_VALUE : first.atMicros(), resting.oldestMicros());
        return oldest == Long.MAX_VALUE ? 0 : oldest;
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
        if (reading || closing || !mayHaveMore || room <= 0 || kept >= KEPT_MAX) {
            return;
        }
        reading = true;
        mayHaveMore = false;
        Replies.on(
                parts.events()
                        .after(
                                endpoint.account(),
                                window.readUpTo(),
                                room,
                                endpoint.settings().filter()),
                loop,
                this::onPage,
                failure -> {
                    reading = false;
                    log("events not read, will try again", failure);
                    var unused = loop.schedule(this::wake, AGAIN_SECONDS, TimeUnit.SECONDS);
                });
    }

    private void onPage(EventPage page) {
        reading = false;
        mayHaveMore |= page.more();
        for (EventReport report : page.events()) {
            Delivery delivery = Delivery.of(report, until(report.event().atMicros()));
            window.add(delivery);
            if (isOver(delivery)) {
                bury(delivery, "it was not sent in time");
            } else {
                admit(delivery);
            }
        }
        window.passed(page.upTo());
        turn();
    }

    private long until(long fromMicros) {
        return fromMicros + parts.config().retry().giveUp().toNanos() / 1_000;
    }

    private boolean isOver(Delivery delivery) {
        return delivery.untilMicros() <= parts.clocks().nowMicros();
    }

    private void admit(Delivery delivery) {
        Delivery head = lanes.enter(delivery);
        if (head == null) {
            ready.add(delivery);
        } else if (head.isKept()) {
            keep(delivery, head.nextAtMicros());
        }
    }

    /** Gives one that waits behind another a row of its own, so that the order goes on without it. */
    private void keep(Delivery delivery, long nextAtMicros) {
        delivery.rest(nextAtMicros);
        leaveOrder(delivery);
    }

    private void leaveOrder(Delivery delivery) {
        ledger.put(delivery.toRetry());
        window.done(delivery);
        kept++;
    }

    private void keepThoseBehind(Delivery first) {
        for (Delivery next = first.behind(); next != null; next = next.behind()) {
            if (!next.isKept()) {
                keep(next, first.nextAtMicros());
            }
        }
    }

    private void readReplays() {
        if (!replaysAsked || readingReplays || closing || kept >= KEPT_MAX || ledger.isReviving()) {
            return;
        }
        readingReplays = true;
        replaysAsked = false;
        Replies.on(parts.endpoints().replays(endpoint.key(), REPLAYS_AT_ONCE), loop, this::onReplays, failure -> {
            log("dead letters not read, will try again", failure);
            var unused = loop.schedule(
                    () -> {
                        readingReplays = false;
                        replaysAsked = true;
                    },
                    AGAIN_SECONDS,
                    TimeUnit.SECONDS);
        });
    }

    private void onReplays(List<DeadLetter> letters) {
        readingReplays = false;
        replaysAsked |= letters.size() == REPLAYS_AT_ONCE;
        long nowMicros = parts.clocks().nowMicros();
        for (DeadLetter letter : letters) {
            long message = letter.what() == null ? 0 : letter.what().event().message();
            DeliveryRetry retry = new DeliveryRetry(letter.event(), message, 0, nowMicros, until(nowMicros));
            ledger.revive(retry);
            admitKept(Delivery.of(retry));
        }
        turn();
    }

    private void readDue() {
        if (readingDue || closing || endpoint.settings().paused() || !link.hasRoom() || ready.size() >= DUE_AT_ONCE) {
            return;
        }
        List<Delivery> due = resting.takeDue(parts.clocks().nowMicros(), DUE_AT_ONCE);
        if (due.isEmpty()) {
            return;
        }
        readingDue = true;
        Replies.on(
                parts.events()
                        .byIds(
                                endpoint.account(),
                                due.stream().map(Delivery::event).toList()),
                loop,
                reports -> onDue(due, reports),
                failure -> {
                    log("events not read again, will try again", failure);
                    var unused = loop.schedule(
                            () -> {
                                readingDue = false;
                                due.forEach(resting::add);
                            },
                            AGAIN_SECONDS,
                            TimeUnit.SECONDS);
                });
    }

    private void onDue(List<Delivery> due, List<EventReport> reports) {
        readingDue = false;
        Map<Long, EventReport> byId = new HashMap<>();
        reports.forEach(report -> byId.put(report.event().id(), report));
        for (Delivery delivery : due) {
            EventReport report = byId.get(delivery.event());
            if (report == null) {
                settle(delivery); // so old that it is not kept any more
            } else {
                delivery.read(report);
                ready.add(delivery);
            }
        }
        turn();
    }

    private void send() {
        while (!closing && !endpoint.settings().paused() && !ready.isEmpty() && link.hasRoom()) {
            link.send(ready.remove());
        }
    }

    @Override
    public void onStale(Delivery delivery) {
        ready.addFirst(delivery);
        turn();
    }

    @Override
    public void onEnded(Delivery delivery, AttemptOutcome outcome, boolean whileDown) {
        if (outcome.isDelivered()) {
            ledger.succeeded(parts.clocks().nowMicros());
            settle(delivery);
        } else {
            ledger.failed(parts.clocks().nowMicros(), outcome.failure());
            onFailed(delivery, outcome, whileDown);
        }
        turn();
    }

    private void onFailed(Delivery delivery, AttemptOutcome outcome, boolean whileDown) {
        if (isOver(delivery)) {
            bury(delivery, outcome.failure());
            release(delivery);
        } else if (link.isDown() && !whileDown && !delivery.isKept()) {
            ready.addFirst(delivery); // it is not this event that fails: the order rests
        } else {
            // also the one that was to see whether the endpoint is up: else one bad event could keep it down for ever
            rest(delivery);
        }
    }

    private void rest(Delivery delivery) {
        long micros = BackOff.nanos(
                        delivery.attempts() - 1,
                        parts.config().retry().first().toNanos(),
                        parts.config().retry().most().toNanos(),
                        parts.random())
                / 1_000;
        boolean inOrder = !delivery.isKept();
        delivery.rest(parts.clocks().nowMicros() + micros);
        if (inOrder) {
            leaveOrder(delivery);
        } else {
            ledger.put(delivery.toRetry());
        }
        keepThoseBehind(delivery);
        resting.add(delivery);
    }

    /** It needs no other try. */
    private void settle(Delivery delivery) {
        if (delivery.isKept()) {
            ledger.settle(delivery.event());
            kept--;
        } else {
            window.done(delivery);
        }
        release(delivery);
    }

    private void bury(Delivery delivery, String why) {
        figures.onDead();
        ledger.bury(new DeadLetter(
                delivery.event(), delivery.attempts(), parts.clocks().nowMicros(), why, null));
        if (delivery.isKept()) {
            kept--;
        } else {
            window.done(delivery);
        }
    }

    /** Lets the next event of its message go. */
    private void release(Delivery delivery) {
        Delivery next = delivery.message() == 0 ? null : lanes.leave(delivery);
        if (next == null) {
            return;
        }
        if (next.isRead()) {
            ready.add(next);
        } else {
            next.keep(parts.clocks().nowMicros());
            resting.add(next);
        }
    }

    private void tick() {
        tickCount++;
        link.tick(parts.clocks().nowNanos());
        letSlowOnesStepAside();
        buryExpired();
        if (tickCount % SLOW_TICKS == 0) {
            resting.takeExpired(parts.clocks().nowMicros()).forEach(this::giveUp);
            ledger.flushAll();
        }
        long oldest = oldestMicros();
        figures.stands(
                link.isDown(),
                oldest == 0 ? 0 : (parts.clocks().nowMicros() - oldest) / (double) TimeUnit.SECONDS.toMicros(1));
        turn();
    }

    private void letSlowOnesStepAside() {
        for (Delivery delivery : link.sending()) {
            Attempt attempt = delivery.attempt();
            if (attempt == null || parts.clocks().nowNanos() - attempt.beganNanos() < SLOW_NANOS) {
                return; // those that follow began later
            }
            if (!delivery.isKept()) {
                delivery.keep(parts.clocks().nowMicros() + UNDER_WAY_MICROS);
                leaveOrder(delivery);
                keepThoseBehind(delivery);
            }
        }
    }

    /** Also while the endpoint is down or paused, or what it has not taken would pile up. */
    private void buryExpired() {
        for (Delivery first; (first = ready.peek()) != null && isOver(first); ) {
            giveUp(ready.remove());
        }
    }

    private void giveUp(Delivery delivery) {
        String failure = ledger.health().failure();
        bury(delivery, failure == null ? "it was not sent in time" : "it was not taken in time: " + failure);
        release(delivery);
    }

    private void log(String what, Throwable failure) {
        LOGGER.atWarn()
                .addKeyValue("endpoint", endpoint.id())
                .addKeyValue("cause", failure)
                .log(what);
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
