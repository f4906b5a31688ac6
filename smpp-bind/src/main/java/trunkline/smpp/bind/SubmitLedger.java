package trunkline.smpp.bind;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import trunkline.smpp.bind.SubmitOutcome.Accepted;
import trunkline.smpp.bind.SubmitOutcome.NotSent;
import trunkline.smpp.bind.SubmitOutcome.NotSentReason;
import trunkline.smpp.bind.SubmitOutcome.Refused;
import trunkline.smpp.bind.SubmitOutcome.Unanswered;
import trunkline.smpp.bind.SubmitOutcome.UnansweredReason;
import trunkline.smpp.session.SubmitRequest;

/**
 * Sees to it that every submit has exactly one outcome.
 *
 * <pre>
 *   sent ----> in flight ----answered----------------------------> Accepted, Refused
 *                  |  \-----link lost, all octets handed ---------> Unanswered
 *                  |   \----link lost, not all octets handed -----> NotSent
 *                  \------- time is up ---------------------------> Unanswered, and waits for a late response
 * </pre>
 *
 * <p>What is in flight is bounded by the window. What waits for a late response has a bound of its own; full, the oldest
 * is forgotten and counted. Confined to the bind's loop, but for {@link #inFlight}.
 */
final class SubmitLedger {

    /**
     * A submit on the wire.
     *
     * @param endOctet where in the stream of octets its PDU ends
     * @param sentAtNanos a {@link System#nanoTime} reading
     */
    private record Pending(SubmitRequest request, long endOctet, long sentAtNanos) {}

    private final int lateCapacity;
    private final BindListener listener;
    private final Counters counters;
    /** By sequence number, oldest first: all wait equally long. */
    private final LinkedHashMap<Integer, Pending> pending = new LinkedHashMap<>();

    private final LinkedHashMap<Integer, SubmitRequest> late = new LinkedHashMap<>();
    private volatile int inFlight;

    SubmitLedger(int lateCapacity, BindListener listener, Counters counters) {
        this.lateCapacity = lateCapacity;
        this.listener = listener;
        this.counters = counters;
    }

    /** How many have been sent and had no outcome. From any thread. */
    int inFlight() {
        return inFlight;
    }

    void sent(int sequence, SubmitRequest request, long endOctet, long nowNanos) {
        pending.put(sequence, new Pending(request, endOctet, nowNanos));
        inFlight = pending.size();
        counters.increment(BindCounter.SUBMITTED);
    }

    /** There was no bind to send it on. */
    void notBound(SubmitRequest request) {
        notSent(request, NotSentReason.NOT_BOUND);
    }

    /** submit_sm_resp, or a generic_nack. */
    void answered(int sequence, int commandStatus, String smscMessageId, boolean accepted) {
        Pending answered = pending.remove(sequence);
        SubmitOutcome outcome = accepted ? new Accepted(smscMessageId) : new Refused(commandStatus);
        if (answered != null) {
            inFlight = pending.size();
            counters.increment(accepted ? BindCounter.ACCEPTED : BindCounter.REFUSED);
            listener.onOutcome(answered.request(), outcome);
            return;
        }
        SubmitRequest tooLate = late.remove(sequence);
        counters.increment(tooLate != null ? BindCounter.LATE : BindCounter.UNEXPECTED_RESPONSES);
        if (tooLate != null) {
            listener.onLateOutcome(tooLate, outcome);
        }
    }

    /** Gives up on those sent at or before {@code nanos}; whether there were any. */
    boolean expire(long nanos) {
        boolean any = false;
        for (var oldest = pending.entrySet().iterator(); oldest.hasNext(); any = true) {
            var entry = oldest.next();
            if (entry.getValue().sentAtNanos() - nanos > 0) {
                break;
            }
            oldest.remove();
            inFlight = pending.size();
            waitForLate(entry.getKey(), entry.getValue().request());
            unanswered(entry.getValue().request(), UnansweredReason.RESPONSE_TIMEOUT);
        }
        return any;
    }

    /** The link is gone, and of all octets {@code octetsHanded} had been taken by the socket. */
    void linkLost(long octetsHanded) {
        List<Pending> lost = List.copyOf(pending.values());
        pending.clear();
        late.clear();
        inFlight = 0;
        for (Pending submit : lost) {
            if (submit.endOctet() <= octetsHanded) {
                unanswered(submit.request(), UnansweredReason.LINK_LOST);
            } else {
                notSent(submit.request(), NotSentReason.LINK_LOST);
            }
        }
    }

    private void waitForLate(int sequence, SubmitRequest request) {
        late.put(sequence, request);
        if (late.size() > lateCapacity) {
            Iterator<Integer> oldest = late.keySet().iterator();
            oldest.next();
            oldest.remove();
            counters.increment(BindCounter.LATE_FORGOTTEN);
        }
    }

    private void unanswered(SubmitRequest request, UnansweredReason reason) {
        counters.increment(BindCounter.UNANSWERED);
        listener.onOutcome(request, new Unanswered(reason));
    }

    private void notSent(SubmitRequest request, NotSentReason reason) {
        counters.increment(BindCounter.NOT_SENT);
        listener.onOutcome(request, new NotSent(reason));
    }
}
