package trunkline.gateway.http;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * How long a connection may take for what, so that no client that sends or reads in dribs holds one for ever.
 *
 * <pre>
 *   to ask anything      60 s
 *   for a head           10 s from its first octets
 *   for a body           30 s, and a second more for each KiB that has come
 *   to read an answer    60 s in which nothing more can be written
 * </pre>
 *
 * <p>Confined to the connection's event loop.
 */
final class Patience {

    private static final long IDLE_NANOS = TimeUnit.SECONDS.toNanos(60);
    private static final long HEAD_NANOS = TimeUnit.SECONDS.toNanos(10);
    private static final long BODY_NANOS = TimeUnit.SECONDS.toNanos(30);
    private static final long NANOS_AN_OCTET = TimeUnit.SECONDS.toNanos(1) / 1024;
    private static final long ANSWER_NANOS = TimeUnit.SECONDS.toNanos(60);

    private final LongSupplier nanoClock;
    /** When the connection began, or its last request; later where that was being answered. */
    private long beganNanos;

    private boolean inHead;
    private long headNanos;
    private boolean full;
    private long fullNanos;

    Patience(LongSupplier nanoClock) {
        this.nanoClock = nanoClock;
        this.beganNanos = nanoClock.getAsLong();
    }

    /** A head is whole. */
    void onHead() {
        beganNanos = nanoClock.getAsLong();
        inHead = false;
    }

    /** Octets have come that make nothing whole yet, and are of no body. */
    void onPartOfHead() {
        if (!inHead) {
            inHead = true;
            headNanos = nanoClock.getAsLong();
        }
    }

    /** The connection takes more, or less. */
    void onWritability(boolean writable) {
        full = !writable;
        fullNanos = nanoClock.getAsLong();
    }

    /**
     * Whether it is at its end; to be asked every few seconds.
     *
     * @param body that is on its way; null for none
     * @param answering whether a request waits for its answer
     */
    boolean isOver(@Nullable Incoming body, boolean answering) {
        long now = nanoClock.getAsLong();
        if (full && now - fullNanos > ANSWER_NANOS) {
            return true;
        }
        if (body != null) {
            return now - beganNanos > BODY_NANOS + body.octets() * NANOS_AN_OCTET;
        }
        if (answering) {
            beganNanos = now; // the next one need not come before this is through
            return false;
        }
        return inHead ? now - headNanos > HEAD_NANOS : now - beganNanos > IDLE_NANOS;
    }
}
