package trunkline.gateway.webhook;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The deliveries of one endpoint that come in order, and how far that order is done. It holds what may be sent again after a
 * crash: whatever lies behind the position that is on the disk. Confined to one thread.
 *
 * <pre>
 *   ... done and recorded | done  open  done  open | not read
 *                    recorded ^                    ^ read
 * </pre>
 */
final class Window {

    /** Events read and not recorded as done. Nothing more is read while there are so many. */
    static final int SIZE = 512;

    private final Map<Long, Delivery> open = new LinkedHashMap<>();
    private long readUpTo;
    private long readCount;
    private long recordedCount;

    Window(long position) {
        this.readUpTo = position;
    }

    /** Events that may be read now. */
    int room() {
        return (int) (SIZE - (readCount - recordedCount));
    }

    long readUpTo() {
        return readUpTo;
    }

    void add(Delivery delivery) {
        delivery.place(readCount++);
        open.put(delivery.event(), delivery);
        readUpTo = delivery.event();
    }

    /** All events up to {@code id} were looked at. */
    void passed(long id) {
        readUpTo = Math.max(readUpTo, id);
    }

    /** It was delivered, or has a row of its own. */
    void done(Delivery delivery) {
        open.remove(delivery.event());
    }

    /** The event up to which, inclusive, all are done. */
    long position() {
        Delivery first = first();
        return first == null ? readUpTo : first.event() - 1;
    }

    @Nullable
    Delivery first() {
        return open.isEmpty() ? null : open.values().iterator().next();
    }

    /** How many of those that were read lie up to {@link #position}, for {@link #recorded} once that is on the disk. */
    long coverage() {
        Delivery first = first();
        return first == null ? readCount : first.place();
    }

    /** A position is on the disk. */
    void recorded(long coverage) {
        recordedCount = coverage;
    }
}
