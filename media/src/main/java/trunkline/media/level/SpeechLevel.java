package trunkline.media.level;

import java.util.Arrays;

/**
 * How loud the speech in a recording is while somebody speaks: its active level after ITU-T P.56 method B, measured
 * through the filter of RFC 7874 §4.
 *
 * <p>The envelope is compared with thresholds 6 dB apart; for each, time above it and 200 ms after counts as active. The
 * level is that at which the active level is 15.9 dB above its own threshold.
 *
 * @param dbm0 active level; −19 is an RMS of 2,600 in 16-bit units (RFC 7874 §4); {@link #SILENCE} if there is none
 * @param activity share of the time that is active, 0 to 1
 */
public record SpeechLevel(double dbm0, double activity) {

    /** The level of nothing. */
    public static final double SILENCE = -100;

    private static final double DBM0_OF_FULL_SCALE = -19 - 20 * Math.log10(2600 / 32768.0);
    private static final double TIME_CONSTANT_SECONDS = 0.03;
    private static final double HANGOVER_SECONDS = 0.2;
    private static final double MARGIN_DECIBELS = 15.9;

    /** Thresholds from full scale down to 2^−15. */
    private static final int THRESHOLDS = 16;

    /** Measures those of {@code samples} that are within {@code bounds}. */
    public static SpeechLevel measure(float[] samples, SpeechBounds bounds, int sampleRate) {
        var highPass = new HighPass(sampleRate);
        double smoothing = Math.exp(-1 / (sampleRate * TIME_CONSTANT_SECONDS));
        var active = new Activity((int) (sampleRate * HANGOVER_SECONDS));
        double energy = 0;
        double envelopeOnce = 0;
        double envelope = 0;
        for (int i = bounds.from(); i < bounds.to(); i++) {
            double x = highPass.next(samples[i]);
            energy += x * x;
            envelopeOnce = smoothing * envelopeOnce + (1 - smoothing) * Math.abs(x);
            envelope = smoothing * envelope + (1 - smoothing) * envelopeOnce;
            active.count(envelope);
        }
        return active.level(energy, bounds.length());
    }

    /** The gain as a factor that brings this level to {@code targetDbm0}. */
    public double gainTo(double targetDbm0) {
        return dbm0 <= SILENCE ? 1 : Math.pow(10, (targetDbm0 - dbm0) / 20);
    }

    /** {@code dbm0} as an RMS where full scale is 1. */
    static double rmsOf(double dbm0) {
        return Math.pow(10, (dbm0 - DBM0_OF_FULL_SCALE) / 20);
    }

    private static double decibels(double power) {
        return 10 * Math.log10(power);
    }

    /** For each threshold, how many samples are active, and how long ago the envelope was above it. */
    private static final class Activity {
        private final int hangover;
        private final long[] active = new long[THRESHOLDS];
        private final int[] sinceAbove = new int[THRESHOLDS];

        Activity(int hangover) {
            this.hangover = hangover;
            Arrays.fill(sinceAbove, hangover);
        }

        void count(double envelope) {
            double threshold = 1;
            for (int j = 0; j < THRESHOLDS; j++) {
                if (envelope >= threshold) {
                    active[j]++;
                    sinceAbove[j] = 0;
                } else if (sinceAbove[j] < hangover) {
                    active[j]++;
                    sinceAbove[j]++;
                }
                threshold /= 2;
            }
        }

        /** From the lowest threshold up, the point where the active level is the margin above the threshold. */
        SpeechLevel level(double energy, int samples) {
            int lowest = THRESHOLDS - 1;
            if (active[lowest] == 0) {
                return new SpeechLevel(SILENCE, 0);
            }
            double level = decibels(energy / active[lowest]);
            double margin = level - threshold(lowest);
            for (int j = lowest - 1; j >= 0 && active[j] > 0 && margin > MARGIN_DECIBELS; j--) {
                double nextLevel = decibels(energy / active[j]);
                double nextMargin = nextLevel - threshold(j);
                if (nextMargin <= MARGIN_DECIBELS) {
                    double share = (margin - MARGIN_DECIBELS) / (margin - nextMargin);
                    level += share * (nextLevel - level);
                    break;
                }
                level = nextLevel;
                margin = nextMargin;
            }
            double activity = Math.min(1, energy / samples / Math.pow(10, level / 10));
            return new SpeechLevel(level + DBM0_OF_FULL_SCALE, activity);
        }

        private static double threshold(int j) {
            return -20 * j * Math.log10(2);
        }
    }
}
