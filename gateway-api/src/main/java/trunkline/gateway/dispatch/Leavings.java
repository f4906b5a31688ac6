package trunkline.gateway.dispatch;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import trunkline.gateway.message.OutboundMessage;
import trunkline.gateway.store.Ending;
import trunkline.gateway.store.Move;
import trunkline.gateway.store.Wait;

/**
 * Messages that leave the queue of their way unsent, and what is written of them.
 *
 * @param all of them
 * @param endings those that are not worth sending any more
 * @param moves those that another way may take
 * @param waits those that wait in the store
 */
record Leavings(List<Outgoing> all, List<Ending> endings, List<Move> moves, List<Wait> waits) {

    /**
     * One of them.
     *
     * @param later when its way may be able to send it; null if it ends
     */
    record Leaving(Outgoing outgoing, Admission.@Nullable Later later) {}

    private static final Leavings NONE = new Leavings(List.of(), List.of(), List.of(), List.of());

    /** What becomes of each: one that its way is unable to send goes by another if its route has one, the first time. */
    static Leavings of(List<Leaving> leaving, Departures departures) {
        if (leaving.isEmpty()) {
            return NONE;
        }
        Leavings sorted = new Leavings(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        for (Leaving one : leaving) {
            sorted.all.add(one.outgoing());
            if (one.later() == null) {
                sorted.endings.add(one.outgoing().ending());
            } else {
                sorted.putOff(one.outgoing(), one.later(), departures);
            }
        }
        return sorted;
    }

    boolean isEmpty() {
        return all.isEmpty();
    }

    private void putOff(Outgoing outgoing, Admission.Later later, Departures departures) {
        OutboundMessage message = outgoing.message();
        String why = later.why();
        Move move = why != null && outgoing.isUntouched() ? departures.unable(message, why) : null;
        if (move != null) {
            moves.add(move);
        } else {
            long at = Math.min(later.atMicros(), message.expiresAtMicros());
            waits.add(new Wait(message.key(), at, why == null ? null : words(at, message) + why));
        }
    }

    private static String words(long atMicros, OutboundMessage message) {
        return atMicros >= message.expiresAtMicros()
                ? "not sent as long as it is so: "
                : "not sent before " + Instant.EPOCH.plus(atMicros, ChronoUnit.MICROS) + ": ";
    }
}
