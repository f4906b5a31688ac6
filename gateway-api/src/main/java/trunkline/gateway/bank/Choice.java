package trunkline.gateway.bank;

import org.jspecify.annotations.Nullable;
import trunkline.gateway.dispatch.Admission;

/**
 * What a bank says to a message.
 *
 * @param admission whether it can go now
 * @param sim by which SIM; null if it cannot
 * @param wakeNanos after how long something changes; 0 if nothing does by itself
 */
public record Choice(Admission admission, @Nullable SimPlan sim, long wakeNanos) {

    static Choice now(Sim sim) {
        return new Choice(Admission.NOW, sim.plan(), 0);
    }

    static Choice soon(long afterNanos) {
        return new Choice(Admission.SOON, null, afterNanos);
    }

    /** In its turn. */
    static Choice aside(long nowMicros, long afterNanos) {
        return new Choice(new Admission.Later(nowMicros + afterNanos / 1_000 + 1, null), null, afterNanos);
    }

    /** Its SIMs are unable. */
    static Choice unable(long untilMicros, String why) {
        return new Choice(new Admission.Later(untilMicros, why), null, 0);
    }
}
