package trunkline.gateway.dispatch;

import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import trunkline.gateway.store.ReceiptMatch;

/** What the dispatcher of one way has done, for the metrics. Thread-safe to read. */
public final class SmsFigures {

    final LongAdder submitted = new LongAdder();
    final LongAdder refused = new LongAdder();
    final LongAdder slowedDown = new LongAdder();
    final LongAdder notSent = new LongAdder();
    final LongAdder unanswered = new LongAdder();
    final LongAdder receipts = new LongAdder();
    final LongAdder matched = new LongAdder();
    final LongAdder late = new LongAdder();
    final LongAdder moved = new LongAdder();
    final LatencyFigure queueTime = new LatencyFigure();
    final LatencyFigure responseTime = new LatencyFigure();
    final LongAdder putOff = new LongAdder();
    volatile int queued;

    SmsFigures() {}

    void count(SmsResult result) {
        if (result instanceof SmsResult.Submitted) {
            submitted.increment();
        } else if (result instanceof SmsResult.Refused refused) {
            (refused.verdict() == SmsResult.Verdict.SLOW_DOWN ? slowedDown : this.refused).increment();
        } else {
            (result instanceof SmsResult.Unanswered ? unanswered : notSent).increment();
        }
    }

    void count(List<ReceiptMatch> matches) {
        for (ReceiptMatch match : matches) {
            if (match != ReceiptMatch.WAITS) {
                matched.increment();
            }
        }
    }

    /** Segments that the SMSC took. */
    public long submitted() {
        return submitted.sum();
    }

    /** Segments that it refused, throttling apart. */
    public long refused() {
        return refused.sum();
    }

    /** Refusals that asked for less at once. */
    public long slowedDown() {
        return slowedDown.sum();
    }

    /** Segments that never left, since the link was lost. */
    public long notSent() {
        return notSent.sum();
    }

    /** Segments that left and were not answered. */
    public long unanswered() {
        return unanswered.sum();
    }

    /** Responses that came after their segments had been given up as unanswered. */
    public long late() {
        return late.sum();
    }

    /** Messages that were given to other ways. */
    public long moved() {
        return moved.sum();
    }

    /** Messages that were put off, since they may not leave at this hour. */
    public long putOff() {
        return putOff.sum();
    }

    /** Delivery receipts. */
    public long receipts() {
        return receipts.sum();
    }

    /** Receipts that named a segment when they came; the others may yet, once its response is there. */
    public long matched() {
        return matched.sum();
    }

    /** From the commit that kept a message to the claim of its first segment. */
    public LatencyFigure queueTime() {
        return queueTime;
    }

    /** From the submit of a segment to its result. */
    public LatencyFigure responseTime() {
        return responseTime;
    }

    /** Messages in memory that wait for a permit. */
    public int queued() {
        return queued;
    }
}
