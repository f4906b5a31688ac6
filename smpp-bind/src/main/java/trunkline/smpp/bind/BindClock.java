package trunkline.smpp.bind;

import java.time.InstantSource;
import java.util.function.LongSupplier;

/**
 * Where a bind reads the time.
 *
 * @param nanos for durations, as {@link System#nanoTime}
 * @param wall for what is shown to people
 */
record BindClock(LongSupplier nanos, InstantSource wall) {

    static final BindClock SYSTEM = new BindClock(System::nanoTime, InstantSource.system());
}
