package trunkline.smpp.pace;

/**
 * Spreads submits evenly at the rate agreed with an SMSC, and slower while the SMSC cannot keep up.
 *
 * <pre>
 *   agreed ----------.                                  .-----------------
 *                    |                          . · ˙      the rest again in 30 s
 *   where it was     |                 . - ˙ ˙        around the rate that was too much: slowly
 *   throttled        |          . · ˙
 *   half of it       '----. · ˙     a success is what lets it grow: the whole range in 30 s
 *                    ^ ESME_RTHROTTLED, ESME_RMSGQFUL, or congestion_state 100
 * </pre>
 *
 * <p>A throttling halves the rate, once for all that come within a second of it: they answer what had left before. Each
 * success lets it grow for the time since the last one; without successes it stays. From the floor it is back at the agreed
 * rate within a minute of the end of a storm. Spacing is the virtual scheduling of GCRA (ITU-T I.371).
 *
 * <p>Thread-safe: the binds of an SMSC may live on several loops. Times are {@link System#nanoTime} readings.
 */
public final class AdaptivePace {

    /** congestion_state (SMPP 5.0 §4.8.4.18): from here the SMSC is loaded as it should be, and no more. */
    private static final int OPTIMUM = 80;
    /** From here it nears congestion. */
    private static final int NEARLY_CONGESTED = 90;
    /** Congested; all above is reserved. */
    private static final int CONGESTED = 100;

    private static final double NANOS_PER_SECOND = 1e9;
    private static final double HALF = 0.5;
    private static final double A_LITTLE = 0.9;
    /** Throttlings within this time of the one that slowed the pace speak of the same. */
    private static final double ONE_EVENT_NANOS = 1e9;

    /** Seconds in which successes restore the whole agreed rate, away from the rate that was too much. */
    private static final double SECONDS_TO_RESTORE = 30;
    /** The same, around the rate that was too much. */
    private static final double SECONDS_TO_PROBE = 150;

    private static final double PROBE_FROM = 0.9;
    private static final double PROBE_TO = 1.05;
    /** The floor as a share of the agreed rate. */
    private static final double FLOOR_SHARE = 0.01;

    private final PaceSettings settings;
    private final double burstNanos;
    private final double floor;
    private double perSecond;
    /** The rate that was too much; 0 if none was. */
    private double tooMuch;

    private long originNanos;
    private boolean began;
    /** All below in nanoseconds since the origin. When the next submit would be due if all had come evenly. */
    private double due;

    private double slowedAt;
    /** Up to when successes have let the rate grow. */
    private double provenAt;

    public AdaptivePace(PaceSettings settings) {
        this.settings = settings;
        this.perSecond = settings.perSecond();
        this.burstNanos = (settings.burst() - 1) * NANOS_PER_SECOND / settings.perSecond();
        this.floor = Math.max(settings.perSecond() * FLOOR_SHARE, Math.min(settings.perSecond() * HALF, 1));
    }

    /** Lets up to {@code wanted} submits leave now; how many, from 0. */
    public synchronized int take(int wanted, long nowNanos) {
        double now = sinceOrigin(nowNanos);
        due = Math.max(due, now);
        double room = now + burstNanos - due;
        double interval = NANOS_PER_SECOND / perSecond;
        int taken = room < 0 ? 0 : (int) Math.min(wanted, Math.floor(room / interval) + 1);
        due += taken * interval;
        return taken;
    }

    /** Gives back submits that were taken and did not leave. */
    public synchronized void giveBack(int count) {
        due -= count * NANOS_PER_SECOND / perSecond;
    }

    /** How long until {@link #take} lets one more leave; 0 if it does now. */
    public synchronized long waitNanos(long nowNanos) {
        return Math.max(0, (long) Math.ceil(due - burstNanos - sinceOrigin(nowNanos)));
    }

    /** A submit was accepted. */
    public synchronized void onAccepted(long nowNanos) {
        double now = sinceOrigin(nowNanos);
        if (perSecond < settings.perSecond() && now > provenAt) {
            double most = Math.max(NANOS_PER_SECOND, 2 * NANOS_PER_SECOND / perSecond);
            grow(Math.min(now - provenAt, most) / NANOS_PER_SECOND);
        }
        provenAt = Math.max(provenAt, now);
    }

    /** A submit was refused for the load that there is: ESME_RTHROTTLED, ESME_RMSGQFUL, or what the settings call so. */
    public synchronized void onThrottled(long nowNanos) {
        double now = sinceOrigin(nowNanos);
        if (slow(HALF, now)) {
            double pause = settings.pause().toNanos();
            due = Math.max(due, now + pause + burstNanos);
            provenAt = now + pause;
        }
    }

    /** A response told {@code state}, a congestion_state of 0 to 100 (SMPP 5.0 §4.8.4.18); others are ignored. */
    public synchronized void onCongestion(int state, long nowNanos) {
        if (state < OPTIMUM || state > CONGESTED) {
            return;
        }
        double now = sinceOrigin(nowNanos);
        if (state >= NEARLY_CONGESTED) {
            slow(state == CONGESTED ? HALF : A_LITTLE, now);
        }
        provenAt = Math.max(provenAt, now);
    }

    /** Submits a second that it lets leave at the moment. */
    public synchronized double perSecond() {
        return perSecond;
    }

    /** Submits a second that were agreed. */
    public double agreedPerSecond() {
        return settings.perSecond();
    }

    private boolean slow(double factor, double now) {
        if (tooMuch > 0 && now - slowedAt < ONE_EVENT_NANOS) {
            return false;
        }
        tooMuch = perSecond;
        perSecond = Math.max(floor, perSecond * factor);
        slowedAt = now;
        return true;
    }

    private void grow(double seconds) {
        double left = seconds;
        while (left > 0 && perSecond < settings.perSecond()) {
            boolean probing = perSecond >= tooMuch * PROBE_FROM && perSecond < tooMuch * PROBE_TO;
            double slope = settings.perSecond() / (probing ? SECONDS_TO_PROBE : SECONDS_TO_RESTORE);
            double next = perSecond < tooMuch * PROBE_FROM ? tooMuch * PROBE_FROM : settings.perSecond();
            double bound = Math.min(probing ? tooMuch * PROBE_TO : next, settings.perSecond());
            double grown = Math.min(perSecond + slope * left, bound);
            left -= (grown - perSecond) / slope;
            // at the bound what is left may be too little to move a double
            left = grown == perSecond ? 0 : left;
            perSecond = grown;
        }
    }

    private double sinceOrigin(long nowNanos) {
        if (!began) {
            began = true;
            originNanos = nowNanos;
        }
        return nowNanos - originNanos;
    }
}
