package trunkline.smpp.bind;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.function.LongSupplier;

/**
 * Where a bind reads the time. Its wall clock in microseconds runs with the other one and is set anew by {@link #adjust},
 * so that reading it costs nothing beside the other. Confined to the bind's loop, but for {@link #wall}.
 */
final class BindClock {

    private final LongSupplier nanos;
    private final InstantSource wall;
    private long microsAhead;

    /**
     * A clock of these two.
     *
     * @param nanos for durations, as {@link System#nanoTime}
     * @param wall for what is shown to people
     */
    BindClock(LongSupplier nanos, InstantSource wall) {
        this.nanos = nanos;
        this.wall = wall;
        adjust();
    }

    static BindClock system() {
        return new BindClock(System::nanoTime, InstantSource.system());
    }

    long nanos() {
        return nanos.getAsLong();
    }

    Instant wall() {
        return wall.instant();
    }

    /** The wall clock at a reading of {@link #nanos}, in microseconds since 1970. */
    long microsAt(long nanosReading) {
        return nanosReading / 1_000 + microsAhead;
    }

    /** Takes over where the wall clock stands; a few times a second. */
    void adjust() {
        microsAhead = ChronoUnit.MICROS.between(Instant.EPOCH, wall.instant()) - nanos.getAsLong() / 1_000;
    }
}
