package trunkline.gateway.dispatch;

import java.util.concurrent.atomic.LongAdder;

/** What the dispatcher of one trunk has done, for the metrics. Thread-safe to read. */
public final class CallFigures {

    final LongAdder dialled = new LongAdder();
    final LongAdder answered = new LongAdder();
    final LongAdder packets = new LongAdder();
    final LongAdder moved = new LongAdder();
    final LongAdder putOff = new LongAdder();
    volatile int active;
    volatile int queued;

    CallFigures() {}

    /** Calls begun. */
    public long dialled() {
        return dialled.sum();
    }

    /** Calls answered. */
    public long answered() {
        return answered.sum();
    }

    /** Messages that went to other trunks. */
    public long moved() {
        return moved.sum();
    }

    /** Messages that were put off, since nobody may be called at this hour. */
    public long putOff() {
        return putOff.sum();
    }

    /** RTP packets of calls that have ended. */
    public long packets() {
        return packets.sum();
    }

    /** Calls up or being set up. */
    public int active() {
        return active;
    }

    /** Messages in memory that wait for a channel. */
    public int queued() {
        return queued;
    }
}
