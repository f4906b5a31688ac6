package trunkline.gateway.dispatch;

import java.util.List;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;
import trunkline.gateway.dispatch.SubmitResults.Entry;
import trunkline.gateway.store.Move;

/**
 * What the results of segments mean for their message. One that its SMSC has none of may go by another way, as a whole: so a
 * result that is no success is held until nothing of its message is under way, and what is known of it then is recorded
 * together. Once the SMSC has a segment, each result counts for itself, and the rest stays.
 *
 * <p>Held results keep their permits: at most a window of them waits here, no longer than their SMSC takes to answer the
 * others. Confined to the executor of the link.
 */
final class Decisions {

    private final Departures departures;
    private final SubmitResults results;
    private final ToLongFunction<Entry> retryAtMicros;

    /** @param retryAtMicros when a message is to be tried again, if its result asks for that */
    Decisions(Departures departures, SubmitResults results, ToLongFunction<Entry> retryAtMicros) {
        this.departures = departures;
        this.results = results;
        this.retryAtMicros = retryAtMicros;
    }

    /** A segment that was claimed has its result. */
    void onResult(Outgoing outgoing, int segment, SmsResult result) {
        outgoing.answered(1);
        if (result instanceof SmsResult.Submitted) {
            outgoing.taken(segment);
        }
        Entry entry = new Entry(outgoing, segment, result, false, null);
        if (outgoing.isTaken() || Departures.cause(result) == null) {
            results.add(entry);
        } else {
            outgoing.rest(); // what of it is not sent yet waits for what becomes of it
            outgoing.hold(entry);
        }
        settle(outgoing);
    }

    /** A segment was taken whose result, that it went unanswered, may still be held. */
    void onLate(Outgoing outgoing, int segment, SmsResult result) {
        if (outgoing.hasHeld()) {
            outgoing.holdInstead(new Entry(outgoing, segment, result, false, null));
            settle(outgoing);
        }
    }

    /** Perhaps all is known of a message now. */
    void settle(Outgoing outgoing) {
        if (!outgoing.hasHeld() || (outgoing.isUnderWay() && !outgoing.isTaken())) {
            return;
        }
        List<Entry> held = outgoing.takeHeld();
        Move move = outgoing.isTaken() ? null : move(outgoing, held);
        for (int i = 0; i < held.size(); i++) {
            Entry entry = held.get(i);
            results.add(move == null ? entry : entry.leaving(i == 0 ? move : null));
        }
    }

    private @Nullable Move move(Outgoing outgoing, List<Entry> held) {
        Entry worst = held.get(0);
        long againAt = 0;
        for (Entry entry : held) {
            worst = Departures.outweighs(entry.result(), worst.result()) ? entry : worst;
            againAt = Math.max(againAt, retryAtMicros.applyAsLong(entry));
        }
        return departures.after(outgoing, worst.result(), againAt);
    }
}
