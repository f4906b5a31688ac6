package trunkline.gateway.dispatch;

import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import trunkline.gateway.inbound.InboundOutcome;

/** What the deliveries of one way have led to, for the metrics. Thread-safe to read. */
public final class InboundFigures {

    final LongAdder refused = new LongAdder();
    private final LongAdder given = new LongAdder();
    private final LongAdder waiting = new LongAdder();
    private final LongAdder repeated = new LongAdder();

    InboundFigures() {}

    void count(List<InboundOutcome> outcomes) {
        for (InboundOutcome outcome : outcomes) {
            switch (outcome) {
                case GIVEN -> given.increment();
                case WAITS -> waiting.increment();
                case REPEATED -> repeated.increment();
            }
        }
    }

    /** Deliveries that gave a message: it stood alone, or they brought its last part. */
    public long given() {
        return given.sum();
    }

    /** Parts that were kept for others to come. */
    public long parts() {
        return waiting.sum();
    }

    /** Deliveries that had come before. */
    public long repeated() {
        return repeated.sum();
    }

    /** Deliveries that could not be kept; the SMSC offers them again. */
    public long refused() {
        return refused.sum();
    }
}
