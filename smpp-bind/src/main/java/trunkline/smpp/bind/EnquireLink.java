package trunkline.smpp.bind;

/**
 * The keep-alive of a bound session (SMPP 3.4 §7.2, enquire_link_timer), as a value.
 *
 * <p>Holds no clock and no timer: the owner passes the time in and does what {@link #tick} says.
 * All times are {@link System#nanoTime} readings.
 */
record EnquireLink(long idleNanos, long responseNanos, long heardAtNanos, boolean awaitingResponse) {

    /** What the session must do after a tick. */
    enum Action {
        NOTHING,
        SEND_ENQUIRE_LINK,
        DROP_CONNECTION
    }

    /** The state after a tick and the one action that goes with it. */
    record Tick(EnquireLink next, Action action) {}

    /** A session that has just been bound at {@code nowNanos}. */
    static EnquireLink boundAt(long nowNanos, BindTimings.KeepAlive keepAlive) {
        return new EnquireLink(keepAlive.idle().toNanos(), keepAlive.response().toNanos(), nowNanos, false);
    }

    /** Any PDU from the SMSC proves the link is alive. */
    EnquireLink heardFromPeer(long nowNanos) {
        return new EnquireLink(idleNanos, responseNanos, nowNanos, false);
    }

    /** Advances to {@code nowNanos}; asks for at most one enquire_link per silence. */
    Tick tick(long nowNanos) {
        long silenceNanos = nowNanos - heardAtNanos;
        if (awaitingResponse) {
            boolean expired = silenceNanos >= idleNanos + responseNanos;
            return new Tick(this, expired ? Action.DROP_CONNECTION : Action.NOTHING);
        }
        if (silenceNanos < idleNanos) {
            return new Tick(this, Action.NOTHING);
        }
        return new Tick(new EnquireLink(idleNanos, responseNanos, heardAtNanos, true), Action.SEND_ENQUIRE_LINK);
    }
}
