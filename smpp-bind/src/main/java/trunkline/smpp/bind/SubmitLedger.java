package trunkline.smpp.bind;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.OptionalLong;
import trunkline.smpp.bind.SubmitOutcome.Accepted;
import trunkline.smpp.bind.SubmitOutcome.NotSent;
import trunkline.smpp.bind.SubmitOutcome.NotSentReason;
import trunkline.smpp.bind.SubmitOutcome.Refused;
import trunkline.smpp.bind.SubmitOutcome.Unanswered;
import trunkline.smpp.bind.SubmitOutcome.UnansweredReason;

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

    private final int lateCapacity;
    private final BindListener listener;
    private final Counters counters;
    /** By sequence number, oldest first: all wait equally long. */
    private final LinkedHashMap<Integer, Passage> pending = new LinkedHashMap<>();

    private final LinkedHashMap<Integer, Passage> late = new LinkedHashMap<>();
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

    void sent(Passage passage) {
        pending.put(passage.sequence(), passage);
        inFlight = pending.size();
        counters.increment(BindCounter.SUBMITTED);
    }

    /** There was no bind to send it on. */
    void notBound(Passage passage) {
        notSent(passage, NotSentReason.NOT_BOUND);
    }

    /** The token of the submit that was sent with {@code sequence} and waits for its response, be it late. */
    OptionalLong tokenOf(int sequence) {
        Passage passage = pending.get(sequence);
        Passage known = passage != null ? passage : late.get(sequence);
        return known == null
                ? OptionalLong.empty()
                : OptionalLong.of(known.request().token());
    }

    /** submit_sm_resp with ESME_ROK. */
    void accepted(int sequence, String smscMessageId, int congestionState, long nowMicros) {
        answered(sequence, new Accepted(smscMessageId), congestionState, nowMicros);
    }

    /** submit_sm_resp with any other status, or a generic_nack. */
    void refused(int sequence, int commandStatus, int congestionState, long nowMicros) {
        answered(sequence, new Refused(commandStatus), congestionState, nowMicros);
    }

    private void answered(int sequence, SubmitOutcome outcome, int congestionState, long nowMicros) {
        Passage passage = pending.remove(sequence);
        if (passage != null) {
            inFlight = pending.size();
            counters.increment(outcome instanceof Accepted ? BindCounter.ACCEPTED : BindCounter.REFUSED);
            passage.answered(nowMicros, congestionState);
            listener.onOutcome(passage.request(), outcome, passage);
            return;
        }
        Passage tooLate = late.remove(sequence);
        counters.increment(tooLate != null ? BindCounter.LATE : BindCounter.UNEXPECTED_RESPONSES);
        if (tooLate != null) {
            tooLate.answered(nowMicros, congestionState);
            listener.onLateOutcome(tooLate.request(), outcome, tooLate);
        }
    }

    /** Gives up on those sent at or before {@code nanos}; whether there were any. */
    boolean expire(long nanos) {
        boolean any = false;
        for (Iterator<Passage> oldest = pending.values().iterator(); oldest.hasNext(); any = true) {
            Passage passage = oldest.next();
            if (passage.sentNanos() - nanos > 0) {
                break;
            }
            oldest.remove();
            inFlight = pending.size();
            waitForLate(passage);
            unanswered(passage, UnansweredReason.RESPONSE_TIMEOUT);
        }
        return any;
    }

    /** The link is gone, and of all octets {@code octetsHanded} had been taken by the socket. */
    void linkLost(long octetsHanded) {
        List<Passage> lost = List.copyOf(pending.values());
        pending.clear();
        late.clear();
        inFlight = 0;
        for (Passage submit : lost) {
            if (submit.endOctet() <= octetsHanded) {
                unanswered(submit, UnansweredReason.LINK_LOST);
            } else {
                notSent(submit, NotSentReason.LINK_LOST);
            }
        }
    }

    private void waitForLate(Passage passage) {
        late.put(passage.sequence(), passage);
        if (late.size() > lateCapacity) {
            Iterator<Integer> oldest = late.keySet().iterator();
            oldest.next();
            oldest.remove();
            counters.increment(BindCounter.LATE_FORGOTTEN);
        }
    }

    private void unanswered(Passage passage, UnansweredReason reason) {
        counters.increment(BindCounter.UNANSWERED);
        listener.onOutcome(passage.request(), new Unanswered(reason), passage);
    }

    private void notSent(Passage passage, NotSentReason reason) {
        counters.increment(BindCounter.NOT_SENT);
        listener.onOutcome(passage.request(), new NotSent(reason), passage);
    }
}
