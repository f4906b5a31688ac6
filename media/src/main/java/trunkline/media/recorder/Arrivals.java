package trunkline.media.recorder;

import java.time.Duration;
import java.util.Arrays;
import java.util.BitSet;

/** Which packets came, in which order, and how evenly. Bounded by the longest recording at 10 ms a packet. */
final class Arrivals {

    private static final int CLOCK_RATE = 8000;
    private static final long PACKET_MILLIS_MIN = 10;

    private final int most;
    private final BitSet seen = new BitSet();
    private int[] deviations = new int[1024];
    private int measured;

    private boolean started;
    private int first;
    private int highest;
    private long packets;
    private long duplicates;
    private long reordered;
    private int lastTimestamp;
    private long lastNanos;

    Arrivals(Duration max) {
        this.most = (int) (max.toMillis() / PACKET_MILLIS_MIN);
    }

    /** Counts a packet; false if it came before, or is too far from the others to be of this recording. */
    boolean onPacket(int sequence, int timestamp, long nowNanos) {
        if (!started) {
            started = true;
            first = sequence;
            highest = sequence;
            seen.set(0);
            packets = 1;
            remember(timestamp, nowNanos);
            return true;
        }
        int step = (short) (sequence - highest);
        int index = highest + step - first;
        if (index < 0 || index > most) {
            reordered += step < 0 ? 1 : 0;
            return false;
        }
        if (seen.get(index)) {
            duplicates++;
            return false;
        }
        seen.set(index);
        packets++;
        if (step > 0) {
            highest += step;
            measure(timestamp, nowNanos);
            remember(timestamp, nowNanos);
        } else {
            reordered++;
        }
        return true;
    }

    long packets() {
        return packets;
    }

    long lost() {
        return started ? highest - first + 1 - packets : 0;
    }

    long duplicates() {
        return duplicates;
    }

    long reordered() {
        return reordered;
    }

    RecordingReport.Deviation deviation() {
        int[] sorted = Arrays.copyOf(deviations, measured);
        Arrays.sort(sorted);
        return new RecordingReport.Deviation(quantile(sorted, 0.5), quantile(sorted, 0.99), quantile(sorted, 1));
    }

    private static long quantile(int[] sorted, double share) {
        return sorted.length == 0 ? 0 : sorted[(int) Math.ceil(sorted.length * share) - 1];
    }

    private void measure(int timestamp, long nowNanos) {
        long expectedMicros = (timestamp - lastTimestamp) * 1_000_000L / CLOCK_RATE;
        long micros = Math.abs((nowNanos - lastNanos) / 1000 - expectedMicros);
        if (measured == deviations.length && measured < most) {
            deviations = Arrays.copyOf(deviations, 2 * measured);
        }
        if (measured < deviations.length) {
            deviations[measured++] = (int) Math.min(micros, Integer.MAX_VALUE);
        }
    }

    private void remember(int timestamp, long nowNanos) {
        lastTimestamp = timestamp;
        lastNanos = nowNanos;
    }
}
