package trunkline.smpp.bind;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * The permits of a bind: what may be submitted and not yet be committed by its owner.
 *
 * <p>Permits outlive the link: what an old link left unresolved still counts on the new one. Confined to the bind's loop,
 * but for {@link #taken}.
 */
final class Window {

    private final int size;
    private final AtomicInteger taken = new AtomicInteger();

    Window(int size) {
        this.size = size;
    }

    int size() {
        return size;
    }

    /** Permits taken and not released. From any thread. */
    int taken() {
        return taken.getOpaque();
    }

    /** Takes up to {@code wanted} permits; how many it got. */
    int take(int wanted) {
        if (wanted < 0) {
            throw new IllegalArgumentException("'wanted' is '%d': must not be negative".formatted(wanted));
        }
        int granted = Math.min(wanted, size - taken.getPlain());
        taken.setOpaque(taken.getPlain() + granted);
        return granted;
    }

    /** Takes {@code count} permits back, of which at least {@code inFlight} must remain taken. */
    void release(int count, int inFlight) {
        int left = taken.getPlain() - count;
        if (count < 0 || left < inFlight) {
            throw new IllegalStateException(
                    "%d permits released, %d taken, %d in flight".formatted(count, taken.getPlain(), inFlight));
        }
        taken.setOpaque(left);
    }
}
