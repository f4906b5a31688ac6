package trunkline.smpp.bind;

import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import trunkline.smpp.bind.BindState.Binding;
import trunkline.smpp.bind.BindState.Bound;
import trunkline.smpp.bind.BindState.Command;
import trunkline.smpp.bind.BindState.Step;
import trunkline.smpp.bind.BindState.Waiting;
import trunkline.smpp.bind.Leaving.Draining;
import trunkline.smpp.bind.Leaving.Stopped;
import trunkline.smpp.session.BindResponse;
import trunkline.smpp.session.CommandStatus;
import trunkline.smpp.session.ConnectionLimits;
import trunkline.smpp.session.ConnectionListener;
import trunkline.smpp.session.Delivery;
import trunkline.smpp.session.LinkLoss;
import trunkline.smpp.session.OperationResponse;
import trunkline.smpp.session.SmppConnection;
import trunkline.smpp.session.SmppLoop;
import trunkline.smpp.session.WireTap;

/**
 * Keeps a bind where its {@link BindState} wants it: brings it the time and the events of the link, and does what it
 * commands. Confined to the bind's loop, but for what {@link SmscBind#status} reads and {@link #awaitStopped}.
 */
final class BindUpkeep implements ConnectionListener {

    private static final Logger LOGGER = LoggerFactory.getLogger(SmscBind.class);
    private static final long TICK_MILLIS = 100;
    private static final long NOT_READ = Long.MIN_VALUE;

    private final BindSettings settings;
    private final SmppLoop loop;
    private final BindEvents events;
    private final SequenceNumbers sequences;
    private final BindClock clock;
    private final WireTap tap;
    private final long responseNanos;
    private final RandomGenerator lots = RandomGenerator.getDefault();
    private final CountDownLatch stopped = new CountDownLatch(1);

    private volatile BindState state;
    private volatile Instant since;
    private volatile @Nullable LinkLoss lastLoss;
    private volatile @Nullable BindResponse peer;
    /** Why we leave, if a status was fatal. */
    private @Nullable LinkLoss leaving;

    private long nowMicros = NOT_READ;
    private @Nullable SmppConnection connection;
    private @Nullable Future<?> ticks;

    BindUpkeep(
            BindSettings settings,
            SmppLoop loop,
            BindEvents events,
            SequenceNumbers sequences,
            BindClock clock,
            WireTap tap) {
        this.settings = settings;
        this.loop = loop;
        this.events = events;
        this.sequences = sequences;
        this.clock = clock;
        this.tap = tap;
        this.responseNanos = settings.timings().deadlines().submitResponse().toNanos();
        this.state = new Waiting(settings.timings(), Tries.NONE, clock.nanos());
        this.since = clock.wall();
    }

    BindStatus.State stateName() {
        return state.name();
    }

    Instant since() {
        return since;
    }

    @Nullable
    LinkLoss lastLoss() {
        return lastLoss;
    }

    @Nullable
    BindResponse peer() {
        return peer;
    }

    /** The link, while it is bound; else null. */
    @Nullable
    SmppConnection boundLink() {
        return state instanceof Bound ? connection : null;
    }

    void retryNow() {
        perform(state.onRetryNow(now()));
    }

    void start() {
        if (ticks == null && !(state instanceof Stopped)) {
            ticks = loop.executor().scheduleAtFixedRate(this::tick, 0, TICK_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    void stop() {
        perform(state.onStop(now()));
        unbindIfIdle();
        finishIfStopped();
    }

    /** Waits for the end that {@link #stop} brings; false if it takes longer than it may. Not on the loop. */
    boolean awaitStopped() throws InterruptedException {
        long millis = 2 * settings.timings().deadlines().stop().toMillis() + 1_000;
        return stopped.await(millis, TimeUnit.MILLISECONDS);
    }

    private long now() {
        return clock.nanos();
    }

    private void tick() {
        try {
            clock.adjust();
            if (connection != null) {
                connection.tick(now());
            }
            perform(state.onTick(now()));
            if (events.submits().expire(now() - responseNanos)) {
                events.listener().onBatchEnd();
            }
            events.operations().expire(now() - responseNanos);
            unbindIfIdle();
        } catch (RuntimeException e) { // or the ticks would end, and with them the bind
            LOGGER.atError().addKeyValue("bind", settings.name()).setCause(e).log("bind failed");
            if (connection != null) {
                connection.close(new LinkLoss(LinkLoss.Cause.INTERNAL_ERROR, e.toString()));
            }
        }
    }

    private void unbindIfIdle() {
        if (state instanceof Draining && events.submits().inFlight() == 0) {
            perform(state.onIdle(now()));
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

    private void perform(Step step) {
        enter(step.next());
        if (step.command() == Command.CONNECT) {
            var limits = new ConnectionLimits(
                    settings.timings().deadlines().stall().toNanos(),
                    settings.limits().openDeliveries());
            connection = new SmppConnection(loop, this, limits, tap);
            connection.connect(settings.smsc());
        } else if (connection != null) {
            perform(step, connection);
        }
    }

    private void perform(Step step, SmppConnection link) {
        switch (step.command()) {
            case NONE, CONNECT -> {}
            case SEND_BIND -> link.bind(sequences.next(), settings.request());
            case SEND_ENQUIRE_LINK -> {
                link.enquireLink(sequences.next());
                events.counters().increment(BindCounter.ENQUIRE_LINKS_SENT);
            }
            case SEND_UNBIND -> link.unbind(sequences.next());
            case CLOSE -> link.close(new LinkLoss(step.cause(), "closed in state " + state.name()));
        }
    }

    private void enter(BindState next) {
        if (next.name() != state.name()) {
            since = clock.wall();
            LOGGER.atInfo()
                    .addKeyValue("bind", settings.name())
                    .addKeyValue("state", next.name())
                    .log("bind changed state");
        }
        state = next;
    }

    @Override
    public void onConnected() {
        perform(state.onConnected(now()));
    }

    @Override
    public void onBindResponse(BindResponse response) {
        if (response.commandStatus() != CommandStatus.ESME_ROK && state instanceof Binding && connection != null) {
            connection.close(LinkLoss.bindRefused(response.commandStatus()));
            return;
        }
        perform(state.onBindAccepted(now()));
        if (state instanceof Bound) {
            peer = response;
            events.counters().increment(BindCounter.BINDS);
            events.listener().onBound();
        }
    }

    @Override
    public void onSubmitResponse(int sequence, int commandStatus, String smscMessageId, int congestionState) {
        if (commandStatus == CommandStatus.ESME_ROK) {
            events.submits().accepted(sequence, smscMessageId, congestionState, batchMicros());
        } else {
            events.submits().refused(sequence, commandStatus, congestionState, batchMicros());
            leaveIfFatal(commandStatus);
        }
    }

    private void leaveIfFatal(int commandStatus) {
        if (state instanceof Bound && settings.statuses().isFatal(commandStatus)) {
            leaving = LinkLoss.fatalStatus(commandStatus);
            perform(state.onFatalStatus(now()));
        }
    }

    @Override
    public void onOperationResponse(int sequence, OperationResponse response) {
        if (!events.operations().answered(sequence, response)) {
            events.counters().increment(BindCounter.UNEXPECTED_RESPONSES);
        }
    }

    @Override
    public void onNack(int sequence, int commandStatus) {
        if (state instanceof Binding && connection != null) {
            connection.close(LinkLoss.bindRefused(commandStatus));
        } else if (!events.operations().answered(sequence, OperationResponse.ofStatus(commandStatus))) {
            events.submits().refused(sequence, commandStatus, Passage.NO_CONGESTION_STATE, batchMicros());
        }
    }

    /** When what is being read came, read once for all of one read. */
    private long batchMicros() {
        if (nowMicros == NOT_READ) {
            nowMicros = clock.microsAt(now());
        }
        return nowMicros;
    }

    @Override
    public void onDelivery(Delivery delivery) {
        if (state instanceof Binding) {
            delivery.answer(CommandStatus.ESME_RINVBNDSTS);
            return;
        }
        events.counters().increment(BindCounter.DELIVERIES);
        events.listener().onDelivery(delivery);
    }

    @Override
    public void onUnbindResponse() {
        perform(state.onUnbound());
    }

    @Override
    public void onMalformed(String what) {
        events.counters().increment(BindCounter.MALFORMED);
        LOGGER.atDebug()
                .addKeyValue("bind", settings.name())
                .addKeyValue("what", what)
                .log("malformed PDU");
    }

    @Override
    public void onReadBatchEnd(int pdus) {
        nowMicros = NOT_READ;
        if (pdus > 0) {
            state = state.onHeard(now());
            events.listener().onBatchEnd();
            unbindIfIdle();
        }
    }

    @Override
    public void onClosed(LinkLoss closed) {
        long handed = connection == null ? 0 : connection.octetsHanded();
        LinkLoss loss = leaving == null ? closed : leaving;
        leaving = null;
        connection = null;
        lastLoss = loss;
        events.counters().increment(BindCounter.LOSSES);
        LOGGER.atLevel(loss.cause() == LinkLoss.Cause.STOPPED ? Level.INFO : Level.WARN)
                .addKeyValue("bind", settings.name())
                .addKeyValue("cause", loss.cause())
                .addKeyValue("detail", loss.detail())
                .log("bind lost");
        boolean refused = loss.cause() == LinkLoss.Cause.BIND_REFUSED;
        boolean fatal = refused && settings.statuses().isFatal(loss.commandStatus());
        perform(state.onLost(now(), fatal, lots.nextDouble()));
        events.submits().linkLost(handed);
        events.operations().linkLost(handed);
        events.listener().onLost(loss);
        events.listener().onBatchEnd();
        finishIfStopped();
    }
}
