package trunkline.gateway.bank;

import java.time.Duration;
import java.time.ZoneId;
import java.util.List;

/**
 * What the configuration says of a bank.
 *
 * @param sims in order
 * @param jitter by which share of itself each pause of a SIM is longer or shorter, at random: 0 to below 1
 * @param zone whose days and months quotas are counted by
 * @param resting when SIMs that fail rest
 * @param sticky whether a recipient hears from the same SIM again
 */
public record BankPlan(List<SimPlan> sims, double jitter, ZoneId zone, Resting resting, boolean sticky) {

    /**
     * When SIMs that fail rest.
     *
     * @param after refusals in a row
     * @param pause how long
     * @param quarantineAfter rests in a row, without a message taken in between, after which it rests until it is released
     */
    public record Resting(int after, Duration pause, int quarantineAfter) {}

    public BankPlan {
        sims = List.copyOf(sims);
    }

    /** Segments a second that all of them send together. */
    public double perSecond() {
        return sims.stream().mapToDouble(SimPlan::perSecond).sum();
    }
}
