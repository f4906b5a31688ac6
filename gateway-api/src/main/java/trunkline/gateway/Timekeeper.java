package trunkline.gateway;

import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import trunkline.gateway.dispatch.Alarm;
import trunkline.gateway.dispatch.Clocks;
import trunkline.gateway.dispatch.PatientClock;

/** The clocks of this process, and the one thread that wakes others up. Thread-safe. */
final class Timekeeper implements Alarm, AutoCloseable {

    private static final Logger LOGGER = LoggerFactory.getLogger(Timekeeper.class);

    private final Clocks clocks;
    private final PatientClock patience;
    private final Clocks patient;
    private final ScheduledThreadPoolExecutor thread = new ScheduledThreadPoolExecutor(1, task -> {
        Thread timekeeper = new Thread(task, "timekeeper");
        timekeeper.setDaemon(true);
        return timekeeper;
    });

    Timekeeper(Clocks clocks) {
        this.clocks = clocks;
        this.patience = new PatientClock(clocks.wall(), clocks.nano());
        this.patient = new Clocks(patience, clocks.nano());
    }

    Clocks clocks() {
        return clocks;
    }

    /** The same for what waits for a time: a wall clock that leaps ahead is not believed at once. */
    Clocks patient() {
        return patient;
    }

    /** Looks at the clocks: about once a second. */
    void look() {
        patience.look();
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
