package trunkline.smpp.bind;

import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import trunkline.smpp.bind.BindState.Binding;
import trunkline.smpp.bind.BindState.Bound;
import trunkline.smpp.bind.BindState.Command;
import trunkline.smpp.bind.BindState.Draining;
import trunkline.smpp.bind.BindState.Step;
import trunkline.smpp.bind.BindState.Stopped;
import trunkline.smpp.bind.BindState.Waiting;
import trunkline.smpp.session.CommandStatus;
import trunkline.smpp.session.ConnectionLimits;
import trunkline.smpp.session.ConnectionListener;
import trunkline.smpp.session.Delivery;
import trunkline.smpp.session.LinkLoss;
import trunkline.smpp.session.SmppConnection;
import trunkline.smpp.session.SmppLoop;
import trunkline.smpp.session.SmppLoops;
import trunkline.smpp.session.SubmitRequest;

/**
 * One transceiver bind to an SMSC and its upkeep: bound whenever it can be, from {@link #start} to {@link #close}.
 *
 * <p>Lives on one loop. {@link #takePermits}, {@link #submit} and {@link #releasePermits} are confined to
 * {@link #executor}, on which the {@link BindListener} is called; {@link #start}, {@link #close}, {@link #status} and
 * {@link Delivery#answer} are free. What is submitted in one turn of the loop leaves with one write at its end.
 *
 * <p>It does not retry a message, pace or store: that is its owner's.
 */
public final class SmscBind implements AutoCloseable {

    private static final Logger LOGGER = LoggerFactory.getLogger(SmscBind.class);
    private static final long TICK_MILLIS = 100;

    private final BindSettings settings;
    private final SmppLoop loop;
    private final BindListener listener;
    private final BindClock clock;
    private final RandomGenerator lots = RandomGenerator.getDefault();
    private final Counters counters = new Counters();
    private final Window window;
    private final SubmitLedger ledger;
    private final SequenceNumbers sequences = new SequenceNumbers(0);
    private final long responseNanos;
    private final CountDownLatch stopped = new CountDownLatch(1);

    private volatile BindState state;
    private volatile Instant since;
    private volatile @Nullable LinkLoss lastLoss;
    private @Nullable SmppConnection connection;
    private @Nullable Future<?> ticks;

    /**
     * A bind that is not started.
     *
     * @param loops running; one of them becomes the bind's
     */
    public SmscBind(BindSettings settings, SmppLoops loops, BindListener listener) {
        this(settings, loops.next(), listener, BindClock.SYSTEM);
    }

    SmscBind(BindSettings settings, SmppLoop loop, BindListener listener, BindClock clock) {
        this.settings = settings;
        this.loop = loop;
        this.listener = new GuardedListener(settings.name(), listener);
        this.clock = clock;
        this.window = new Window(settings.limits().window());
        this.ledger = new SubmitLedger(settings.limits().lateResponses(), this.listener, counters);
        this.responseNanos = settings.timings().deadlines().submitResponse().toNanos();
        this.state = new Waiting(settings.timings(), 0, clock.nanos().getAsLong());
        this.since = clock.wall().instant();
    }

    /** Begins to connect. A second start, and one after {@link #close}, do nothing. */
    public void start() {
        loop.executor().execute(() -> {
            if (ticks == null && !(state instanceof Stopped)) {
                ticks = loop.executor().scheduleAtFixedRate(this::tick, 0, TICK_MILLIS, TimeUnit.MILLISECONDS);
            }
        });
    }

    /**
     * Stops: takes no more submits, waits for responses still due, unbinds, closes. Idempotent. Returns when it is done,
     * at the latest after twice {@link BindTimings.Deadlines#stop} and a second; on the loop itself at once.
     */
    @Override
    public void close() {
        try {
            loop.executor().execute(this::stop);
            long millis = 2 * settings.timings().deadlines().stop().toMillis() + 1_000;
            if (!loop.isCurrent() && !stopped.await(millis, TimeUnit.MILLISECONDS)) {
                LOGGER.atWarn().addKeyValue("bind", settings.name()).log("bind did not stop in time");
            }
        } catch (RejectedExecutionException e) {
            LOGGER.atWarn().addKeyValue("bind", settings.name()).log("bind closed after its loops");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The bind's loop: what runs on it may take permits and submit, and must not block. */
    public Executor executor() {
        return loop.executor();
    }

    /** How it stands. From any thread. */
    public BindStatus status() {
        var use = new BindStatus.WindowUse(window.size(), window.taken(), ledger.inFlight());
        return new BindStatus(state.name(), since, lastLoss, use, counters.snapshot());
    }

    /** Takes up to {@code wanted} permits; how many it got, which is 0 unless bound. On the loop. */
    public int takePermits(int wanted) {
        requireLoop();
        return state instanceof Bound ? window.take(wanted) : 0;
    }

    /**
     * Sends a submit_sm against a permit taken before; its one outcome comes to the listener later. On the loop.
     *
     * @throws IllegalStateException if every permit taken is in flight already
     */
    public void submit(SubmitRequest request) {
        requireLoop();
        if (ledger.inFlight() >= window.taken()) {
            throw new IllegalStateException("submit without a permit");
        }
        if (state instanceof Bound && connection != null) {
            int sequence = sequences.next();
            long endOctet = connection.submit(sequence, request);
            ledger.sent(sequence, request, endOctet, now());
        } else {
            loop.executor().execute(() -> {
                ledger.notBound(request);
                listener.onBatchEnd();
            });
        }
    }

    /**
     * Gives permits back whose outcome is committed, or that were not used after all. On the loop.
     *
     * @throws IllegalStateException if more than are taken and not in flight
     */
    public void releasePermits(int count) {
        requireLoop();
        window.release(count, ledger.inFlight());
    }

    private void requireLoop() {
        if (!loop.isCurrent()) {
            throw new IllegalStateException("not on the bind's executor");
        }
    }

    private long now() {
        return clock.nanos().getAsLong();
    }

    private void stop() {
        perform(state.onStop(now()));
        unbindIfIdle();
        finishIfStopped();
    }

    private void tick() {
        try {
            if (connection != null) {
                connection.tick(now());
            }
            perform(state.onTick(now()));
            if (ledger.expire(now() - responseNanos)) {
                listener.onBatchEnd();
            }
            unbindIfIdle();
        } catch (RuntimeException e) { // or the ticks would end, and with them the bind
            LOGGER.atError().addKeyValue("bind", settings.name()).setCause(e).log("bind failed");
            if (connection != null) {
                connection.close(new LinkLoss(LinkLoss.Cause.INTERNAL_ERROR, e.toString()));
            }
        }
    }

    private void finishIfStopped() {
        if (state instanceof Stopped && connection == null) {
            if (ticks != null) {
                ticks.cancel(false);
            }
            stopped.countDown();
        }
    }

    private void unbindIfIdle() {
        if (state instanceof Draining && ledger.inFlight() == 0) {
            perform(state.onIdle(now()));
        }
    }

    private void perform(Step step) {
        enter(step.next());
        if (step.command() == Command.CONNECT) {
            var limits = new ConnectionLimits(
                    settings.timings().deadlines().stall().toNanos(),
                    settings.limits().openDeliveries());
            connection = new SmppConnection(loop, new LinkEvents(), limits);
            connection.connect(settings.smsc().host(), settings.smsc().port());
        } else if (connection != null) {
            perform(step, connection);
        }
    }

    private void perform(Step step, SmppConnection link) {
        switch (step.command()) {
            case NONE, CONNECT -> {}
            case SEND_BIND -> link.bind(sequences.next(), settings.credentials());
            case SEND_ENQUIRE_LINK -> {
                link.enquireLink(sequences.next());
                counters.increment(BindCounter.ENQUIRE_LINKS_SENT);
            }
            case SEND_UNBIND -> link.unbind(sequences.next());
            case CLOSE -> link.close(new LinkLoss(step.cause(), "closed in state " + state.name()));
        }
    }

    private void enter(BindState next) {
        if (next.name() != state.name()) {
            since = clock.wall().instant();
            LOGGER.atInfo()
                    .addKeyValue("bind", settings.name())
                    .addKeyValue("state", next.name())
                    .log("bind changed state");
        }
        state = next;
    }

    /** What the current connection tells. */
    private final class LinkEvents implements ConnectionListener {

        @Override
        public void onConnected() {
            perform(state.onConnected(now()));
        }

        @Override
        public void onBindResponse(int commandStatus) {
            if (commandStatus == CommandStatus.ESME_ROK || !(state instanceof Binding)) {
                perform(state.onBindAccepted(now()));
            } else if (connection != null) {
                connection.close(LinkLoss.bindRefused(commandStatus));
            }
            if (state instanceof Bound) {
                counters.increment(BindCounter.BINDS);
                listener.onBound();
            }
        }

        @Override
        public void onSubmitResponse(int sequence, int commandStatus, String smscMessageId) {
            ledger.answered(sequence, commandStatus, smscMessageId, commandStatus == CommandStatus.ESME_ROK);
        }

        @Override
        public void onNack(int sequence, int commandStatus) {
            if (state instanceof Binding && connection != null) {
                connection.close(LinkLoss.bindRefused(commandStatus));
            } else {
                ledger.answered(sequence, commandStatus, "", false);
            }
        }

        @Override
        public void onDelivery(Delivery delivery) {
            if (state instanceof Binding) {
                delivery.answer(CommandStatus.ESME_RINVBNDSTS);
                return;
            }
            counters.increment(BindCounter.DELIVERIES);
            listener.onDelivery(delivery);
        }

        @Override
        public void onUnbindResponse() {
            perform(state.onUnbound());
        }

        @Override
        public void onMalformed(String what) {
            counters.increment(BindCounter.MALFORMED);
            LOGGER.atDebug()
                    .addKeyValue("bind", settings.name())
                    .addKeyValue("what", what)
                    .log("malformed PDU");
        }

        @Override
        public void onReadBatchEnd(int pdus) {
            if (pdus > 0) {
                state = state.onHeard(now());
                listener.onBatchEnd();
                unbindIfIdle();
            }
        }

        @Override
        public void onClosed(LinkLoss loss) {
            long handed = connection == null ? 0 : connection.octetsHanded();
            connection = null;
            lastLoss = loss;
            counters.increment(BindCounter.LOSSES);
            LOGGER.atLevel(loss.cause() == LinkLoss.Cause.STOPPED ? Level.INFO : Level.WARN)
                    .addKeyValue("bind", settings.name())
                    .addKeyValue("cause", loss.cause())
                    .addKeyValue("detail", loss.detail())
                    .log("bind lost");
            perform(state.onLost(now(), loss, lots.nextDouble()));
            ledger.linkLost(handed);
            listener.onLost(loss);
            listener.onBatchEnd();
            finishIfStopped();
        }
    }
}
