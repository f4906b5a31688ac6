package trunkline.sip.stack;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The calls of a user agent by Call-ID: live ones, of which there are at most as many as the limit says, and ended ones
 * that still linger. A live call more is refused. Thread-safe.
 */
final class CallTable {

    private final int maxLive;
    private final Map<String, Call> calls = new ConcurrentHashMap<>();
    private final AtomicInteger live = new AtomicInteger();
    private final AtomicInteger dialogs = new AtomicInteger();
    private boolean closed;

    CallTable(int maxLive) {
        this.maxLive = maxLive;
    }

    /** False if there are too many, or the user agent is closed. */
    synchronized boolean admit(Call call) {
        if (closed || live.get() >= maxLive) {
            return false;
        }
        live.incrementAndGet();
        calls.put(call.callId(), call);
        return true;
    }

    Optional<Call> find(String callId) {
        return Optional.ofNullable(calls.get(callId));
    }

    Collection<Call> all() {
        return List.copyOf(calls.values());
    }

    /** The call is over for its caller, and lingers. */
    synchronized void ended() {
        live.decrementAndGet();
        notifyAll();
    }

    /** Nothing more can come. */
    void forget(Call call, int dialogsOfCall) {
        if (calls.remove(call.callId(), call)) {
            dialogs.addAndGet(-dialogsOfCall);
        }
    }

    /** In the mailbox of its call, as is {@link #forget}; a late dialog of a call that is forgotten does not count. */
    void dialogAdded(Call call) {
        if (calls.get(call.callId()) == call) {
            dialogs.incrementAndGet();
        }
    }

    int live() {
        return live.get();
    }

    int lingering() {
        return calls.size() - live.get();
    }

    int dialogs() {
        return dialogs.get();
    }

    /** Admits no more. */
    synchronized void close() {
        closed = true;
    }

    /** Waits until no call is live, at most until this {@code System.nanoTime} reading. */
    synchronized void awaitNoneLive(long deadlineNanos) throws InterruptedException {
        long leftMillis = (deadlineNanos - System.nanoTime()) / 1_000_000;
        while (live.get() > 0 && leftMillis > 0) {
            wait(leftMillis);
            leftMillis = (deadlineNanos - System.nanoTime()) / 1_000_000;
        }
    }
}
