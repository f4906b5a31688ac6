package trunkline.sip.stack;

import gov.nist.javax.sip.SipStackImpl;
import gov.nist.javax.sip.stack.SIPStackTimerTask;
import gov.nist.javax.sip.stack.timers.SipTimer;
import java.util.Properties;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The timers of jain-sip's transactions, on one thread. Its own class writes to standard output and keeps cancelled
 * tasks. Public since jain-sip makes it by name.
 */
public final class StackTimer implements SipTimer {

    private static final Logger LOGGER = LoggerFactory.getLogger(StackTimer.class);

    private final AtomicBoolean started = new AtomicBoolean();
    private final ScheduledThreadPoolExecutor executor = new ScheduledThreadPoolExecutor(1, task -> {
        Thread thread = new Thread(task, "sip-transaction-timer");
        thread.setDaemon(true);
        return thread;
    });

    public StackTimer() {
        executor.setRemoveOnCancelPolicy(true);
    }

    @Override
    public boolean schedule(SIPStackTimerTask task, long delayMillis) {
        return add(task, timed -> executor.schedule(timed, delayMillis, TimeUnit.MILLISECONDS));
    }

    @Override
    public boolean scheduleWithFixedDelay(SIPStackTimerTask task, long delayMillis, long periodMillis) {
        return add(
                task,
                timed -> executor.scheduleWithFixedDelay(timed, delayMillis, periodMillis, TimeUnit.MILLISECONDS));
    }

    private boolean add(SIPStackTimerTask task, Scheduling scheduling) {
        Timed timed = new Timed(task);
        task.setSipTimerTask(timed);
        try {
            timed.future = scheduling.schedule(timed);
            return true;
        } catch (RejectedExecutionException stopped) {
            return false;
        }
    }

    @Override
    public boolean cancel(SIPStackTimerTask task) {
        return task.getSipTimerTask() instanceof Timed timed && timed.cancel();
    }

    @Override
    public void start(SipStackImpl stack, Properties properties) {
        started.set(true);
    }

    @Override
    public void stop() {
        started.set(false);
        executor.shutdownNow();
    }

    @Override
    public boolean isStarted() {
        return started.get();
    }

    @FunctionalInterface
    private interface Scheduling {
        Future<?> schedule(Runnable task);
    }

    /** A task that may be cancelled by itself, also in its first run. */
    private static final class Timed implements Runnable {
        private final SIPStackTimerTask task;
        private volatile boolean cancelled;
        private volatile @Nullable Future<?> future;

        Timed(SIPStackTimerTask task) {
            this.task = task;
        }

        @Override
        public void run() {
            if (cancelled) {
                return;
            }
            try {
                task.runTask();
            } catch (RuntimeException | StackOverflowError e) {
                LOGGER.atWarn()
                        .addKeyValue("cause", Slf4jStackLogger.firstLine(e.toString()))
                        .log("transaction timer failed");
            }
        }

        boolean cancel() {
            cancelled = true;
            task.cleanUpBeforeCancel();
            Future<?> scheduled = future;
            return scheduled != null && scheduled.cancel(false);
        }
    }
}
