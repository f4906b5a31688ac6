package trunkline.gateway;

import java.time.InstantSource;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import trunkline.gateway.dispatch.Alarm;
import trunkline.gateway.dispatch.Clocks;

/** The clocks of this process, and the one thread that wakes others up. Thread-safe. */
final class Timekeeper implements Alarm, AutoCloseable {

    private static final Logger LOGGER = LoggerFactory.getLogger(Timekeeper.class);

    private final Clocks clocks = new Clocks(InstantSource.system(), System::nanoTime);
    private final ScheduledThreadPoolExecutor thread = new ScheduledThreadPoolExecutor(1, task -> {
        Thread timekeeper = new Thread(task, "timekeeper");
        timekeeper.setDaemon(true);
        return timekeeper;
    });

    Clocks clocks() {
        return clocks;
    }

    @Override
    public void after(long delayNanos, Executor executor, Runnable task) {
        var unused = thread.schedule(() -> hand(executor, task), delayNanos, TimeUnit.NANOSECONDS);
    }

    /** Runs {@code task} on this thread again and again; it must be short. */
    void every(long seconds, Runnable task) {
        var unused = thread.scheduleWithFixedDelay(
                () -> {
                    try {
                        task.run();
                    } catch (RuntimeException e) { // or it would never run again
                        LOGGER.atError().setCause(e).log("a regular task failed");
                    }
                },
                seconds,
                seconds,
                TimeUnit.SECONDS);
    }

    private static void hand(Executor executor, Runnable task) {
        try {
            executor.execute(task);
        } catch (RejectedExecutionException e) {
            LOGGER.atDebug().log("somebody to wake up has gone");
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
