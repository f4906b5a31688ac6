package trunkline.gateway.dispatch;

import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import trunkline.gateway.store.CallLane;
import trunkline.gateway.store.DueCall;

/**
 * Whom a trunk calls next: lanes take turns as {@link CallTurns} has it, and within a lane what had a time and what has only
 * waited, one by one. Confined to the executor of the trunk.
 */
final class CallQueue {

    private final DueCalls due;
    private final CallBacklog backlog;
    private final CallTurns turns = new CallTurns();
    /** Lanes of which the last one that went had a time. */
    private final Set<CallLane> timedWent = new HashSet<>();

    CallQueue(DueCalls due, CallBacklog backlog) {
        this.due = due;
        this.backlog = backlog;
    }

    private Collection<CallLane> waiting() {
        Set<CallLane> waiting = new LinkedHashSet<>();
        due.lanes(waiting::add);
        backlog.lanes(waiting::add);
        return waiting;
    }

    /** The next one, or null; it stays so until {@link #take}, or until another one comes to wait. */
    @Nullable
    DueCall next() {
        CallLane lane = turns.next(waiting());
        if (lane == null) {
            return null;
        }
        boolean timed = due.has(lane) && !(timedWent.contains(lane) && backlog.has(lane));
        return timed ? due.peek(lane) : new DueCall(backlog.peek(lane), 0, false);
    }

    /** Takes what {@link #next} has just given. */
    void take(DueCall next) {
        CallLane lane = CallLane.of(next.message());
        turns.went(lane, waiting());
        if (next.isTimed()) {
            due.take(lane);
            timedWent.add(lane);
        } else {
            backlog.take(lane);
            timedWent.remove(lane);
        }
    }

    /** Puts back what was taken and came to nothing; what is due stays so in the store. */
    void putBack(List<DueCall> taken) {
        backlog.putBack(taken.stream()
                .filter(one -> !one.isTimed())
                .map(DueCall::message)
                .toList());
    }
}
