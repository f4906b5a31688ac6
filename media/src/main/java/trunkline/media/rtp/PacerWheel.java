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
 * Slots hold the streams' numbers: a reference would have to be told to the garbage collector each time it moves.
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

    private final List<Slot> slots = Stream.generate(Slot::new).limit(SLOTS).toList();
    private final Members<T> members = new Members<>();
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
        place(members.add(entry), dueNanos);
    }

    private void place(int member, long dueNanos) {
        long slot = Math.max(cursor, Math.min(slotAtOrAfter(dueNanos), cursor + SLOTS - 2));
        slotAt(slot).add(member);
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
            Slot slot = slotAt(cursor);
            cursor++;
            if (slot.count > 0) {
                turn(slot, tick);
                return;
            }
        }
    }

    private void turn(Slot slot, Tick<T> tick) {
        int count = slot.count;
        slot.count = 0;
        size -= count;
        int i = 0;
        try {
            for (; i < count; i++) {
                int member = slot.members[i];
                long dueNanos = tick.tick(members.get(member));
                if (dueNanos == LEAVE) {
                    members.remove(member);
                } else {
                    place(member, dueNanos);
                }
            }
        } finally {
            if (i < count) { // something was thrown: the others of the slot are as before
                members.remove(slot.members[i]);
                for (i++; i < count; i++) {
                    place(slot.members[i], timeOf(cursor));
                }
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

    private Slot slotAt(long slot) {
        return slots.get((int) (slot & SLOTS - 1));
    }

    /** The numbers of the entries of one slot, in the order they came. */
    private static final class Slot {
        private int[] members = new int[4];
        private int count;

        void add(int member) {
            if (count == members.length) {
                members = Arrays.copyOf(members, 2 * count);
            }
            members[count++] = member;
        }
    }

    /** The entries by their numbers; the number of one that left is given again. */
    private static final class Members<T> {
        private @Nullable Object[] entries = new @Nullable Object[16];
        private int[] free = new int[16];
        private int frees;
        private int used;

        int add(T entry) {
            if (frees == 0 && used == entries.length) {
                entries = Arrays.copyOf(entries, 2 * used);
                free = Arrays.copyOf(free, 2 * used);
            }
            int member = frees > 0 ? free[--frees] : used++;
            entries[member] = entry;
            return member;
        }

        @SuppressWarnings("unchecked") // add puts nothing else here
        T get(int member) {
            return (T) entries[member];
        }

        void remove(int member) {
            entries[member] = null;
            free[frees++] = member;
        }
    }
}
