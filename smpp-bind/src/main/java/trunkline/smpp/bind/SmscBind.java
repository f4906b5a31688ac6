package trunkline.smpp.bind;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import trunkline.smpp.bind.SubmitOutcome.NotSentReason;
import trunkline.smpp.session.Delivery;
import trunkline.smpp.session.OperationRequest;
import trunkline.smpp.session.SmppConnection;
import trunkline.smpp.session.SmppLoop;
import trunkline.smpp.session.SmppLoops;
import trunkline.smpp.session.SubmitRequest;
import trunkline.smpp.trace.PduTap;

/**
 * One bind to an SMSC: bound whenever it can be, from {@link #start} to {@link #close}.
 *
 * <p>Lives on one loop. {@link #takePermits}, {@link #submit} and {@link #releasePermits} are confined to
 * {@link #executor}, on which the {@link BindListener} is called; {@link #start}, {@link #close}, {@link #status},
 * {@link #retryNow}, {@link #tap}, {@link #operate} and {@link Delivery#answer} are free. What is submitted in one turn of the loop leaves with one write at its end.
 *
 * <p>It does not retry a message, pace or store: that is its owner's.
 */
public final class SmscBind implements AutoCloseable {

    private static final Logger LOGGER = LoggerFactory.getLogger(SmscBind.class);

    private final BindSettings settings;
    private final SmppLoop loop;
    private final BindListener listener;
    private final BindClock clock;
    private final Counters counters = new Counters();
    private final SequenceNumbers sequences = new SequenceNumbers(0);
    private final Window window;
    private final SubmitLedger ledger;
    private final OperationLedger operations = new OperationLedger();
    private final BindTap tap;
    private final BindUpkeep upkeep;

    /**
     * A bind that is not started.
     *
     * @param loops running; one of them becomes the bind's
     */
    public SmscBind(BindSettings settings, SmppLoops loops, BindListener listener) {
        this.settings = settings;
        this.loop = loops.next();
        this.listener = new GuardedListener(settings.name(), listener);
        this.clock = BindClock.system();
        this.window = new Window(settings.limits().window());
        this.ledger = new SubmitLedger(settings.limits().lateResponses(), this.listener, counters);
        this.tap = new BindTap(settings.name(), clock, ledger);
        var events = new BindEvents(this.listener, ledger, operations, counters);
        this.upkeep = new BindUpkeep(settings, loop, events, sequences, clock, tap);
    }

    /** Begins to connect. A second start, and one after {@link #close}, do nothing. */
    public void start() {
        loop.executor().execute(upkeep::start);
    }

    /**
     * Stops: takes no more submits, waits for responses still due, unbinds, closes. Idempotent. Returns when it is done,
     * at the latest after twice {@link BindTimings.Deadlines#stop} and a second; on the loop itself at once.
     */
    @Override
    public void close() {
        try {
            loop.executor().execute(upkeep::stop);
            if (!loop.isCurrent() && !upkeep.awaitStopped()) {
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
        return new BindStatus(
                upkeep.stateName(), upkeep.since(), upkeep.lastLoss(), upkeep.peer(), use, counters.snapshot());
    }

    /**
     * Tries at once to bind, if it waits to: for its next attempt, or for an operator because the SMSC refused it for good;
     * then once, and refused once more it waits again. From any thread.
     */
    public void retryNow() {
        loop.executor().execute(upkeep::retryNow);
    }

    /** Shows every PDU from now on to {@code listener}, on the loop; null ends it. From any thread. */
    public void tap(@Nullable PduTap listener) {
        tap.listen(listener);
    }

    /** Takes up to {@code wanted} permits; how many it got, which is 0 unless it is bound and transmits. On the loop. */
    public int takePermits(int wanted) {
        requireLoop();
        return transmittingLink() != null ? window.take(wanted) : 0;
    }

    /**
     * Sends a submit_sm against a permit taken before; its one outcome comes to the listener later. On the loop.
     *
     * @throws IllegalStateException if every permit taken is in flight already
     * @throws IllegalArgumentException if the user data needs parameters, and the bind's version of SMPP has none
     */
    public void submit(SubmitRequest request) {
        requireLoop();
        if (request.userData().needsParameters()
                && !settings.request().version().hasParameters()) {
            throw new IllegalArgumentException(
                    "'userData' needs message_payload or sar_*: SMPP 3.3 has no optional parameters");
        }
        if (ledger.inFlight() >= window.taken()) {
            throw new IllegalStateException("submit without a permit");
        }
        SmppConnection link = transmittingLink();
        long now = clock.nanos();
        if (link != null) {
            int sequence = sequences.next();
            long endOctet = link.submit(sequence, request);
            ledger.sent(new Passage(request, sequence, endOctet, now, clock.microsAt(now)));
        } else {
            var passage = new Passage(request, 0, 0, now, clock.microsAt(now));
            loop.executor().execute(() -> {
                ledger.notBound(passage);
                listener.onBatchEnd();
            });
        }
    }

    /**
     * Sends a query_sm, cancel_sm or replace_sm, outside the window; what became of it follows, on the loop. From any
     * thread. It does not fail: whatever happens is an outcome. At most 100 are unanswered at once; one more is not sent.
     */
    public CompletableFuture<OperationOutcome> operate(OperationRequest request) {
        var outcome = new CompletableFuture<OperationOutcome>();
        try {
            loop.executor().execute(() -> operate(request, outcome));
        } catch (RejectedExecutionException e) {
            outcome.complete(new OperationOutcome.NotSent(NotSentReason.NOT_BOUND));
        }
        return outcome;
    }

    private void operate(OperationRequest request, CompletableFuture<OperationOutcome> outcome) {
        SmppConnection link = transmittingLink();
        if (link == null) {
            outcome.complete(new OperationOutcome.NotSent(NotSentReason.NOT_BOUND));
        } else if (operations.isFull()) {
            outcome.complete(new OperationOutcome.NotSent(NotSentReason.TOO_MANY));
        } else {
            int sequence = sequences.next();
            operations.sent(sequence, request, link.operate(sequence, request), clock.nanos(), outcome);
        }
    }

    private @Nullable SmppConnection transmittingLink() {
        return settings.request().type().transmits() ? upkeep.boundLink() : null;
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
}
