package trunkline.gateway.dispatch;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongPredicate;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import trunkline.gateway.store.CallLane;
import trunkline.gateway.store.DueCall;
import trunkline.gateway.store.MessageStore;

/**
 * Voice messages of one trunk whose time has come, to be called again, or for the first time: a lane for each account and priority.
 * A page of the store has the first of each lane, then the second of each, and so on, so that a lane has some of its messages
 * here however many of another are due. What is taken and comes to nothing stays in the store, and is read again.
 *
 * <p>Confined to the executor of its trunk.
 */
final class DueCalls {

    private static final Logger LOGGER = LoggerFactory.getLogger(DueCalls.class);
    /** Messages of one page; less than two of them are in memory. */
    static final int PAGE = 1_000;
    /** As long as a full page is worked off it is read again so often, for what is urgent and has become due meanwhile. */
    private static final long AGAIN_MICROS = TimeUnit.SECONDS.toMicros(10);

    private final String way;
    private final MessageStore store;
    private final Executor executor;
    private final Clocks clocks;
    private final LongPredicate isUnderWay;
    private final Runnable onMore;
    /** Lanes that have some. */
    private final Map<CallLane, Deque<DueCall>> lanes = new LinkedHashMap<>();

    private final Set<Long> waiting = new HashSet<>();
    private boolean reading;
    /** Whether more was due than was read. */
    private boolean more;

    private long readAtMicros;

    /**
     * @param isUnderWay tells of the key of a message whether it has a call, or is being given to another trunk
     * @param onMore run when some have been read
     */
    DueCalls(
            String way,
            MessageStore store,
            Executor executor,
            Clocks clocks,
            LongPredicate isUnderWay,
            Runnable onMore) {
        this.way = way;
        this.store = store;
        this.executor = executor;
        this.clocks = clocks;
        this.isUnderWay = isUnderWay;
        this.onMore = onMore;
    }

    /** Tells of each lane in which a message waits. */
    void lanes(Consumer<CallLane> each) {
        lanes.keySet().forEach(each);
    }

    /** Whether a message of this lane waits. */
    boolean has(CallLane lane) {
        return lanes.containsKey(lane);
    }

    /** The first one of a lane that {@link #has} one. */
    DueCall peek(CallLane lane) {
        return lane(lane).element();
    }

    void take(CallLane lane) {
        removed(lane, lane(lane).remove());
    }

    private Deque<DueCall> lane(CallLane lane) {
        Deque<DueCall> calls = lanes.get(lane);
        if (calls == null) {
            throw new IllegalStateException("nothing is due in " + lane);
        }
        return calls;
    }

    private void removed(CallLane lane, DueCall call) {
        waiting.remove(call.message().key());
        lanes.computeIfPresent(lane, (name, calls) -> calls.isEmpty() ? null : calls);
    }

    /** Takes out up to {@code max} of which {@code leaves} says so, wherever they stand. */
    List<DueCall> takeOut(int max, Predicate<DueCall> leaves) {
        List<DueCall> taken = new ArrayList<>();
        for (Deque<DueCall> calls : lanes.values()) {
            calls.stream().filter(leaves).limit(max - taken.size()).forEach(taken::add);
        }
        for (DueCall call : taken) {
            CallLane lane = CallLane.of(call.message());
            lane(lane).remove(call);
            removed(lane, call);
        }
        return taken;
    }

    /** Reads on if more was due than was read, and half of it has gone. */
    void readOn() {
        if (more && waiting.size() < PAGE / 2) {
            readNow();
        }
    }

    /** Reads what is due now. */
    void read() {
        boolean soon = clocks.nowMicros() - readAtMicros < AGAIN_MICROS;
        if (waiting.isEmpty() || !more || !soon) {
            readNow();
        }
    }

    private void readNow() {
        if (reading || waiting.size() >= PAGE) {
            return;
        }
        reading = true;
        readAtMicros = clocks.nowMicros();
        Replies.on(store.dueCalls(way, readAtMicros, PAGE), executor, this::onPage, failure -> {
            reading = false;
            LOGGER.atWarn()
                    .addKeyValue("way", way)
                    .addKeyValue("cause", failure)
                    .log("calls that are due not read, will try again");
        });
    }

    private void onPage(List<DueCall> page) {
        reading = false;
        for (DueCall one : page) {
            long key = one.message().key();
            if (!isUnderWay.test(key) && waiting.add(key)) {
                lanes.computeIfAbsent(CallLane.of(one.message()), lane -> new ArrayDeque<>())
                        .add(one);
            }
        }
        more = page.size() == PAGE && !waiting.isEmpty();
        onMore.run();
    }
}
