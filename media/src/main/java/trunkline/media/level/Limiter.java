package trunkline.media.level;

import java.util.Arrays;

/**
 * Makes samples louder or softer, and lowers what would not fit then: the gain goes down some milliseconds before a peak
 * and comes back after it, so that nothing clips and nothing clicks.
 *
 * <pre>
 * wanted gain  ----+       +----      what each sample by itself could take
 * least        --+           +--      over a window around each sample
 * mean         -_               _-    of that over as long a window: smooth, and never above what is wanted
 *                 `- _ _ _ -'
 * </pre>
 */
public final class Limiter {

    /** The loudest that 16 bits hold. */
    public static final double FULL_SCALE = 32_767 / 32_768.0;

    private static final int WINDOWS_PER_SECOND = 200;

    private final int reach;
    private final double gain;
    private final double ceiling;
    private final SlidingLeast least;
    private final double[] leastGains;
    private double leastSum;
    private long seen;
    private long limited;

    private Limiter(double gain, double ceiling, int reach) {
        this.gain = gain;
        this.ceiling = ceiling;
        this.reach = reach;
        int window = 2 * reach + 1;
        this.least = new SlidingLeast(window);
        this.leastGains = new double[window];
        Arrays.fill(leastGains, 1);
        this.leastSum = window;
    }

    /**
     * Applies {@code gain} in place, to the bounds' samples; gives how many of them got less than that.
     *
     * @param ceiling no sample comes out louder; 1 is full scale
     */
    public static long apply(float[] samples, SpeechBounds bounds, double gain, double ceiling, int sampleRate) {
        var limiter = new Limiter(gain, ceiling, sampleRate / WINDOWS_PER_SECOND);
        int from = bounds.from();
        int to = bounds.to();
        for (int i = from; i < to + 2 * limiter.reach; i++) {
            double wanted = i < to ? limiter.wanted(samples[i]) : 1;
            double share = limiter.next(wanted);
            int settled = i - 2 * limiter.reach;
            if (settled >= from) {
                samples[settled] *= (float) (gain * share);
            }
        }
        return limiter.limited;
    }

    private double wanted(float sample) {
        double magnitude = Math.abs(sample) * gain;
        return magnitude <= ceiling ? 1 : ceiling / magnitude;
    }

    /** Takes the wanted share of the gain of one sample; gives the share for the one two reaches before. */
    private double next(double wanted) {
        double newLeast = least.next(wanted);
        int slot = (int) (seen++ % leastGains.length);
        leastSum += newLeast - leastGains[slot];
        leastGains[slot] = newLeast;
        double share = Math.min(1, leastSum / leastGains.length);
        // rounding leaves a sum of ones a little off one
        boolean untouched = share > 1 - 1e-9;
        limited += untouched ? 0 : 1;
        return untouched ? 1 : share;
    }
}
