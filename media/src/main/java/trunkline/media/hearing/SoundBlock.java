package trunkline.media.hearing;

/**
 * Twenty milliseconds of audio at 8 kHz, and whether they are a tone. A tone can be told from its two samples before:
 * {@code x[n] = 2 cos(w) x[n-1] - x[n-2]}; what such a prediction, fitted by least squares, leaves over of speech is more.
 * That holds for two tones beside each other too, as ringing and busy tones have them.
 */
final class SoundBlock {

    static final int SAMPLE_RATE = 8000;
    static final int SAMPLES = 160;
    static final int MILLIS = 1000 * SAMPLES / SAMPLE_RATE;

    /** About −40 dBm0: below it nothing is meant to be heard. */
    private static final double AUDIBLE_POWER = 160.0 * 160;

    /** Share of the power that the best prediction of a tone misses; that of speech is several times this in most blocks. */
    private static final double TONE_MISSES_MAX = 0.03;

    /** What {@code -x[n-2]} is weighted with: 1 for a tone that neither grows nor fades. */
    private static final double STEADY_MIN = 0.9;

    private double power;
    private double c00;
    private double c01;
    private double c02;
    private double c11;
    private double c12;
    private double c22;
    private double before;
    private double beforeThat;
    private int count;

    /** True if that makes the block full: it can be asked about until the next sample. */
    boolean add(double sample) {
        if (count == SAMPLES) {
            clear();
        }
        power += sample * sample;
        if (count >= 2) {
            c00 += sample * sample;
            c01 += sample * before;
            c02 += sample * beforeThat;
            c11 += before * before;
            c12 += before * beforeThat;
            c22 += beforeThat * beforeThat;
        }
        beforeThat = before;
        before = sample;
        return ++count == SAMPLES;
    }

    private void clear() {
        power = 0;
        c00 = 0;
        c01 = 0;
        c02 = 0;
        c11 = 0;
        c12 = 0;
        c22 = 0;
        count = 0;
    }

    boolean isAudible() {
        return power / SAMPLES >= AUDIBLE_POWER;
    }

    /** Hertz of the one tone that the block is; 0 if it is none, or not to be heard. */
    double tone() {
        double determinant = c11 * c22 - c12 * c12;
        if (!isAudible() || determinant <= 0) {
            return 0;
        }
        double first = (c01 * c22 - c02 * c12) / determinant;
        double second = (c02 * c11 - c01 * c12) / determinant;
        double missed = c00 - first * c01 - second * c02;
        double cosine = first / 2;
        boolean isTone = missed <= TONE_MISSES_MAX * c00 && -second >= STEADY_MIN && Math.abs(cosine) < 1;
        return isTone ? Math.acos(cosine) * SAMPLE_RATE / (2 * Math.PI) : 0;
    }
}
