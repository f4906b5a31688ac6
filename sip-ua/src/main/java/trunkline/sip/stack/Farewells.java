package trunkline.sip.stack;

/**
 * Bindings that are being taken back from their registrars: a user agent that closes its sockets too soon leaves them there.
 * Thread-safe.
 */
final class Farewells {

    private int open;

    synchronized void begin() {
        open++;
    }

    /** It is answered, or nothing had to be taken back. */
    synchronized void end() {
        open--;
        notifyAll();
    }

    /** Waits until none is open, at most until this {@code System.nanoTime} reading. */
    synchronized void await(long deadlineNanos) throws InterruptedException {
        long leftMillis = (deadlineNanos - System.nanoTime()) / 1_000_000;
        while (open > 0 && leftMillis > 0) {
            wait(leftMillis);
            leftMillis = (deadlineNanos - System.nanoTime()) / 1_000_000;
        }
    }
}
