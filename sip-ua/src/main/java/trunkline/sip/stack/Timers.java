package trunkline.sip.stack;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** The timers of the calls, one for each call at most, on one thread that only puts ticks into mailboxes. */
final class Timers {

    private final ScheduledThreadPoolExecutor executor;
    private final LongSupplier nanoClock;

    Timers(LongSupplier nanoClock) {
        this.nanoClock = nanoClock;
        this.executor = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(task, "sip-call-timer");
            thread.setDaemon(true);
            return thread;
        });
        executor.setRemoveOnCancelPolicy(true);
        executor.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    /** Ticks at this {@code System.nanoTime} reading, unless it is cancelled or the user agent is closed before. */
    Future<?> at(long dueNanos, Runnable tick) {
        long delayNanos = Math.max(0, dueNanos - nanoClock.getAsLong());
        try {
            return executor.schedule(tick, delayNanos, TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException closed) {
            return CompletableFuture.completedFuture(null);
        }
    }

    void close() {
        executor.shutdownNow();
    }
}
