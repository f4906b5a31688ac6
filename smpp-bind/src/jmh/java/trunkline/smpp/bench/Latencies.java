package trunkline.smpp.bench;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;

/** Counts answers and how long each took, in microseconds up to a second. Written by one thread. */
final class Latencies {

    private static final int MICROS = 1_000_000;

    private final AtomicLong answers = new AtomicLong();
    private final AtomicLongArray byMicros = new AtomicLongArray(MICROS);

    void answered(long sentNanos) {
        answers.setOpaque(answers.getPlain() + 1);
        int micros = (int) Math.min(MICROS - 1, (System.nanoTime() - sentNanos) / 1_000);
        byMicros.setOpaque(micros, byMicros.getPlain(micros) + 1);
    }

    long answers() {
        return answers.getOpaque();
    }

    void clear() {
        for (int i = 0; i < MICROS; i++) {
            byMicros.setOpaque(i, 0);
        }
    }

    /** The latency in microseconds that {@code share} of the answers did not exceed. */
    int micros(double share) {
        long all = 0;
        for (int i = 0; i < MICROS; i++) {
            all += byMicros.getOpaque(i);
        }
        long seen = 0;
        for (int i = 0; i < MICROS; i++) {
            seen += byMicros.getOpaque(i);
            if (seen >= all * share) {
                return i + 1;
            }
        }
        return MICROS;
    }
}
