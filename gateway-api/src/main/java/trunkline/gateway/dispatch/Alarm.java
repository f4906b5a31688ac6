package trunkline.gateway.dispatch;

import java.util.concurrent.Executor;

/** Wakes somebody up later. */
public interface Alarm {

    /** Has {@code executor} run {@code task} once {@code delayNanos} have passed. */
    void after(long delayNanos, Executor executor, Runnable task);
}
