package trunkline.sip.stack;

import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/** The one timer of a call, set to whatever is due next. Confined to its call. */
final class OneTimer {

    private final Timers timers;
    private final Runnable tick;
    private @Nullable Future<?> running;
    private long dueNanos;

    /** @param tick runs on the thread of the timers, so it must only post */
    OneTimer(Timers timers, Runnable tick) {
        this.timers = timers;
        this.tick = tick;
    }

    void set(long newDueNanos) {
        if (running == null || newDueNanos != dueNanos) {
            stop();
            dueNanos = newDueNanos;
            running = timers.at(newDueNanos, tick);
        }
    }

    /** It has ticked. */
    void onTick() {
        running = null;
    }

    void stop() {
        if (running != null) {
            running.cancel(false);
            running = null;
        }
    }
}
