package trunkline.gateway;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.Lock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import trunkline.gateway.dispatch.Clocks;
import trunkline.gateway.dispatch.Failover;
import trunkline.gateway.message.OutboundMessage;
import trunkline.gateway.message.SegmentState;
import trunkline.gateway.message.SmsState;
import trunkline.gateway.message.VoiceState;
import trunkline.gateway.metrics.Meters;
import trunkline.gateway.route.FailoverCause;
import trunkline.gateway.store.CallClaims;
import trunkline.gateway.store.DueCall;
import trunkline.gateway.store.Ending;
import trunkline.gateway.store.KnownWay;
import trunkline.gateway.store.MessageStore;
import trunkline.gateway.store.Move;
import trunkline.gateway.store.SmsClaims;
import trunkline.gateway.store.UnfinishedSms;

/**
 * Messages that were given to an SMSC or trunk which is not configured any more. Nobody else looks after them: they go by another
 * way if their route has one now, and else end with their validity, saying why.
 *
 * <p>What such an SMSC has a part of goes nowhere else, and what it may have only if the route takes that risk. Blocks while it looks, on
 * a thread that may wait; one look at a time.
 */
final class FormerWays {

    private static final Logger LOGGER = LoggerFactory.getLogger(FormerWays.class);
    /** Messages of one way and one kind that one look takes up. */
    private static final int AT_ONCE = 1_000;

    private static final long SECONDS = 10;
    /** What was under way is looked at each so many times: to find it, all that is open is read. */
    private static final int ALL_EVERY = 6;

    private static final String GONE = "is not configured any more";

    private final MessageStore store;
    private final Failover failover;
    private final Clocks clocks;
    private final Lock changing;
    private final Supplier<Set<String>> configured;
    private long looks;
    /** Where the next look at what was never claimed goes on, by way: what finds no other way must not hide what comes after it. */
    private final Map<String, Long> lookedUpTo = new HashMap<>();

    private final LongAdder moved = new LongAdder();
    private final LongAdder ended = new LongAdder();

    /**
     * @param clocks patient ones: a clock that leaps ahead must not end everything
     * @param changing held by whoever changes which ways are configured: one that comes back must not send what is being given away
     * @param configured the names of all ways that have somebody who looks after their messages
     */
    FormerWays(MessageStore store, Failover failover, Clocks clocks, Lock changing, Supplier<Set<String>> configured) {
        this.store = store;
        this.failover = failover;
        this.clocks = clocks;
        this.changing = changing;
        this.configured = configured;
    }

    void measure(Meters meters) {
        meters.counter("trunkline.messages.of.former.ways", moved, LongAdder::sum, "result", "moved");
        meters.counter("trunkline.messages.of.former.ways", ended, LongAdder::sum, "result", "ended");
    }

    void start(Timekeeper time) {
        time.every(SECONDS, () -> {
            var unused = CompletableFuture.runAsync(this::look);
        });
    }

    /** Looks after what waits for ways that are gone, unless somebody does, or the configuration is changing. */
    void look() {
        if (!changing.tryLock()) {
            return;
        }
        try {
            Set<String> present = configured.get();
            boolean all = looks++ % ALL_EVERY == 0;
            for (KnownWay way : store.ways().join()) {
                if (!present.contains(way.name())) {
                    look(way, all);
                }
            }
        } catch (CompletionException e) {
            LOGGER.atWarn()
                    .addKeyValue("cause", e.getCause())
                    .log("messages of ways that are gone not looked at, will try again");
        } finally {
            changing.unlock();
        }
    }

    /** @param all whether at what was under way, too */
    private void look(KnownWay way, boolean all) {
        Found found = new Found(way);
        if (all) {
            addUnfinished(way, found);
        }
        if (way.voice()) {
            for (DueCall due :
                    store.dueCalls(way.name(), clocks.nowMicros(), AT_ONCE).join()) {
                found.add(due.message(), false, FailoverCause.DOWN);
            }
        } else {
            for (UnfinishedSms sms :
                    store.dueSms(way.name(), clocks.nowMicros(), AT_ONCE).join()) {
                found.add(sms);
            }
        }
        untouched(way).forEach(message -> found.add(message, false, FailoverCause.DOWN));
        if (!found.isEmpty()) {
            write(way, found);
        }
    }

    private void addUnfinished(KnownWay way, Found found) {
        if (way.voice()) {
            for (long key : store.unfinishedCalls(way.name()).join()) {
                found.endings.add(new Ending(
                        key,
                        VoiceState.INTERRUPTED,
                        "the gateway ended while the call was up, and " + way.name() + " " + GONE));
            }
        } else {
            for (UnfinishedSms sms : store.unfinishedSms(way.name()).join()) {
                found.add(sms);
            }
        }
    }

    private List<OutboundMessage> untouched(KnownWay way) {
        Long after = lookedUpTo.get(way.name());
        if (after == null) {
            after = store.claimedUpTo(way.name()).join();
        }
        List<OutboundMessage> page = store.unclaimed(way.name(), after, AT_ONCE).join();
        if (page.size() < AT_ONCE) {
            lookedUpTo.remove(way.name());
        } else {
            lookedUpTo.put(way.name(), page.get(page.size() - 1).key());
        }
        return page;
    }

    private void write(KnownWay way, Found found) {
        if (way.voice()) {
            store.claimCalls(way.name(), new CallClaims(List.of(), found.endings, found.moves, List.of(), 0))
                    .join();
        } else {
            store.claimSms(way.name(), new SmsClaims(List.of(), List.of(), found.endings, found.moves, List.of(), 0, 0))
                    .join();
        }
        moved.add(found.moves.size());
        ended.add(found.endings.size());
        Set<String> ways = new HashSet<>();
        found.moves.forEach(move -> ways.add(move.to()));
        failover.moved(ways);
        LOGGER.atInfo()
                .addKeyValue("way", way.name())
                .addKeyValue("moved", found.moves.size())
                .addKeyValue("ended", found.endings.size())
                .log("messages of a way that is not configured any more");
    }

    /** What becomes of the messages of one way. */
    private final class Found {

        private final KnownWay way;
        private final List<Ending> endings = new ArrayList<>();
        private final List<Move> moves = new ArrayList<>();

        Found(KnownWay way) {
            this.way = way;
        }

        boolean isEmpty() {
            return endings.isEmpty() && moves.isEmpty();
        }

        void add(UnfinishedSms sms) {
            boolean claimedWhole = sms.segments().isEmpty() && !sms.isCutAnew();
            boolean inDoubt = claimedWhole
                    || sms.segments().stream()
                            .anyMatch(one -> one == SegmentState.CLAIMED || one == SegmentState.UNANSWERED);
            boolean begun = sms.segments().stream().anyMatch(SegmentState::isSettled);
            FailoverCause cause = inDoubt ? FailoverCause.UNANSWERED : FailoverCause.DOWN;
            add(sms.message(), inDoubt, claimedWhole || begun ? null : cause);
        }

        /** @param cause why it may go by another way; null if it may not */
        void add(OutboundMessage message, boolean inDoubt, @Nullable FailoverCause cause) {
            if (clocks.nowMicros() >= message.expiresAtMicros()) {
                endings.add(ending(message, inDoubt));
                return;
            }
            if (cause == null) {
                return;
            }
            String to = failover.find(message, way.name(), cause, 0).join().orElse(null);
            if (to != null) {
                moves.add(new Move(
                        message.key(),
                        to,
                        clocks.nowMicros(),
                        "given to " + to + ", since " + way.name() + " " + GONE));
            }
        }

        private Ending ending(OutboundMessage message, boolean inDoubt) {
            if (inDoubt) {
                return new Ending(
                        message.key(),
                        SmsState.UNKNOWN,
                        "it was sent and not answered by " + way.name() + ", which " + GONE
                                + ", and its validity ended: nobody knows");
            }
            return new Ending(
                    message.key(),
                    way.voice() ? VoiceState.EXPIRED : SmsState.EXPIRED,
                    "its validity ended: " + way.name() + " " + GONE + ", and its route had no other way that is up");
        }
    }
}
