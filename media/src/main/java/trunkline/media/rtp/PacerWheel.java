package trunkline.media.rtp;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Who is due when: a ring of slots of one millisecond, each with the streams that have a packet due then.
 *
 * <pre>
 *   cursor
 *     v
 *   +----+----+----+----+----+-- ... --+
 *   | a,d|  b | e,f|    |  c |         |   128 slots; a packet is due at most 60 ms ahead
 *   +----+----+----+----+----+-- ... --+
 * </pre>
 *
 * <p>A stream keeps its slot modulo its ptime, and its place among the others of the slot, as long as none joins or
 * leaves: its packets then leave at even distances even where a slot takes most of its millisecond to send. Confined to
 * the pacing thread. Nothing is allocated once the slots have grown to their streams; the owner bounds how many there are.
 */
final class PacerWheel<T> {

    static final long SLOT_NANOS = 1_000_000;

    /** Returned by a tick: this entry wants no further turn. */
    static final long LEAVE = Long.MIN_VALUE;

    private static final int SLOTS = 128;

    /** Streams that share a slot while others are empty: about 0.2 ms of sending. */
    private static final int SHARED_MAX = 64;

    /** What an entry does when its turn comes. */
    interface Tick<T> {
        /** Acts for {@code entry}, and says when its next turn is due, or {@link #LEAVE}. */
        long tick(T entry);
    }

    private final List<Slot<T>> slots =
            Stream.generate(Slot<T>::new).limit(SLOTS).toList();
    private final long originNanos;
    private long cursor;
    private int size;

    /** A wheel whose slots begin at whole milliseconds from {@code originNanos}. */
    PacerWheel(long originNanos) {
        this.originNanos = originNanos;
    }

    int size() {
        return size;
    }

    /** Gives {@code entry} a turn in the first slot at or after {@code dueNanos} that has not begun. */
    void add(T entry, long dueNanos) {
        long slot = Math.max(cursor, Math.min(slotAtOrAfter(dueNanos), cursor + SLOTS - 2));
        slotAt(slot).add(entry);
        size++;
    }

    /**
     * Where a new stream starts, of the slots that begin within {@code spreadNanos} from now: the fullest that still has
     * room in its {@link #SHARED_MAX}, since waking up costs more than a few packets do; if there is none, the emptiest.
     * So streams spread over the packet interval however they arrive, in small groups.
     */
    long startNanos(long nowNanos, long spreadNanos) {
        catchUpIfEmpty(nowNanos);
        long first = Math.max(cursor, slotAtOrAfter(nowNanos));
        long best = first;
        for (long slot = first; slot < first + spreadNanos / SLOT_NANOS; slot++) {
            if (isBetter(slotAt(slot).count, slotAt(best).count)) {
                best = slot;
            }
        }
        return timeOf(best);
    }

    private static boolean isBetter(int count, int best) {
        boolean bothHaveRoom = count < SHARED_MAX && best < SHARED_MAX;
        return bothHaveRoom ? count > best : count < best;
    }

    /** When the next turn is due, or {@link Long#MAX_VALUE} nanoseconds from now if nobody waits. */
    long nanosUntilDue(long nowNanos) {
        if (size == 0) {
            return Long.MAX_VALUE;
        }
        long slot = cursor;
        while (slotAt(slot).count == 0) {
            slot++;
        }
        return timeOf(slot) - nowNanos;
    }

    /** Gives every entry of the earliest slot its turn, if that slot has begun. */
    void turn(long nowNanos, Tick<T> tick) {
        catchUpIfEmpty(nowNanos);
        while (timeOf(cursor) - nowNanos <= 0) {
            Slot<T> slot = slotAt(cursor);
            cursor++;
            if (slot.count > 0) {
                turn(slot, tick);
                return;
            }
        }
    }

    private void turn(Slot<T> slot, Tick<T> tick) {
        int count = slot.count;
        slot.count = 0;
        size -= count;
        int i = 0;
        try {
            for (; i < count; i++) {
                T entry = slot.take(i);
                long dueNanos = tick.tick(entry);
                if (dueNanos != LEAVE) {
                    add(entry, dueNanos);
                }
            }
        } finally {
            for (i++; i < count; i++) { // something was thrown: the others of the slot are as before
                add(slot.take(i), timeOf(cursor));
            }
        }
    }

    private void catchUpIfEmpty(long nowNanos) {
        if (size == 0) {
            cursor = Math.max(cursor, slotAtOrAfter(nowNanos));
        }
    }

    private long slotAtOrAfter(long nanos) {
        return -Math.floorDiv(originNanos - nanos, SLOT_NANOS);
    }

    private long timeOf(long slot) {
        return originNanos + slot * SLOT_NANOS;
    }

    private Slot<T> slotAt(long slot) {
        return slots.get((int) (slot & SLOTS - 1));
    }

    /** The entries of one slot, in the order they came. */
    private static final class Slot<T> {
        private @Nullable Object[] entries = new @Nullable Object[4];
        private int count;

        void add(T entry) {
            if (count == entries.length) {
                entries = Arrays.copyOf(entries, 2 * count);
            }
            entries[count++] = entry;
        }

        @SuppressWarnings("unchecked") // add puts nothing else here
        T take(int index) {
            T entry = (T) entries[index];
            entries[index] = null;
            return entry;
        }
    }
}
