package trunkline.gateway.dispatch;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import trunkline.gateway.call.CallReport;
import trunkline.gateway.call.CallTrace;
import trunkline.gateway.message.MenuChoice;
import trunkline.gateway.message.OutboundMessage;
import trunkline.gateway.message.VoiceState;
import trunkline.gateway.store.CallClaims;
import trunkline.gateway.store.CallRecord;
import trunkline.gateway.store.DueCall;
import trunkline.gateway.store.Ending;
import trunkline.gateway.store.MessageStore;
import trunkline.gateway.store.Move;

/**
 * Calls for the voice messages of one trunk, as many at once and as fast as the trunk takes.
 *
 * <pre>
 *   queue --> channel free, pace --> claim committed --> call --> outcome committed --> channel free
 * </pre>
 *
 * <p>As long as the trunk is down, messages wait, or leave for another one: {@link CallDepartures}.
 *
 * <p>A call is placed at most once per claim: one that this process did not see to its end is interrupted, not redialled. One
 * that came to nothing is claimed again at its time, where the rules say so, or by another trunk; one that has a time is claimed
 * then.
 * {@link #start}, {@link #kept} and {@link #tick} may be called by any thread; all else is confined to the link's
 * executor.
 */
public final class CallDispatcher {

    private static final Logger LOGGER = LoggerFactory.getLogger(CallDispatcher.class);

    private static final String INTERRUPTED = "the gateway ended while the call was up";
    private static final String CANCELLED = "cancelled by its sender";
    private static final String EXPIRED = "its validity ended before a channel was free";

    private final VoiceLink link;
    private final MessageStore store;
    private CallLimits limits;
    private final Clocks clocks;
    private final CallFigures figures = new CallFigures();
    private final CallBacklog backlog;
    private final CallQueue queue;
    private final DialPace pace;
    /** Those that are claimed, by message; each has a channel, so there are at most as many. */
    private final Map<Long, Call> calls = new LinkedHashMap<>();

    private final DueCalls due;
    private final CallDepartures departures;
    private final CallOutcomes outcomes;

    private int busyChannels;
    private boolean starting;
    private boolean started;

    public CallDispatcher(
            VoiceLink link, MessageStore store, CallLimits limits, Failover failover, Clocks clocks, Alarm alarm) {
        this.link = link;
        this.store = store;
        this.limits = limits;
        this.clocks = clocks;
        this.outcomes = new CallOutcomes(link, store, this::onEndWritten);
        this.backlog = new CallBacklog(link.name(), store, link.executor(), this::pump);
        this.due = new DueCalls(link.name(), store, link.executor(), clocks, this::isUnderWay, this::pump);
        this.queue = new CallQueue(due, backlog);
        this.departures = new CallDepartures(link, store, failover, clocks, due, backlog, figures);
        this.pace = new DialPace(link, limits.callsPerSecond(), clocks, alarm, this::pump);
    }

    /** Ends what an earlier process left, then takes up what is waiting. */
    public void start() {
        link.executor().execute(this::takeUp);
    }

    /** Messages of this trunk that a commit has kept, in the order of their keys. */
    public void kept(List<OutboundMessage> messages) {
        link.executor().execute(() -> {
            backlog.kept(messages);
            pump();
        });
    }

    /** From now on the trunk takes this much; calls that are up stay up. */
    public void limit(CallLimits next) {
        link.executor().execute(() -> {
            limits = next;
            pace.change(next.callsPerSecond());
            pump();
        });
    }

    /** Messages were given to this trunk by others. */
    public void lookForMoved() {
        link.executor().execute(() -> {
            if (started) {
                readDue();
            }
        });
    }

    /** Time has passed: about once a second. */
    public void tick() {
        link.executor().execute(this::onTick);
    }

    /** The calls that are up, or being set up. */
    CompletableFuture<List<LiveCall>> calls() {
        return CompletableFuture.supplyAsync(
                () -> calls.values().stream().map(Call::live).toList(), link.executor());
    }

    /** What has gone over the wire so far in the call of a message; empty if it has none. */
    CompletableFuture<Optional<CallTrace>> trace(long key) {
        return CompletableFuture.supplyAsync(
                () -> Optional.ofNullable(calls.get(key)).map(Call::trace), link.executor());
    }

    /** Ends the call of a message: the state that it came to, once that is kept; empty if it has none. */
    CompletableFuture<Optional<VoiceState>> hangUp(long key) {
        CompletableFuture<Optional<VoiceState>> ended = new CompletableFuture<>();
        link.executor().execute(() -> {
            Call call = calls.get(key);
            if (call == null) {
                ended.complete(Optional.empty());
            } else {
                call.hangUp(ended);
            }
        });
        return ended;
    }

    public CallFigures figures() {
        return figures;
    }

    private void takeUp() {
        starting = true;
        Replies.on(store.unfinishedCalls(link.name()), link.executor(), this::interrupt, this::onNotStarted);
    }

    private void interrupt(List<Long> unfinished) {
        List<Ending> endings = unfinished.stream()
                .map(key -> new Ending(key, VoiceState.INTERRUPTED, INTERRUPTED))
                .toList();
        Replies.on(
                store.end(endings),
                link.executor(),
                ended -> Replies.on(store.claimedUpTo(link.name()), link.executor(), this::begin, this::onNotStarted),
                this::onNotStarted);
    }

    private void begin(long claimedUpTo) {
        started = true;
        backlog.start(claimedUpTo);
        pump();
    }

    private void onNotStarted(Throwable failure) {
        starting = false;
        LOGGER.atError()
                .addKeyValue("way", link.name())
                .addKeyValue("cause", failure)
                .log("way not started, will try again");
    }

    private void onTick() {
        if (!started) {
            if (!starting) {
                takeUp();
            }
            return;
        }
        outcomes.tryAgain();
        backlog.refresh();
        readDue();
        departures.look();
        pump();
    }

    private void readDue() {
        if (busyChannels < limits.channels()) {
            due.read();
        }
    }

    private boolean isUnderWay(long key) {
        return calls.containsKey(key) || departures.isLeaving(key);
    }

    /** Claims as many calls as channels and pace allow. */
    private void pump() {
        if (!started) {
            return;
        }
        List<DueCall> claimed = new ArrayList<>();
        CallsLeft left = new CallsLeft();
        for (DueCall next; (next = queue.next()) != null; ) {
            Leave leave = limits.hours().of(next.message().request(), clocks.nowMicros());
            if (clocks.nowMicros() >= next.message().expiresAtMicros()) {
                left.expired(next, EXPIRED);
            } else if (leave.atMicros() >= next.message().expiresAtMicros()) {
                left.expired(next, leave.tooLate());
            } else if (!leave.isKnown() || (!leave.isNow() && left.isFull())) {
                break;
            } else if (!leave.isNow()) {
                left.putOff(next, leave);
            } else if (busyChannels < limits.channels() && link.whyDown() == null && pace.take()) {
                busyChannels++;
                claimed.add(next);
            } else {
                break;
            }
            queue.take(next);
        }
        show();
        if (!claimed.isEmpty() || !left.isEmpty()) {
            write(claimed, left);
            due.readOn();
        }
    }

    private void write(List<DueCall> claimed, CallsLeft left) {
        List<Long> keys = claimed.stream().map(one -> one.message().key()).toList();
        claimed.forEach(one -> calls.put(one.message().key(), new Call(one)));
        Replies.on(
                store.claimCalls(
                        link.name(),
                        new CallClaims(keys, left.endings(), List.of(), left.putOffs(), backlog.settledUpTo())),
                link.executor(),
                late -> {
                    left.calls().forEach(one -> backlog.settled(one.message().key()));
                    figures.putOff.add(left.putOffs().size());
                    onClaimed(claimed, late);
                },
                failure -> onNotClaimed(claimed, left.calls(), failure));
    }

    private void onClaimed(List<DueCall> claimed, Set<Long> late) {
        for (DueCall one : claimed) {
            OutboundMessage message = one.message();
            backlog.settled(message.key());
            Call call = calls.get(message.key());
            if (call == null || late.contains(message.key())) {
                forget(message.key(), null);
            } else {
                call.place();
            }
        }
        pump();
    }

    private void onNotClaimed(List<DueCall> claimed, List<DueCall> left, Throwable failure) {
        LOGGER.atError()
                .addKeyValue("way", link.name())
                .addKeyValue("cause", failure)
                .log("calls not claimed, will try again");
        queue.putBack(claimed);
        queue.putBack(left);
        claimed.forEach(one -> forget(one.message().key(), null));
    }

    /** The call of a message is over, or never was; its channel is free. */
    private void forget(long key, @Nullable VoiceState state) {
        busyChannels--;
        Call call = calls.remove(key);
        if (call != null) {
            call.askers.forEach(asker -> asker.complete(Optional.ofNullable(state)));
        }
    }

    private void onEndWritten(CallRecord end) {
        Move move = end.move();
        if (move != null) {
            departures.tell(List.of(move));
        }
        forget(end.key(), end.state());
        pump();
    }

    private void show() {
        figures.active = busyChannels;
        figures.queued = backlog.size();
    }

    /** One call, from the claim until its outcome is kept. */
    private final class Call implements VoiceLink.CallEvents {

        private final OutboundMessage message;
        private final List<CompletableFuture<Optional<VoiceState>>> askers = new ArrayList<>();
        private VoiceState state = VoiceState.CALLING;
        private long sinceMicros = clocks.nowMicros();
        private final int attempt;
        private VoiceLink.@Nullable PlacedCall placed;

        Call(DueCall due) {
            this.message = due.message();
            this.attempt = due.attempts() + 1;
        }

        /** Its claim is kept. */
        void place() {
            if (!askers.isEmpty()) {
                outcomes.write(new CallRecord(message.key(), VoiceState.CANCELLED, CANCELLED, null));
                return;
            }
            figures.dialled.increment();
            placed = link.call(message, this);
        }

        void hangUp(CompletableFuture<Optional<VoiceState>> asker) {
            askers.add(asker);
            if (placed != null) {
                placed.hangUp();
            }
        }

        LiveCall live() {
            return new LiveCall(message, state, sinceMicros, placed == null ? null : placed.report());
        }

        @Nullable
        CallTrace trace() {
            return placed == null ? null : placed.trace();
        }

        @Override
        public void onProgress(VoiceState next, CallReport report) {
            state = next;
            sinceMicros = clocks.nowMicros();
            if (next == VoiceState.PLAYING) {
                figures.answered.increment();
            }
            outcomes.note(new CallRecord(message.key(), next, null, report));
        }

        @Override
        public void onChoice(MenuChoice choice, CallReport report) {
            outcomes.note(CallRecord.ofChoice(message.key(), state, choice, report));
        }

        @Override
        public void onEnded(CallEnd end) {
            CallReport report = end.report();
            if (report != null && report.played() != null) {
                figures.packets.add(report.played().packets());
            }
            pace.rest(end.rest());
            Replies.on(
                    departures.after(end, message, attempt),
                    link.executor(),
                    move -> finish(end, move.orElse(null)),
                    failure -> finish(end, null));
        }

        private void finish(CallEnd end, @Nullable Move found) {
            if (!askers.isEmpty()) {
                outcomes.write(
                        new CallRecord(message.key(), end.state(), end.reason(), end.report(), end.trace(), 0, null));
            } else if (found != null) {
                outcomes.write(new CallRecord(
                        message.key(), VoiceState.SCHEDULED, found.why(), end.report(), end.trace(), 0, found));
            } else {
                outcomes.write(limits.outcome(end, message, attempt, clocks.nowMicros()));
            }
        }
    }
}
