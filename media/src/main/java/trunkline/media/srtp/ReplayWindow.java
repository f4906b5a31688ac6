package trunkline.media.srtp;

/** Which of the last 64 indexes have been seen (RFC 3711 §3.3.2). */
final class ReplayWindow {

    private static final int WIDTH = 64;

    private boolean started;
    private long highest;
    /** Bit n: the index n below the highest. */
    private long seen;

    long highest() {
        return highest;
    }

    boolean isStarted() {
        return started;
    }

    /** Whether a packet of this index may still come: not seen, and not too old to tell. */
    boolean mayCome(long index) {
        long behind = highest - index;
        return !started || behind < 0 || (behind < WIDTH && (seen >>> behind & 1) == 0);
    }

    /** Notes a packet that was found genuine. */
    void onCame(long index) {
        long ahead = index - highest;
        if (!started) {
            started = true;
            highest = index;
            seen = 1;
        } else if (ahead > 0) {
            seen = ahead < WIDTH ? seen << ahead | 1 : 1;
            highest = index;
        } else {
            seen |= 1L << -ahead;
        }
    }
}
