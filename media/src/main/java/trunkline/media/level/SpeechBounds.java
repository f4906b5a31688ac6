package trunkline.media.level;

/**
 * Where in a recording the sound begins and ends: silence before and after is what stays 40 dB below the speech.
 *
 * @param from first sample to keep
 * @param to just past the last
 */
public record SpeechBounds(int from, int to) {

    private static final double SILENCE_BELOW_DECIBELS = 40;
    private static final int WINDOWS_PER_SECOND = 100;

    /**
     * The sound in {@code samples}, with some of the silence around it; everything if there is no speech.
     *
     * @param level as measured over all samples
     * @param keepBefore samples of silence to keep before the sound
     * @param keepAfter and behind it
     */
    public static SpeechBounds find(float[] samples, int sampleRate, SpeechLevel level, int keepBefore, int keepAfter) {
        if (level.dbm0() <= SpeechLevel.SILENCE) {
            return new SpeechBounds(0, samples.length);
        }
        double threshold = SpeechLevel.rmsOf(level.dbm0() - SILENCE_BELOW_DECIBELS);
        int window = sampleRate / WINDOWS_PER_SECOND;
        int first = samples.length;
        int last = 0;
        var highPass = new HighPass(sampleRate);
        for (int start = 0; start < samples.length; start += window) {
            int end = Math.min(start + window, samples.length);
            double energy = 0;
            for (int i = start; i < end; i++) {
                double x = highPass.next(samples[i]);
                energy += x * x;
            }
            if (energy > threshold * threshold * (end - start)) {
                first = Math.min(first, start);
                last = end;
            }
        }
        return new SpeechBounds(Math.max(first - keepBefore, 0), Math.min(last + keepAfter, samples.length));
    }

    /** Samples kept. */
    public int length() {
        return to - from;
    }
}
