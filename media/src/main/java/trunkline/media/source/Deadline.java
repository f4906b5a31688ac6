package trunkline.media.source;

import java.time.Duration;
import java.util.function.LongSupplier;
import trunkline.media.source.Refusal.Cause;

/** When decoding must be done. */
final class Deadline {

    private final Duration limit;
    private final LongSupplier nanoClock;
    private final long startNanos;

    Deadline(Duration limit, LongSupplier nanoClock) {
        this.limit = limit;
        this.nanoClock = nanoClock;
        this.startNanos = nanoClock.getAsLong();
    }

    void check(long octet) throws RefusedException {
        if (nanoClock.getAsLong() - startNanos > limit.toNanos()) {
            throw new RefusedException(
                    Cause.TOO_SLOW, octet, "not decoded within " + limit.toMillis() + " ms, the time a file may take");
        }
    }
}
