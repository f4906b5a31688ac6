package trunkline.gateway.dispatch;

/** Spreads events evenly: one every so many nanoseconds, none saved up. Confined to one thread. */
final class Pace {

    private static final double NANOS_PER_SECOND = 1e9;

    private final long intervalNanos;
    private long nextAtNanos;
    private boolean began;

    Pace(double perSecond) {
        this.intervalNanos = (long) (NANOS_PER_SECOND / perSecond);
    }

    /** How long until the next event may happen, 0 if it may now. */
    long waitNanos(long nowNanos) {
        return began ? Math.max(0, nextAtNanos - nowNanos) : 0;
    }

    /** An event happens. */
    void happens(long nowNanos) {
        nextAtNanos = Math.max(began ? nextAtNanos : nowNanos, nowNanos) + intervalNanos;
        began = true;
    }
}
