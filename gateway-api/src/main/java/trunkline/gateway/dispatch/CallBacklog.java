package trunkline.gateway.dispatch;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import trunkline.gateway.message.OutboundMessage;
import trunkline.gateway.store.CallLane;
import trunkline.gateway.store.MessageStore;

/**
 * The voice messages of one trunk that were never claimed, without those that wait for a time: a lane for each account and
 * priority, in which they stand in the order in which they were kept.
 *
 * <p>They come straight from the commit that kept them. Where a lane has no room, its later ones stay on disk alone, and are read
 * back in pages of that lane: so memory is bounded, and a hundred thousand of one account keep no other from its turn.
 *
 * <p>Confined to the executor of its trunk.
 */
final class CallBacklog {

    private static final Logger LOGGER = LoggerFactory.getLogger(CallBacklog.class);
    /** Messages in memory, shared by all lanes. */
    static final int MEMORY_MAX = 10_000;
    /** What each lane has room for, however many there are. */
    private static final int ROOM_MIN = 20;

    private static final int PAGE = 1_000;

    private final String way;
    private final MessageStore store;
    private final Executor executor;
    private final Runnable onMore;
    /** As many as there are accounts that call, times the priorities. */
    private final Map<CallLane, Lane> lanes = new LinkedHashMap<>();
    /** Those of messages that were kept before {@link #lanes} were known. */
    private final Set<CallLane> early = new LinkedHashSet<>();
    /** Taken, and not yet settled; bounded by what all channels can claim and what one commit gives away. */
    private final TreeSet<Long> unsettled = new TreeSet<>();

    private long startedFrom;
    /** Each message up to this key is in a lane, or was. */
    private long seenUpTo;

    private long takenUpTo;
    private boolean started;
    private boolean isListing;
    /** Whether {@link #lanes} has all that anybody waits in. */
    private boolean isListed;

    private int size;

    /** What waits of one account and priority. */
    private static final class Lane {
        private final CallLane name;
        private final TreeMap<Long, OutboundMessage> waiting = new TreeMap<>();
        /** All of the lane up to this key have been in {@link #waiting}. */
        private long readUpTo;
        /** Whether there may be some on disk that are not in memory. */
        private boolean onDisk;
        /** Whether one was left on disk since the last page was asked for. */
        private boolean leftSince;

        private boolean isReading;

        Lane(CallLane name, long readUpTo, boolean onDisk) {
            this.name = name;
            this.readUpTo = readUpTo;
            this.onDisk = onDisk;
        }
    }

    /** @param onMore run when messages have come from disk */
    CallBacklog(String way, MessageStore store, Executor executor, Runnable onMore) {
        this.way = way;
        this.store = store;
        this.executor = executor;
        this.onMore = onMore;
    }

    /** Begins to read what is on disk from just after {@code claimedUpTo}. */
    void start(long claimedUpTo) {
        startedFrom = claimedUpTo;
        seenUpTo = Math.max(seenUpTo, claimedUpTo);
        takenUpTo = claimedUpTo;
        started = true;
        refresh();
    }

    /** Reads from disk where there is anything left, for instance after a read that failed. */
    void refresh() {
        if (started && !isListed && !isListing) {
            isListing = true;
            Replies.on(store.callLanes(way, startedFrom), executor, this::onLanes, failure -> {
                isListing = false;
                onNotRead(failure);
            });
        }
        lanes.values().forEach(this::refresh);
    }

    private void onLanes(List<CallLane.Waiting> found) {
        isListing = false;
        isListed = true;
        for (CallLane.Waiting one : found) {
            early.add(one.lane());
            seenUpTo = Math.max(seenUpTo, one.lastKey());
        }
        early.forEach(lane -> lanes.put(lane, new Lane(lane, startedFrom, true)));
        early.clear();
        refresh();
    }

    private void onNotRead(Throwable failure) {
        LOGGER.atWarn()
                .addKeyValue("way", way)
                .addKeyValue("cause", failure)
                .log("voice messages that wait not read, will try again");
    }

    private int room() {
        return Math.max(ROOM_MIN, MEMORY_MAX / Math.max(1, lanes.size()));
    }

    private void refresh(Lane lane) {
        if (!lane.onDisk || lane.isReading || lane.waiting.size() >= room() / 2) {
            return;
        }
        lane.isReading = true;
        lane.leftSince = false;
        int limit = Math.min(PAGE, room());
        Replies.on(
                store.unclaimedCalls(way, lane.name, lane.readUpTo, limit),
                executor,
                page -> onPage(lane, page, page.size() < limit),
                failure -> {
                    lane.isReading = false;
                    onNotRead(failure);
                });
    }

    private void onPage(Lane lane, List<OutboundMessage> page, boolean isLast) {
        lane.isReading = false;
        for (OutboundMessage message : page) {
            add(lane, message);
        }
        lane.onDisk = !isLast || lane.leftSince;
        if (!page.isEmpty()) {
            onMore.run();
        }
        refresh(lane);
    }

    private void add(Lane lane, OutboundMessage message) {
        lane.waiting.put(message.key(), message);
        lane.readUpTo = message.key();
        size++;
    }

    /** Messages that a commit has kept, in the order of their keys. */
    void kept(List<OutboundMessage> messages) {
        for (OutboundMessage message : messages) {
            seenUpTo = Math.max(seenUpTo, message.key());
            if (!message.request().isScheduled()) {
                kept(CallLane.of(message), message);
            }
        }
    }

    private void kept(CallLane name, OutboundMessage message) {
        if (!isListed) {
            early.add(name);
            return;
        }
        Lane lane = lanes.computeIfAbsent(name, unknown -> new Lane(unknown, message.key() - 1, false));
        if (lane.onDisk || lane.waiting.size() >= room()) {
            lane.onDisk = true;
            lane.leftSince = true;
        } else if (message.key() > lane.readUpTo) { // a page may have seen a commit before the commit was announced
            add(lane, message);
        }
    }

    /** Tells of each lane in which a message waits in memory. */
    void lanes(Consumer<CallLane> each) {
        for (Lane lane : lanes.values()) {
            if (!lane.waiting.isEmpty()) {
                each.accept(lane.name);
            }
        }
    }

    /** Whether a message of this lane waits in memory. */
    boolean has(CallLane name) {
        Lane lane = lanes.get(name);
        return lane != null && !lane.waiting.isEmpty();
    }

    /** The first one of a lane that {@link #has} one. */
    OutboundMessage peek(CallLane name) {
        return lane(name).waiting.firstEntry().getValue();
    }

    /** Takes the first one of a lane, to have it claimed or ended. */
    void take(CallLane name) {
        Lane lane = lane(name);
        took(lane.waiting.pollFirstEntry().getKey());
        refresh(lane);
    }

    private Lane lane(CallLane name) {
        Lane lane = lanes.get(name);
        if (lane == null) {
            throw new IllegalStateException("nothing waits in " + name);
        }
        return lane;
    }

    private void took(long key) {
        size--;
        unsettled.add(key);
        takenUpTo = Math.max(takenUpTo, key);
    }

    /** What became of a message that was taken is on stable storage. */
    void settled(long key) {
        unsettled.remove(key);
    }

    /** Takes out up to {@code max} messages of which {@code leaves} says so, wherever they stand. */
    List<OutboundMessage> takeOut(int max, Predicate<OutboundMessage> leaves) {
        List<OutboundMessage> taken = new ArrayList<>();
        for (Lane lane : lanes.values()) {
            Iterator<OutboundMessage> all = lane.waiting.values().iterator();
            while (taken.size() < max && all.hasNext()) {
                OutboundMessage message = all.next();
                if (leaves.test(message)) {
                    all.remove();
                    took(message.key());
                    taken.add(message);
                }
            }
        }
        lanes.values().forEach(this::refresh);
        return taken;
    }

    /** Puts messages back that were taken and came to nothing, each where it stood. */
    void putBack(List<OutboundMessage> messages) {
        for (OutboundMessage message : messages) {
            unsettled.remove(message.key());
            lane(CallLane.of(message)).waiting.put(message.key(), message);
            size++;
        }
    }

    /** The key up to which, inclusive, all messages are settled. */
    long settledUpTo() {
        if (!isListed) {
            return startedFrom;
        }
        long upTo = Math.min(takenUpTo, seenUpTo);
        if (!unsettled.isEmpty()) {
            upTo = Math.min(upTo, unsettled.first() - 1);
        }
        for (Lane lane : lanes.values()) {
            if (!lane.waiting.isEmpty()) {
                upTo = Math.min(upTo, lane.waiting.firstKey() - 1);
            } else if (lane.onDisk) {
                upTo = Math.min(upTo, lane.readUpTo);
            }
        }
        return upTo;
    }

    /** Messages in memory. */
    int size() {
        return size;
    }
}
