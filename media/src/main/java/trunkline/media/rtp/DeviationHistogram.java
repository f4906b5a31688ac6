package trunkline.media.rtp;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * How far from their due time a stream's packets left, in fixed buckets: eight to each power of two of a microsecond, so
 * that a figure read from it is at most an eighth too large.
 *
 * <p>One thread records; any thread reads, and may miss the newest entries. Recording allocates nothing.
 */
final class DeviationHistogram {

    private static final int SUB_BITS = 3;
    private static final int SUB_BUCKETS = 1 << SUB_BITS;

    /** 2^24 µs is 16.8 s; what is larger counts in the last bucket. */
    private static final int OCTAVES = 24 - SUB_BITS + 1;

    private static final int BUCKETS = (OCTAVES + 1) * SUB_BUCKETS;

    private static final long MICROS_MAX = (1L << 24) - 1;

    private static final VarHandle COUNTS = MethodHandles.arrayElementVarHandle(int[].class);

    /** The greatest deviation, then the buckets: one array, since thousands of these are looked at in turn. */
    private final int[] counts = new int[1 + BUCKETS];

    /** Counts a packet that left {@code nanos} after, or if negative before, its due time. */
    void record(long nanos) {
        int micros = (int) Math.min(Math.abs(nanos) / 1000, MICROS_MAX);
        int bucket = 1 + bucketOf(micros);
        COUNTS.setRelease(counts, bucket, counts[bucket] + 1);
        if (micros > counts[0]) {
            COUNTS.setRelease(counts, 0, micros);
        }
    }

    /** The deviation that {@code share} of all packets kept, such as 0.99; 0 if none was recorded. */
    long quantileMicros(double share) {
        long total = countUpTo(MICROS_MAX);
        long wanted = (long) Math.ceil(total * share);
        long counted = 0;
        for (int i = 0; i < BUCKETS && total > 0; i++) {
            counted += count(i);
            if (counted >= wanted) {
                return Math.min(upperEdge(i), maxMicros());
            }
        }
        return maxMicros();
    }

    long maxMicros() {
        return (int) COUNTS.getAcquire(counts, 0);
    }

    /** Packets that deviated by {@code micros} or less, as exactly as the buckets are. */
    long countUpTo(long micros) {
        long count = 0;
        for (int i = 0; i < BUCKETS && upperEdge(i) <= micros; i++) {
            count += count(i);
        }
        return count;
    }

    private int count(int bucket) {
        return (int) COUNTS.getAcquire(counts, 1 + bucket);
    }

    static int bucketOf(long micros) {
        if (micros < SUB_BUCKETS) {
            return (int) micros;
        }
        int octave = 63 - Long.numberOfLeadingZeros(micros) - SUB_BITS;
        return (octave + 1) * SUB_BUCKETS + (int) (micros >>> octave & SUB_BUCKETS - 1);
    }

    static long upperEdge(int bucket) {
        if (bucket < SUB_BUCKETS) {
            return bucket;
        }
        int octave = bucket / SUB_BUCKETS - 1;
        return (((long) SUB_BUCKETS + bucket % SUB_BUCKETS + 1) << octave) - 1;
    }
}
