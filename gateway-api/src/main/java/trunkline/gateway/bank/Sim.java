package trunkline.gateway.bank;

import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;
import trunkline.gateway.dispatch.SimView;

/** A SIM of a bank: what is known of it, and when it may send next. Its state may be read by any thread; the rest is its bank's. */
final class Sim {

    private static final double NANOS_PER_SECOND = 1e9;
    /** How long it is tried with one message before it is looked at again. */
    private static final long TRIAL_NANOS = 1_000_000_000L;

    /** Why a SIM cannot take a message, and until when, microseconds since 1970 in UTC. */
    record Unable(String why, long untilMicros) {}

    private final SimPlan plan;
    private final ZoneId zone;
    private volatile SimState state;
    private long nextAtNanos;
    private boolean began;
    private int inFlight;

    Sim(SimPlan plan, ZoneId zone) {
        this.plan = plan;
        this.zone = zone;
        this.state = SimState.fresh(plan.name());
    }

    SimPlan plan() {
        return plan;
    }

    SimState state() {
        return state;
    }

    /** False if this is what was known. */
    boolean become(SimState next) {
        boolean isNews = !next.equals(state);
        state = next;
        return isNews;
    }

    /** Why it cannot take {@code segments}; null if it can. */
    @Nullable
    Unable unable(int segments, long nowMicros) {
        SimState now = state.in(Period.at(nowMicros, zone));
        if (now.isQuarantined()) {
            return new Unable(
                    plan.name() + " is quarantined until an operator releases it, since " + now.why(), Long.MAX_VALUE);
        }
        if (now.isResting(nowMicros)) {
            return new Unable(
                    plan.name() + " rests until " + time(now.restsUntilMicros()) + ", since " + now.why(),
                    now.restsUntilMicros());
        }
        if (plan.perMonth() > 0 && now.thisMonth() + segments > plan.perMonth()) {
            return spent(now.thisMonth(), plan.perMonth(), "month", segments, Period.endOfMonth(now.month(), zone));
        }
        if (plan.perDay() > 0 && now.today() + segments > plan.perDay()) {
            return spent(now.today(), plan.perDay(), "day", segments, Period.endOfDay(now.day(), zone));
        }
        return null;
    }

    private Unable spent(int sent, int quota, String period, int segments, long untilMicros) {
        String why = plan.name() + " has sent " + sent + " of its " + quota + " segments of this " + period;
        return segments > quota
                ? new Unable(why + " and this message has " + segments, Long.MAX_VALUE)
                : new Unable(why, untilMicros);
    }

    private static String time(long micros) {
        return Instant.EPOCH
                .plus(micros, ChronoUnit.MICROS)
                .truncatedTo(ChronoUnit.SECONDS)
                .toString();
    }

    /** How much of what it can be expected to send it has sent: of several, the lowest has the most room. */
    double use(long nowMicros) {
        SimState now = state.in(Period.at(nowMicros, zone));
        double ofDay = now.today() / plan.dailyRoom();
        return plan.perMonth() > 0 ? Math.max(ofDay, (double) now.thisMonth() / plan.perMonth()) : ofDay;
    }

    /** When it may send next, a {@link System#nanoTime} reading; not after {@code nowNanos} if it may now. */
    long readyAtNanos(long nowMicros, long nowNanos) {
        if (isTrying(nowMicros)) {
            return nowNanos + TRIAL_NANOS;
        }
        return began && nextAtNanos - nowNanos > 0 ? nextAtNanos : nowNanos;
    }

    /** Whether it is on trial with a message that is under way. */
    boolean isTrying(long nowMicros) {
        return inFlight > 0 && state.isOnTrial(nowMicros);
    }

    /**
     * Keeps the next turn for {@code segments}, after which it pauses.
     *
     * @param jitter share by which each pause differs
     * @param random from 0 up to 1
     * @return when that turn is
     */
    long take(int segments, double jitter, DoubleSupplier random, long nowNanos) {
        long turn = began && nextAtNanos - nowNanos > 0 ? nextAtNanos : nowNanos;
        double pause = 0;
        for (int i = 0; i < segments; i++) {
            pause += NANOS_PER_SECOND / plan.perSecond() * (1 + jitter * (2 * random.getAsDouble() - 1));
        }
        nextAtNanos = turn + (long) pause;
        began = true;
        return turn;
    }

    void sent(int segments, long nowMicros) {
        inFlight += segments;
        state = state.in(Period.at(nowMicros, zone)).sent(segments);
    }

    /** These segments did not leave. */
    void unsent(int segments) {
        inFlight = Math.max(0, inFlight - segments);
        state = state.sent(-segments);
    }

    /** A segment has its result. */
    void answered() {
        inFlight = Math.max(0, inFlight - 1);
    }

    SimView view(long nowMicros) {
        SimState now = state.in(Period.at(nowMicros, zone));
        Unable unable = unable(1, nowMicros);
        SimView.Standing standing = unable == null
                ? SimView.Standing.READY
                : now.isQuarantined()
                        ? SimView.Standing.QUARANTINED
                        : now.isResting(nowMicros) ? SimView.Standing.RESTING : SimView.Standing.SPENT;
        return new SimView(
                plan.name(),
                plan.number(),
                standing,
                unable == null ? null : unable.why(),
                plan.perSecond(),
                now.today(),
                plan.perDay(),
                now.thisMonth(),
                plan.perMonth(),
                now.refusals());
    }
}
