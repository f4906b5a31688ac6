package trunkline.media.rtp;

import java.util.concurrent.atomic.AtomicIntegerArray;

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

    private static final long MICROS_MAX = (1L << 24) - 1;

    private final AtomicIntegerArray buckets = new AtomicIntegerArray((OCTAVES + 1) * SUB_BUCKETS);
    private volatile long maxMicros;

    /** Counts a packet that left {@code nanos} after, or if negative before, its due time. */
    void record(long nanos) {
        long micros = Math.min(Math.abs(nanos) / 1000, MICROS_MAX);
        int bucket = bucketOf(micros);
        buckets.lazySet(bucket, buckets.getPlain(bucket) + 1);
        if (micros > maxMicros) {
            maxMicros = micros;
        }
    }

    /** The deviation that {@code share} of all packets kept, such as 0.99; 0 if none was recorded. */
    long quantileMicros(double share) {
        long total = 0;
        for (int i = 0; i < buckets.length(); i++) {
            total += buckets.get(i);
        }
        long wanted = (long) Math.ceil(total * share);
        long counted = 0;
        for (int i = 0; i < buckets.length() && total > 0; i++) {
            counted += buckets.get(i);
            if (counted >= wanted) {
                return Math.min(upperEdge(i), maxMicros);
            }
        }
        return maxMicros;
    }

    long maxMicros() {
        return maxMicros;
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
