package trunkline.gateway.dispatch;

/**
 * Spreads events evenly over time, with a few at once where they come in bunches: the virtual scheduling of GCRA
 * (ITU-T I.371). Confined to one thread.
 */
public final class Pace {

    private static final double NANOS_PER_SECOND = 1e9;

    private final double intervalNanos;
    private final double burstNanos;
    /** When the next event would be due if all had come evenly. */
    private double dueNanos;

    private boolean began;

    /**
     * A pace that nothing has used yet.
     *
     * @param perSecond above 0, also fractional
     * @param burst events that may come at once after a pause, at least 1
     */
    public Pace(double perSecond, int burst) {
        this.intervalNanos = NANOS_PER_SECOND / perSecond;
        this.burstNanos = (burst - 1) * intervalNanos;
    }

    /** Lets up to {@code wanted} events happen now, a {@link System#nanoTime} reading; how many, from 0. */
    public int take(int wanted, long nowNanos) {
        if (!began || dueNanos < nowNanos) {
            began = true;
            dueNanos = nowNanos;
        }
        double room = nowNanos + burstNanos - dueNanos;
        int taken = room < 0 ? 0 : (int) Math.min(wanted, Math.floor(room / intervalNanos) + 1);
        dueNanos += taken * intervalNanos;
        return taken;
    }

    /** Gives back events that were taken and did not happen. */
    public void giveBack(int count) {
        dueNanos -= count * intervalNanos;
    }

    /** How long until {@link #take} lets one more happen, 0 if it does now. */
    public long waitNanos(long nowNanos) {
        return began ? Math.max(0, (long) Math.ceil(dueNanos - burstNanos - nowNanos)) : 0;
    }
}
