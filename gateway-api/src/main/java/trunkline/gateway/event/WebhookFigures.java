package trunkline.gateway.event;

import java.util.concurrent.atomic.LongAdder;

/** What was brought to one endpoint, for the metrics. Thread-safe. */
public final class WebhookFigures {

    private final LongAdder delivered = new LongAdder();
    private final LongAdder failed = new LongAdder();
    private final LongAdder retried = new LongAdder();
    private final LongAdder dead = new LongAdder();
    private volatile boolean down;
    private volatile double lagSeconds;

    /** One was taken. */
    public void onDelivered() {
        delivered.increment();
    }

    /** One was not taken. */
    public void onFailed() {
        failed.increment();
    }

    /** One is sent that was sent before. */
    public void onRetried() {
        retried.increment();
    }

    /** One was given up. */
    public void onDead() {
        dead.increment();
    }

    /** How the endpoint stands. */
    public void stands(boolean isDown, double oldestSeconds) {
        down = isDown;
        lagSeconds = oldestSeconds;
    }

    public long delivered() {
        return delivered.sum();
    }

    public long failed() {
        return failed.sum();
    }

    public long retried() {
        return retried.sum();
    }

    public long dead() {
        return dead.sum();
    }

    /** 0 while its breaker is closed, else 1. */
    public double down() {
        return down ? 1 : 0;
    }

    /** Age of the oldest event that is not delivered. */
    public double lagSeconds() {
        return lagSeconds;
    }
}
