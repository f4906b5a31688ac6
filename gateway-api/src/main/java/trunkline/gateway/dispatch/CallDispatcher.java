package trunkline.gateway.dispatch;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import trunkline.gateway.call.CallReport;
import trunkline.gateway.message.OutboundMessage;
import trunkline.gateway.message.VoiceState;
import trunkline.gateway.store.CallClaims;
import trunkline.gateway.store.CallRecord;
import trunkline.gateway.store.Ending;
import trunkline.gateway.store.MessageStore;

/**
 * Calls for the voice messages of one trunk, as many at once and as fast as the trunk takes.
 *
 * <pre>
 *   backlog --> channel free, pace --> claim committed --> call --> outcome committed --> channel free
 * </pre>
 *
 * <p>As long as the trunk is down, messages wait.
 *
 * <p>A call is placed at most once per claim: one that this process did not see to its end is interrupted, not redialled.
 * {@link #start}, {@link #kept} and {@link #tick} may be called by any thread; all else is confined to the link's
 * executor.
 */
public final class CallDispatcher {

    private static final Logger LOGGER = LoggerFactory.getLogger(CallDispatcher.class);

    private static final String INTERRUPTED = "the gateway ended while the call was up";
    private static final String EXPIRED = "its validity ended before a channel was free";

    private final VoiceLink link;
    private final MessageStore store;
    private final CallLimits limits;
    private final Clocks clocks;
    private final Alarm alarm;
    private final CallFigures figures = new CallFigures();
    private final Backlog backlog;
    private final Pace pace;
    /** Outcomes that could not be written; each keeps its channel, so there are at most as many as channels. */
    private List<CallRecord> unwritten = new ArrayList<>();

    private int busyChannels;
    private boolean starting;
    private boolean started;
    private boolean alarmSet;

    public CallDispatcher(VoiceLink link, MessageStore store, CallLimits limits, Clocks clocks, Alarm alarm) {
        this.link = link;
        this.store = store;
        this.limits = limits;
        this.clocks = clocks;
        this.alarm = alarm;
        this.backlog = new Backlog(link.name(), store, link.executor(), this::pump);
        this.pace = new Pace(limits.callsPerSecond(), 1);
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

    /** Time has passed: about once a second. */
    public void tick() {
        link.executor().execute(this::onTick);
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
        List<CallRecord> again = unwritten;
        unwritten = new ArrayList<>();
        again.forEach(this::writeEnd);
        backlog.refresh();
        pump();
    }

    /** Claims as many calls as channels and pace allow. */
    private void pump() {
        if (!started) {
            return;
        }
        List<OutboundMessage> claimed = new ArrayList<>();
        List<OutboundMessage> expired = new ArrayList<>();
        for (OutboundMessage next; (next = backlog.peek()) != null; ) {
            if (clocks.nowMicros() >= next.expiresAtMicros()) {
                expired.add(next);
            } else if (busyChannels < limits.channels() && link.whyDown() == null && mayDial()) {
                busyChannels++;
                claimed.add(next);
            } else {
                break;
            }
            backlog.take();
        }
        show();
        if (!claimed.isEmpty() || !expired.isEmpty()) {
            write(claimed, expired);
        }
    }

    private boolean mayDial() {
        if (pace.take(1, clocks.nowNanos()) == 1) {
            return true;
        }
        if (!alarmSet) {
            alarmSet = true;
            alarm.after(pace.waitNanos(clocks.nowNanos()), link.executor(), () -> {
                alarmSet = false;
                pump();
            });
        }
        return false;
    }

    private void write(List<OutboundMessage> claimed, List<OutboundMessage> expired) {
        List<Long> keys = claimed.stream().map(OutboundMessage::key).toList();
        List<Ending> endings = expired.stream()
                .map(message -> new Ending(message.key(), VoiceState.EXPIRED, EXPIRED))
                .toList();
        Replies.on(
                store.claimCalls(link.name(), new CallClaims(keys, endings, backlog.settledUpTo())),
                link.executor(),
                late -> {
                    expired.forEach(message -> backlog.settled(message.key()));
                    onClaimed(claimed, late);
                },
                failure -> onNotClaimed(claimed, expired, failure));
    }

    private void onClaimed(List<OutboundMessage> claimed, Set<Long> late) {
        for (OutboundMessage message : claimed) {
            backlog.settled(message.key());
            if (late.contains(message.key())) {
                busyChannels--;
            } else {
                figures.dialled.increment();
                link.call(message, new Call(message.key()));
            }
        }
        pump();
    }

    private void onNotClaimed(List<OutboundMessage> claimed, List<OutboundMessage> expired, Throwable failure) {
        LOGGER.atError()
                .addKeyValue("way", link.name())
                .addKeyValue("cause", failure)
                .log("calls not claimed, will try again");
        claimed.forEach(backlog::putBack);
        expired.forEach(backlog::putBack);
        busyChannels -= claimed.size();
    }

    private void writeEnd(CallRecord end) {
        Replies.on(
                store.recordCalls(List.of(end)),
                link.executor(),
                written -> {
                    busyChannels--;
                    pump();
                },
                failure -> {
                    LOGGER.atError()
                            .addKeyValue("way", link.name())
                            .addKeyValue("cause", failure)
                            .log("outcome of a call not recorded, will try again");
                    unwritten.add(end);
                });
    }

    private void show() {
        figures.active = busyChannels;
        figures.queued = backlog.size();
    }

    /** The events of one call. */
    private final class Call implements VoiceLink.CallEvents {

        private final long key;

        Call(long key) {
            this.key = key;
        }

        @Override
        public void onProgress(VoiceState state, CallReport report) {
            if (state == VoiceState.PLAYING) {
                figures.answered.increment();
            }
            Replies.on(
                    store.recordCalls(List.of(new CallRecord(key, state, null, report))),
                    link.executor(),
                    written -> {},
                    // not tried again: the outcome tells more, and is written until it is kept
                    failure -> LOGGER.atWarn()
                            .addKeyValue("way", link.name())
                            .addKeyValue("cause", failure)
                            .log("progress of a call not recorded"));
        }

        @Override
        public void onEnded(VoiceState state, @Nullable String reason, @Nullable CallReport report) {
            if (report != null && report.played() != null) {
                figures.packets.add(report.played().packets());
            }
            writeEnd(new CallRecord(key, state, reason, report));
        }
    }
}
