package trunkline.gateway;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import trunkline.gateway.dispatch.Clocks;

/** Clocks that go as fast as those of the machine from a moment of their own, and are turned ahead by hand. Thread-safe. */
public final class HandClock {

    private final Instant began;
    private final long beganNanos = System.nanoTime();
    private final AtomicLong aheadNanos = new AtomicLong();

    /** @param began what time it is now */
    public HandClock(Instant began) {
        this.began = began;
    }

    public Clocks clocks() {
        return new Clocks(this::now, this::nanos);
    }

    private long nanos() {
        return System.nanoTime() + aheadNanos.get();
    }

    Instant now() {
        return began.plusNanos(nanos() - beganNanos);
    }

    /** Turns both ahead, as time that passes does. */
    void turnTo(Instant time) {
        aheadNanos.addAndGet(Duration.between(now(), time).toNanos());
    }

    /** The same by a while. */
    public void turnAhead(Duration time) {
        aheadNanos.addAndGet(time.toNanos());
    }
}
