package trunkline.gateway.dispatch;

import java.util.concurrent.atomic.LongAdder;

/** How long one step took, in all, over how many. Thread-safe. */
public final class LatencyFigure {

    private final LongAdder count = new LongAdder();
    private final LongAdder nanos = new LongAdder();

    void record(long durationNanos) {
        count.increment();
        nanos.add(Math.max(0, durationNanos));
    }

    public long count() {
        return count.sum();
    }

    public long nanos() {
        return nanos.sum();
    }
}
