package trunkline.smpp.session;

/**
 * Watches something that has to move on while there is cause for it to: true once it has stood still for a limit.
 *
 * <p>Holds no clock; the owner looks often enough, and passes the time in.
 */
final class Stall {

    private long progressSeen = -1;
    private long sinceNanos;

    /**
     * One look.
     *
     * @param waiting whether there is anything to wait for at all
     * @param progress a count that changes when it moves
     * @param nowNanos a {@link System#nanoTime} reading
     */
    boolean isOver(long limitNanos, boolean waiting, long progress, long nowNanos) {
        if (!waiting || progress != progressSeen) {
            progressSeen = waiting ? progress : -1;
            sinceNanos = nowNanos;
            return false;
        }
        return nowNanos - sinceNanos >= limitNanos;
    }
}
