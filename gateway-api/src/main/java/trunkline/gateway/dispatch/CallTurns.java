package trunkline.gateway.dispatch;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import trunkline.gateway.message.VoiceOptions;
import trunkline.gateway.store.CallLane;

/**
 * Whose turn it is at a trunk. The highest priority goes first, but after {@link #AHEAD} of its calls one of a lower priority,
 * if any waits: so that what is urgent hardly waits, and nothing waits for ever. Accounts of one priority take turns, one call
 * each, however much each of them has waiting; who had no turn for the longest time is next.
 *
 * <p>Knows as many lanes as there are accounts that call, times the priorities.
 */
final class CallTurns {

    /** Calls of one priority before one of a lower priority that waits. */
    static final int AHEAD = 3;

    private final Map<CallLane, Long> lastTurns = new HashMap<>();
    /** Calls of each priority since a lower one had its turn, or none waited. */
    private final int[] ahead = new int[VoiceOptions.PRIORITY_MAX + 1];

    private long turns;

    /** The lane that is next, of these that have somebody waiting; null for none. */
    @Nullable
    CallLane next(Collection<CallLane> waiting) {
        int priority = priority(waiting);
        CallLane next = null;
        for (CallLane lane : waiting) {
            if (lane.priority() == priority && (next == null || lastTurn(lane) < lastTurn(next))) {
                next = lane;
            }
        }
        return next;
    }

    private int priority(Collection<CallLane> waiting) {
        for (int priority = VoiceOptions.PRIORITY_MAX; priority > 0; priority--) {
            if (has(waiting, priority) && (ahead[priority] < AHEAD || !hasBelow(waiting, priority))) {
                return priority;
            }
        }
        return 0;
    }

    private static boolean has(Collection<CallLane> waiting, int priority) {
        return waiting.stream().anyMatch(lane -> lane.priority() == priority);
    }

    private static boolean hasBelow(Collection<CallLane> waiting, int priority) {
        return waiting.stream().anyMatch(lane -> lane.priority() < priority);
    }

    private long lastTurn(CallLane lane) {
        return lastTurns.getOrDefault(lane, 0L);
    }

    /** A lane has had its turn, while these had somebody waiting. */
    void went(CallLane lane, Collection<CallLane> waiting) {
        lastTurns.put(lane, ++turns);
        int priority = lane.priority();
        ahead[priority] = hasBelow(waiting, priority) ? ahead[priority] + 1 : 0;
        for (int higher = priority + 1; higher < ahead.length; higher++) {
            ahead[higher] = 0;
        }
    }
}
