package trunkline.sip.stack;

import java.util.function.LongSupplier;

/**
 * Bindings that are being taken back from their registrars: a user agent that closes its sockets too soon leaves them there.
 * Thread-safe.
 */
final class Farewells {

    private final LongSupplier nanoClock;
    private int open;

    Farewells(LongSupplier nanoClock) {
        this.nanoClock = nanoClock;
    }

    synchronized void begin() {
        open++;
    }

    /** It is answered, or nothing had to be taken back. */
    synchronized void end() {
        open--;
        notifyAll();
    }

    /** Waits until none is open, at most until this reading of the clock. */
    synchronized void await(long deadlineNanos) throws InterruptedException {
        long leftMillis = (deadlineNanos - nanoClock.getAsLong()) / 1_000_000;
        while (open > 0 && leftMillis > 0) {
            wait(leftMillis);
            leftMillis = (deadlineNanos - nanoClock.getAsLong()) / 1_000_000;
        }
    }
}
