package trunkline.sip.dialog;

import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import trunkline.sip.dialog.SessionExpires.Refresher;

/**
 * How long an answered call goes on without a sign of life (RFC 4028). Who refreshes does so at half of the interval; if
 * nothing comes, the call ends a third of the interval, at most 32 s, before its end (§10).
 *
 * @param refreshNanos when we refresh, a {@code System.nanoTime} reading; {@link Long#MAX_VALUE} for never, or while a
 *     refresh is under way
 * @param endNanos when the call counts as dead
 */
public record SessionTimer(long refreshNanos, long endNanos) {

    private static final long LATEST_NANOS = TimeUnit.SECONDS.toNanos(32);

    /** The least time between two tries to refresh. */
    private static final long AGAIN_NANOS = TimeUnit.SECONDS.toNanos(1);

    /** Agreed now. Null where the answer had none: then the session does not end by itself (RFC 4028 §7.2). */
    public static @Nullable SessionTimer agreed(@Nullable SessionExpires expires, Refresher us, long nowNanos) {
        if (expires == null) {
            return null;
        }
        long interval = TimeUnit.SECONDS.toNanos(expires.seconds());
        // Where nobody is named, it is who asked: the UAC (RFC 4028 §7.2 leaves no other).
        Refresher refresher = expires.refresher() == null ? Refresher.UAC : expires.refresher();
        return new SessionTimer(
                refresher == us ? nowNanos + interval / 2 : Long.MAX_VALUE,
                nowNanos + interval - Math.min(LATEST_NANOS, interval / 3));
    }

    /** When something is to be done. */
    long dueNanos() {
        return isRefreshing() ? endNanos : earlier(refreshNanos, endNanos);
    }

    private static long earlier(long a, long b) {
        return a - b < 0 ? a : b;
    }

    private boolean isRefreshing() {
        return refreshNanos == Long.MAX_VALUE;
    }

    boolean isRefreshDue(long nowNanos) {
        return !isRefreshing() && nowNanos - refreshNanos >= 0;
    }

    boolean isOver(long nowNanos) {
        return nowNanos - endNanos >= 0;
    }

    /** A refresh is under way. */
    SessionTimer refreshing() {
        return new SessionTimer(Long.MAX_VALUE, endNanos);
    }

    /** A refresh failed in a way that may pass: tried again in the middle of the time that is left. */
    SessionTimer refreshAgain(long nowNanos) {
        return new SessionTimer(nowNanos + Math.max(AGAIN_NANOS, (endNanos - nowNanos) / 2), endNanos);
    }
}
