package trunkline.gateway.dispatch;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The wall clock for what waits for a time. A clock that is set back is believed at once; one that leaps ahead, as a wrong one does,
 * only when it has stayed there for a while: until then time goes on as it went before, so that a mistake that is put right
 * sends nothing early and lets nothing expire. Thread-safe.
 */
public final class PatientClock implements InstantSource {

    private static final Logger LOGGER = LoggerFactory.getLogger(PatientClock.class);
    /** What is no leap: time servers move clocks by less than this. */
    static final Duration LEAP = Duration.ofMinutes(1);
    /** How long a leap must last. */
    static final Duration PATIENCE = Duration.ofMinutes(2);

    /** What the clocks showed together. */
    private record Reading(Instant wall, long nanos) {}

    private final InstantSource wall;
    private final LongSupplier nanoClock;
    private volatile Reading believed;
    private boolean leapt;
    private long leaptAtNanos;

    public PatientClock(InstantSource wall, LongSupplier nanoClock) {
        this.wall = wall;
        this.nanoClock = nanoClock;
        this.believed = new Reading(wall.instant(), nanoClock.getAsLong());
    }

    @Override
    public Instant instant() {
        Instant now = wall.instant();
        Instant expected = expected(nanoClock.getAsLong());
        return hasLeapt(now, expected) ? expected : now;
    }

    private Instant expected(long nowNanos) {
        Reading last = believed;
        return last.wall().plusNanos(nowNanos - last.nanos());
    }

    private static boolean hasLeapt(Instant now, Instant expected) {
        return Duration.between(expected, now).compareTo(LEAP) > 0;
    }

    /** Compares the clocks: about once a second. */
    public synchronized void look() {
        long nowNanos = nanoClock.getAsLong();
        Instant now = wall.instant();
        Instant expected = expected(nowNanos);
        if (!hasLeapt(now, expected)) {
            leapt = false;
            believed = new Reading(now, nowNanos);
        } else if (!leapt) {
            leapt = true;
            leaptAtNanos = nowNanos;
            LOGGER.atWarn()
                    .addKeyValue("seconds", Duration.between(expected, now).toSeconds())
                    .addKeyValue("believedInSeconds", PATIENCE.toSeconds())
                    .log("the clock of this machine has leapt ahead: what waits for a time goes on waiting");
        } else if (nowNanos - leaptAtNanos >= PATIENCE.toNanos()) {
            leapt = false;
            believed = new Reading(now, nowNanos);
            LOGGER.atWarn().log("the clock of this machine has stayed ahead, and is believed");
        }
    }
}
