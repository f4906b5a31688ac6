package trunkline.gateway.dispatch;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** When a trunk may be dialled: as often as it takes calls, and not while it wants a rest. Confined to the executor of its link. */
final class DialPace {

    private static final Logger LOGGER = LoggerFactory.getLogger(DialPace.class);
    private static final Duration REST_MAX = Duration.ofMinutes(5);
    private static final long NANOS_PER_SECOND = 1_000_000_000;
    private static final int BURSTS_PER_SECOND = 20;

    private final VoiceLink link;
    private Pace pace;
    private final Clocks clocks;
    private final Alarm alarm;
    private final Runnable onTime;
    private long restUntilNanos;
    private boolean resting;
    private boolean alarmSet;

    /** @param onTime run when one that was told to wait may dial */
    DialPace(VoiceLink link, double callsPerSecond, Clocks clocks, Alarm alarm, Runnable onTime) {
        this.link = link;
        this.pace = pace(callsPerSecond);
        this.clocks = clocks;
        this.alarm = alarm;
        this.onTime = onTime;
    }

    /** What a late thread has missed of a twentieth of a second is made up for, so that a fast trunk gets its rate. */
    private static Pace pace(double callsPerSecond) {
        return new Pace(callsPerSecond, Math.max(1, (int) (callsPerSecond / BURSTS_PER_SECOND)));
    }

    /** From now on, this often. */
    void change(double callsPerSecond) {
        pace = pace(callsPerSecond);
    }

    /** Whether a call may be placed now, which it then has to be. */
    boolean take() {
        if (resting && clocks.nowNanos() - restUntilNanos < 0) {
            return false; // the next tick looks again
        }
        resting = false;
        if (pace.take(1, clocks.nowNanos()) == 1) {
            return true;
        }
        if (!alarmSet) {
            alarmSet = true;
            alarm.after(pace.waitNanos(clocks.nowNanos()), link.executor(), () -> {
                alarmSet = false;
                onTime.run();
            });
        }
        return false;
    }

    /** The trunk has asked to be left alone; zero if it has not. */
    void rest(Duration rest) {
        if (rest.isZero() || rest.isNegative()) {
            return;
        }
        long nanos = rest.compareTo(REST_MAX) > 0 ? REST_MAX.toNanos() : rest.toNanos();
        long until = clocks.nowNanos() + nanos;
        if (!resting || until - restUntilNanos > 0) {
            resting = true;
            restUntilNanos = until;
            LOGGER.atWarn()
                    .addKeyValue("way", link.name())
                    .addKeyValue("seconds", nanos / NANOS_PER_SECOND)
                    .log("the trunk asks for a rest");
        }
    }
}
