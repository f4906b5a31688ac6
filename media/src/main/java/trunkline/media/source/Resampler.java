package trunkline.media.source;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Changes the sample rate by a ratio of whole numbers: 44.1 kHz to 8 kHz is 80/441. A polyphase FIR filter: one low-pass,
 * a Kaiser-windowed sinc, sampled at {@code up} phases, of which each output sample takes one.
 *
 * <p>What lies above half the lower rate is down by 90 dB, what lies below 92 % of that passes: for 8 kHz, 3,700 Hz. Its
 * delay is taken out: output sample n is the input at time n / rate, zeros before its beginning and after its end.
 * Confined to one thread.
 */
public final class Resampler {

    public static final int RATE_MIN = 8_000;
    public static final int RATE_MAX = 192_000;

    private static final double STOP_BAND_DECIBELS = 90;
    private static final double PASS_BAND = 0.925;

    /** 11,025 to 16,000 Hz needs 640, the most of all usual rates; a rate that needs more is a mistake, or an attack. */
    private static final int PHASES_MAX = 640;

    /** What is at the rate already has been filtered by whoever brought it there. */
    private static final float[] UNCHANGED = {0, 1, 0, 0};

    private static final int BLOCK = 4096;

    private final int up;
    private final int down;
    private final int taps;
    private final float[] filter;

    /** Input around the present position; {@code window[0]} is input sample {@code windowStart}. */
    private final float[] window;

    private long windowStart;
    private int filled;
    private long inputs;
    private long outputs;

    private Resampler(int from, int to) {
        int divisor = greatestDivisor(from, to);
        this.up = to / divisor;
        this.down = from / divisor;
        double nyquist = Math.min(from, to) / 2.0;
        this.taps = from == to ? UNCHANGED.length : taps(from, nyquist * (1 - PASS_BAND));
        this.filter = from == to ? UNCHANGED : design(nyquist * (1 + PASS_BAND) / from);
        this.window = new float[taps + BLOCK];
        this.filled = taps / 2 - 1; // zeros before the first sample
        this.windowStart = -filled;
    }

    /** A resampler for these rates; null if {@link #rule} is not kept. */
    public static @Nullable Resampler between(int from, int to) {
        boolean inRange = from >= RATE_MIN && from <= RATE_MAX && to >= RATE_MIN && to <= RATE_MAX;
        return inRange && to / greatestDivisor(from, to) <= PHASES_MAX ? new Resampler(from, to) : null;
    }

    /** Which rates are taken, for those who send others. */
    public static String rule() {
        return "must be 8000 to 192000, and one of the usual rates, such as 8000, 11025, 16000, 22050, 44100, 48000";
    }

    /** All of {@code in} at another rate. */
    public static float[] all(float[] in, int from, int to) {
        Resampler resampler = between(from, to);
        if (resampler == null) {
            throw new IllegalArgumentException("rates '" + from + "' and '" + to + "': " + rule());
        }
        float[] out = new float[resampler.outputMax(in.length)];
        int given = resampler.process(in, in.length, out);
        float[] rest = new float[resampler.outputMax(0)];
        int more = resampler.finish(rest);
        System.arraycopy(rest, 0, out, given, more);
        return Arrays.copyOf(out, given + more);
    }

    /** Most samples that {@link #process} or {@link #finish} gives for {@code inputSamples}. */
    public int outputMax(int inputSamples) {
        return (int) ((inputSamples + taps) * (long) up / down) + 1;
    }

    /** Takes {@code count} samples; gives how many came out, from index 0 of {@code out}. */
    public int process(float[] in, int count, float[] out) {
        int taken = 0;
        int given = 0;
        while (taken < count) {
            int part = Math.min(count - taken, window.length - filled);
            System.arraycopy(in, taken, window, filled, part);
            filled += part;
            taken += part;
            inputs += part;
            given = produce(out, given, Long.MAX_VALUE);
            shift();
        }
        return given;
    }

    /** The rest, once all input was given; the resampler is done then. */
    public int finish(float[] out) {
        long total = (inputs * up + down - 1) / down;
        int given = 0;
        while (outputs < total) {
            int part = Math.min(taps, window.length - filled);
            Arrays.fill(window, filled, filled + part, 0);
            filled += part;
            given = produce(out, given, total);
            shift();
        }
        return given;
    }

    private int produce(float[] out, int from, long total) {
        int given = from;
        while (outputs < total) {
            long position = outputs * down;
            long first = position / up - (taps / 2 - 1);
            int start = (int) (first - windowStart);
            if (start + taps > filled) {
                break;
            }
            out[given++] = dot((int) (position % up) * taps, start);
            outputs++;
        }
        return given;
    }

    /** Four sums at once: the processor need not wait for one addition to begin the next. */
    private float dot(int phase, int start) {
        float a = 0;
        float b = 0;
        float c = 0;
        float d = 0;
        for (int i = 0; i < taps; i += 4) {
            a += filter[phase + i] * window[start + i];
            b += filter[phase + i + 1] * window[start + i + 1];
            c += filter[phase + i + 2] * window[start + i + 2];
            d += filter[phase + i + 3] * window[start + i + 3];
        }
        return (a + b) + (c + d);
    }

    /** Moves what the next output needs to the front of the window. */
    private void shift() {
        long first = outputs * down / up - (taps / 2 - 1);
        int gone = (int) Math.min(first - windowStart, filled);
        System.arraycopy(window, gone, window, 0, filled - gone);
        filled -= gone;
        windowStart += gone;
    }

    /** Kaiser's estimate of the length for a transition of {@code width} Hz, as a multiple of four. */
    private static int taps(int rate, double width) {
        double length = (STOP_BAND_DECIBELS - 7.95) / (14.36 * width / rate);
        return ((int) Math.ceil(length) + 4) / 4 * 4;
    }

    /** All phases, one after the other; each passes a constant unchanged. {@code cutoff}: 1 is half the input rate. */
    private float[] design(double cutoff) {
        var kaiser = new KaiserWindow(STOP_BAND_DECIBELS);
        float[] phases = new float[up * taps];
        double[] phase = new double[taps];
        for (int p = 0; p < up; p++) {
            double sum = 0;
            for (int i = 0; i < taps; i++) {
                double distance = i - (taps / 2 - 1) - (double) p / up;
                phase[i] = sinc(cutoff * distance) * kaiser.at(2 * distance / taps);
                sum += phase[i];
            }
            for (int i = 0; i < taps; i++) {
                phases[p * taps + i] = (float) (phase[i] / sum);
            }
        }
        return phases;
    }

    private static double sinc(double x) {
        return x == 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x);
    }

    private static int greatestDivisor(int a, int b) {
        return b == 0 ? a : greatestDivisor(b, a % b);
    }
}
