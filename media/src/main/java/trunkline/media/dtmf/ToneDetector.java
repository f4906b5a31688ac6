package trunkline.media.dtmf;

import org.jspecify.annotations.Nullable;

/**
 * Finds keys in the audio of a peer that sends them as tones: eight Goertzel filters over blocks of 12.75 ms, and rules
 * that keep speech from being taken for keys (after ITU-T Q.24).
 *
 * <p>A key counts once two blocks in a row agree on it, so that 40 ms of it are enough; the next counts after two blocks
 * without it. Samples are 16 bits at 8 kHz.
 */
public final class ToneDetector {

    public static final int SAMPLE_RATE = 8000;

    private static final int BLOCK = 102;
    private static final int BLOCKS_NEEDED = 2;

    /** The weaker tone at least this strong: −32 dBm0 or so. */
    private static final double POWER_MIN = 250.0 * 250 / 2;

    /** Power ratios: how much stronger the row's tone may be than the column's, and the other way (Q.24 §2.4: 8 and 4 dB). */
    private static final double ROW_STRONGER_MAX = 6.3;

    private static final double COLUMN_STRONGER_MAX = 4;

    /** Against the next strongest tone of the same group. */
    private static final double ABOVE_OTHERS_MIN = 6.3;

    /** Share of all power that the two tones must have; speech spreads more. */
    private static final double SHARE_MIN = 0.7;

    private final Goertzel[] rows = filters(Key.ROW_HERTZ);
    private final Goertzel[] columns = filters(Key.COLUMN_HERTZ);
    private double energy;
    private int filled;
    private @Nullable Key seen;
    private int times;
    private @Nullable Key told;

    /** Takes {@code count} samples; gives the key that begins in them, if one does. */
    public @Nullable Key onSamples(short[] samples, int from, int count) {
        Key begun = null;
        for (int i = from; i < from + count; i++) {
            add(samples[i]);
            if (++filled == BLOCK) {
                Key key = onBlock();
                begun = key == null ? begun : key;
            }
        }
        return begun;
    }

    private void add(double sample) {
        energy += sample * sample;
        for (int i = 0; i < rows.length; i++) {
            rows[i].add(sample);
            columns[i].add(sample);
        }
    }

    private @Nullable Key onBlock() {
        Key key = keyOfBlock();
        times = key == seen ? times + 1 : 1;
        seen = key;
        energy = 0;
        filled = 0;
        if (times != BLOCKS_NEEDED) {
            return null;
        }
        boolean begins = key != null && key != told;
        told = key;
        return begins ? key : null;
    }

    private @Nullable Key keyOfBlock() {
        int row = strongest(rows);
        int column = strongest(columns);
        double rowPower = rows[row].power(BLOCK);
        double columnPower = columns[column].power(BLOCK);
        boolean isKey = rowPower >= POWER_MIN
                && columnPower >= POWER_MIN
                && rowPower <= ROW_STRONGER_MAX * columnPower
                && columnPower <= COLUMN_STRONGER_MAX * rowPower
                && standsOut(rows, row)
                && standsOut(columns, column)
                && rowPower + columnPower >= SHARE_MIN * energy / BLOCK;
        reset(rows);
        reset(columns);
        return isKey ? Key.at(row, column) : null;
    }

    private static int strongest(Goertzel[] filters) {
        int best = 0;
        for (int i = 1; i < filters.length; i++) {
            best = filters[i].power(BLOCK) > filters[best].power(BLOCK) ? i : best;
        }
        return best;
    }

    private static boolean standsOut(Goertzel[] filters, int index) {
        for (int i = 0; i < filters.length; i++) {
            if (i != index && filters[i].power(BLOCK) * ABOVE_OTHERS_MIN > filters[index].power(BLOCK)) {
                return false;
            }
        }
        return true;
    }

    private static void reset(Goertzel[] filters) {
        for (Goertzel filter : filters) {
            filter.reset();
        }
    }

    private static Goertzel[] filters(int[] hertz) {
        Goertzel[] filters = new Goertzel[hertz.length];
        for (int i = 0; i < hertz.length; i++) {
            filters[i] = new Goertzel(hertz[i]);
        }
        return filters;
    }

    /** One term of a Fourier transform, a sample at a time. */
    private static final class Goertzel {
        private final double coefficient;
        private double last;
        private double beforeLast;

        Goertzel(int hertz) {
            this.coefficient = 2 * Math.cos(2 * Math.PI * hertz / SAMPLE_RATE);
        }

        void add(double sample) {
            double next = sample + coefficient * last - beforeLast;
            beforeLast = last;
            last = next;
        }

        /** Mean power of the tone over {@code count} samples. */
        double power(int count) {
            double square = last * last + beforeLast * beforeLast - coefficient * last * beforeLast;
            return 2 * square / ((double) count * count);
        }

        void reset() {
            last = 0;
            beforeLast = 0;
        }
    }
}
