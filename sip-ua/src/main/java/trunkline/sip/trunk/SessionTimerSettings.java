package trunkline.sip.trunk;

import java.time.Duration;

/**
 * What INVITEs say of session timers (RFC 4028).
 *
 * @param mode whether we ask for one
 * @param interval that we ask for
 * @param minimum below which we let nobody push us; RFC 4028 §5 allows no less than 90 s
 * @param refresher whom we ask to refresh
 */
public record SessionTimerSettings(Mode mode, Duration interval, Duration minimum, Refresher refresher) {

    /** How much of it. */
    public enum Mode {
        /** INVITEs do not mention it. */
        OFF,
        /** INVITEs say that we can; the trunk decides. */
        SUPPORTED,
        /** INVITEs ask for it. */
        REQUESTED
    }

    /** Who shall refresh. */
    public enum Refresher {
        EITHER,
        US,
        THEM
    }

    private static final Duration SHORTEST = Duration.ofSeconds(90);

    /** Asked for: half an hour, at least 90 s, refreshed by whom the trunk chooses. */
    public static final SessionTimerSettings DEFAULT =
            new SessionTimerSettings(Mode.REQUESTED, Duration.ofMinutes(30), SHORTEST, Refresher.EITHER);

    public SessionTimerSettings {
        SettingCheck.that(
                interval.compareTo(Duration.ofDays(1)) <= 0 && interval.compareTo(minimum) >= 0,
                "interval",
                interval,
                "must be the minimum to 24 h");
        SettingCheck.that(minimum.toSeconds() >= 1, "minimum", minimum, "must be at least 1 s");
    }

    public SessionTimerSettings withMode(Mode newMode) {
        return new SessionTimerSettings(newMode, interval, minimum, refresher);
    }

    public SessionTimerSettings withInterval(Duration newInterval, Duration newMinimum) {
        return new SessionTimerSettings(mode, newInterval, newMinimum, refresher);
    }

    public SessionTimerSettings withRefresher(Refresher newRefresher) {
        return new SessionTimerSettings(mode, interval, minimum, newRefresher);
    }
}
