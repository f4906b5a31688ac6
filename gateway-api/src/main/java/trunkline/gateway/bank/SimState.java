package trunkline.gateway.bank;

import java.util.concurrent.TimeUnit;

/**
 * What is known of a SIM. Immutable: each event gives what it leads to.
 *
 * <pre>
 *   ready --refusals in a row--> resting --time--> on trial --taken--> ready
 *                                   ^                  |
 *                                   +-----refused------+--too often--> quarantined --released--> ready
 * </pre>
 *
 * @param sim its name
 * @param day on which {@code today} were sent, days since 1970
 * @param today segments
 * @param month in which {@code thisMonth} were sent, months since year 0
 * @param thisMonth segments
 * @param refusals in a row
 * @param rests in a row, without a segment taken in between
 * @param restsUntilMicros end of the last rest, microseconds since 1970 in UTC; 0 if it never rested
 * @param quarantinedAtMicros since when it rests until it is released; 0 if it does not
 * @param why it last began to rest, in words; empty if it never did
 */
public record SimState(
        String sim,
        long day,
        int today,
        long month,
        int thisMonth,
        int refusals,
        int rests,
        long restsUntilMicros,
        long quarantinedAtMicros,
        String why) {

    /** One that nothing was ever sent by. */
    public static SimState fresh(String sim) {
        return new SimState(sim, 0, 0, 0, 0, 0, 0, 0, 0, "");
    }

    /**
     * The same in the period of now: what was sent in another one counts no more. A clock that goes back over midnight for a while
     * stays in the later day.
     */
    SimState in(Period now) {
        boolean sameDay = day == now.day() || day == now.day() + 1;
        boolean sameMonth = month == now.month() || (month == now.month() + 1 && day == now.day() + 1);
        if (sameDay && sameMonth) {
            return this;
        }
        return new SimState(
                sim,
                sameDay ? day : now.day(),
                sameDay ? today : 0,
                sameMonth ? month : now.month(),
                sameMonth ? thisMonth : 0,
                refusals,
                rests,
                restsUntilMicros,
                quarantinedAtMicros,
                why);
    }

    /** More segments are sent, or less if some came to nothing. */
    SimState sent(int segments) {
        return new SimState(
                sim,
                day,
                Math.max(0, today + segments),
                month,
                Math.max(0, thisMonth + segments),
                refusals,
                rests,
                restsUntilMicros,
                quarantinedAtMicros,
                why);
    }

    /** A segment was taken. */
    SimState taken() {
        return refusals == 0 && rests == 0 ? this : with(0, 0, restsUntilMicros, quarantinedAtMicros, why);
    }

    /** A segment was refused. */
    SimState refused(String cause, BankPlan.Resting resting, long nowMicros) {
        if (!isOnTrial(nowMicros) && refusals + 1 < resting.after()) {
            return with(refusals + 1, rests, restsUntilMicros, quarantinedAtMicros, why);
        }
        if (rests + 1 >= resting.quarantineAfter()) {
            return with(0, rests + 1, restsUntilMicros, nowMicros, cause);
        }
        long until = nowMicros + TimeUnit.NANOSECONDS.toMicros(resting.pause().toNanos());
        return with(0, rests + 1, until, quarantinedAtMicros, cause);
    }

    /** An operator lets it send again. */
    SimState released() {
        return with(0, 0, 0, 0, why);
    }

    private SimState with(int nextRefusals, int nextRests, long until, long quarantinedAt, String cause) {
        return new SimState(sim, day, today, month, thisMonth, nextRefusals, nextRests, until, quarantinedAt, cause);
    }

    boolean isQuarantined() {
        return quarantinedAtMicros > 0;
    }

    boolean isResting(long nowMicros) {
        return isQuarantined() || nowMicros < restsUntilMicros;
    }

    /** Whether it has rested and nothing was taken since: it is tried with one message. */
    boolean isOnTrial(long nowMicros) {
        return rests > 0 && !isResting(nowMicros);
    }
}
