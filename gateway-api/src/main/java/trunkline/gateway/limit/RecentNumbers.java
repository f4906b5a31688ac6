package trunkline.gateway.limit;

import java.util.Arrays;
import java.util.concurrent.TimeUnit;

/**
 * Numbers written to within a time, by groups: all of a block of adjacent numbers, or one number alone. A table of sets of four
 * groups each that grows up to a bound; then the group of a set that was written to longest ago is forgotten for a new one. Not
 * thread-safe.
 */
final class RecentNumbers {

    private static final int WAYS = 4;
    private static final int SETS = 16;
    private static final long SPREAD = 0x9E37_79B9_7F4A_7C15L;
    private static final int SUFFIX_BITS = 16;
    private static final long SUFFIX = (1L << SUFFIX_BITS) - 1;
    private static final int ENTRIES = 4;

    private final int setsMax;
    private final long windowMillis;
    private long[] groups = new long[SETS * WAYS];
    /** Of each group, what was written to: milliseconds, and in the low bits the rest of the number; the oldest first. */
    private long[][] entries = new long[SETS * WAYS][];

    private int[] sizes = new int[SETS * WAYS];

    /**
     * An empty table.
     *
     * @param windowNanos how long a number is remembered
     * @param setsMax sets of four groups at most, a power of two
     */
    RecentNumbers(long windowNanos, int setsMax) {
        this.windowMillis = Math.max(1, TimeUnit.NANOSECONDS.toMillis(windowNanos));
        this.setsMax = setsMax;
    }

    /** How many numbers of {@code group}, which is not 0, were written to and are remembered. */
    int size(long group, long nowMillis) {
        int slot = slotOf(group);
        if (slot < 0) {
            return 0;
        }
        forgetOld(slot, nowMillis);
        return sizes[slot];
    }

    /** Milliseconds until the oldest number of {@code group} is forgotten; 0 if it has none. */
    long untilOldest(long group, long nowMillis) {
        int slot = slotOf(group);
        return slot < 0 || sizes[slot] == 0
                ? 0
                : Math.max(0, (entries[slot][0] >>> SUFFIX_BITS) + windowMillis - nowMillis);
    }

    /** Whether this number, {@code suffix} of {@code group}, is remembered. */
    boolean has(long group, int suffix) {
        int slot = slotOf(group);
        for (int i = 0; slot >= 0 && i < sizes[slot]; i++) {
            if ((entries[slot][i] & SUFFIX) == suffix) {
                return true;
            }
        }
        return false;
    }

    /** A number is written to; once more, if it is remembered. */
    void add(long group, int suffix, long nowMillis) {
        int slot = slotOf(group);
        if (slot < 0) {
            slot = place(group, nowMillis);
        }
        long[] known = entries[slot];
        if (known == null) {
            known = new long[ENTRIES];
        } else if (known.length == sizes[slot]) {
            known = Arrays.copyOf(known, known.length * 2);
        }
        entries[slot] = known;
        known[sizes[slot]++] = (nowMillis << SUFFIX_BITS) | suffix;
    }

    private void forgetOld(int slot, long nowMillis) {
        long[] known = entries[slot];
        int old = 0;
        while (old < sizes[slot] && nowMillis - (known[old] >>> SUFFIX_BITS) >= windowMillis) {
            old++;
        }
        if (old > 0) {
            System.arraycopy(known, old, known, 0, sizes[slot] - old);
            sizes[slot] -= old;
        }
    }

    /** Where a group stands, or -1. */
    private int slotOf(long group) {
        int first = first(group);
        for (int slot = first; slot < first + WAYS; slot++) {
            if (groups[slot] == group) {
                return slot;
            }
        }
        return -1;
    }

    private int first(long group) {
        int sets = groups.length / WAYS;
        return (int) ((group * SPREAD) >>> (Long.SIZE - Integer.numberOfTrailingZeros(sets))) * WAYS;
    }

    /** A slot for a group that has none. */
    private int place(long group, long nowMillis) {
        int first = first(group);
        int oldest = first;
        for (int slot = first; slot < first + WAYS; slot++) {
            forgetOld(slot, nowMillis);
            if (sizes[slot] == 0) {
                groups[slot] = group;
                return slot;
            }
            if (newest(slot) < newest(oldest)) {
                oldest = slot;
            }
        }
        if (groups.length < setsMax * WAYS) {
            grow();
            return place(group, nowMillis);
        }
        groups[oldest] = group;
        sizes[oldest] = 0;
        return oldest;
    }

    private long newest(int slot) {
        return entries[slot][sizes[slot] - 1];
    }

    private void grow() {
        long[] oldGroups = groups;
        long[][] oldEntries = entries;
        int[] oldSizes = sizes;
        groups = new long[oldGroups.length * 2];
        entries = new long[groups.length][];
        sizes = new int[groups.length];
        for (int old = 0; old < oldGroups.length; old++) {
            if (oldSizes[old] > 0) {
                int slot = first(oldGroups[old]);
                while (sizes[slot] > 0) { // a set of the half has room for all of its own
                    slot++;
                }
                groups[slot] = oldGroups[old];
                entries[slot] = oldEntries[old];
                sizes[slot] = oldSizes[old];
            }
        }
    }
}
