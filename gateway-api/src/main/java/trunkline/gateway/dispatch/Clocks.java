package trunkline.gateway.dispatch;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.function.LongSupplier;

/**
 * The two clocks: passed in, so that a test can turn them.
 *
 * @param wall for what is stored and shown
 * @param nano for what is waited for, {@link System#nanoTime} readings
 */
public record Clocks(InstantSource wall, LongSupplier nano) {

    /** Microseconds since 1970 in UTC. */
    public long nowMicros() {
        return ChronoUnit.MICROS.between(Instant.EPOCH, wall.instant());
    }

    public long nowNanos() {
        return nano.getAsLong();
    }
}
