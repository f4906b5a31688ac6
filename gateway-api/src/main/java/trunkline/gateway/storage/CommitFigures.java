package trunkline.gateway.storage;

import java.util.concurrent.atomic.LongAdder;

/** What the writer has done, for the metrics. Thread-safe. */
public final class CommitFigures {

    private final LongAdder commits = new LongAdder();
    private final LongAdder works = new LongAdder();
    private final LongAdder nanos = new LongAdder();
    private final LongAdder events = new LongAdder();
    private final LongAdder failures = new LongAdder();

    CommitFigures() {}

    void committed(int worksInBatch, int eventsInBatch, long durationNanos) {
        commits.increment();
        events.add(eventsInBatch);
        works.add(worksInBatch);
        nanos.add(durationNanos);
    }

    void failed() {
        failures.increment();
    }

    /** Transactions on stable storage. */
    public long commits() {
        return commits.sum();
    }

    /** Pieces of work in those; divided by {@link #commits}: the size of a batch. */
    public long works() {
        return works.sum();
    }

    /** Time from the first statement to the end of the sync, in all. */
    public long nanos() {
        return nanos.sum();
    }

    /** Events in those. */
    public long events() {
        return events.sum();
    }

    /** Transactions that were rolled back. */
    public long failures() {
        return failures.sum();
    }
}
