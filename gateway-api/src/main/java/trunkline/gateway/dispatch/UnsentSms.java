package trunkline.gateway.dispatch;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import trunkline.gateway.message.OutboundMessage;
import trunkline.gateway.store.Ending;
import trunkline.gateway.store.Move;
import trunkline.gateway.store.PutOff;

/**
 * Messages that leave the queue of their way unsent, and what is written of them. What waits goes out of memory, so that however
 * many wait for the morning, or for a SIM, memory is bounded and others pass them.
 *
 * @param all of them
 * @param endings those that are not worth sending any more
 * @param moves those that another way may take
 * @param putOffs those that wait in the store
 */
record UnsentSms(List<Outgoing> all, List<Ending> endings, List<Move> moves, List<PutOff> putOffs) {

    /** One of them, and why it leaves. */
    sealed interface One {
        Outgoing outgoing();
    }

    /** It is not worth sending any more. */
    record Ends(Outgoing outgoing) implements One {}

    /** It may not leave at this hour. */
    record ForItsHour(Outgoing outgoing, Leave leave) implements One {}

    /** None of its way's senders can take it yet. */
    record ForASender(Outgoing outgoing, Admission.Later later) implements One {}

    private static final UnsentSms NONE = new UnsentSms(List.of(), List.of(), List.of(), List.of());

    /** What becomes of each: one that its way is unable to send goes by another if its route has one, the first time. */
    static UnsentSms of(List<One> taken, Departures departures) {
        if (taken.isEmpty()) {
            return NONE;
        }
        UnsentSms sorted = new UnsentSms(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        for (One one : taken) {
            Outgoing outgoing = one.outgoing();
            sorted.all.add(outgoing);
            if (one instanceof ForItsHour hour) {
                long key = outgoing.message().key();
                sorted.putOffs.add(PutOff.untilItsHour(
                        key, hour.leave().atMicros(), hour.leave().waits()));
            } else if (one instanceof ForASender sender) {
                sorted.putOff(outgoing, sender.later(), departures);
            } else {
                sorted.endings.add(outgoing.ending());
            }
        }
        return sorted;
    }

    boolean isEmpty() {
        return all.isEmpty();
    }

    /** How many may not leave at this hour. */
    long atAWrongHour() {
        return putOffs.stream().filter(putOff -> !putOff.forSender()).count();
    }

    private void putOff(Outgoing outgoing, Admission.Later later, Departures departures) {
        OutboundMessage message = outgoing.message();
        String why = later.why();
        Move move = why != null && outgoing.isUntouched() ? departures.unable(message, why) : null;
        if (move != null) {
            moves.add(move);
        } else {
            long at = Math.min(later.atMicros(), message.expiresAtMicros());
            putOffs.add(PutOff.untilASenderIsFree(message.key(), at, why == null ? null : words(at, message) + why));
        }
    }

    private static String words(long atMicros, OutboundMessage message) {
        return atMicros >= message.expiresAtMicros()
                ? "not sent as long as it is so: "
                : "not sent before " + Instant.EPOCH.plus(atMicros, ChronoUnit.MICROS) + ": ";
    }
}
