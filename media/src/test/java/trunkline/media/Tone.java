package trunkline.media;

/** Makes sines, and measures what is left of one: a least-squares fit of its frequency, and everything else as noise. */
public final class Tone {

    private final double hertz;
    private final int rate;

    public Tone(double hertz, int rate) {
        this.hertz = hertz;
        this.rate = rate;
    }

    /** {@code seconds} of it with {@code amplitude}. */
    public float[] samples(double amplitude, double seconds) {
        float[] samples = new float[(int) (seconds * rate)];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = (float) (amplitude * Math.sin(2 * Math.PI * hertz * i / rate));
        }
        return samples;
    }

    /** {@code seconds} of it in 16 bits. */
    public short[] shorts(double amplitude, double seconds) {
        float[] samples = samples(amplitude, seconds);
        short[] shorts = new short[samples.length];
        for (int i = 0; i < shorts.length; i++) {
            shorts[i] = (short) Math.round(32_767 * samples[i]);
        }
        return shorts;
    }

    /** Its amplitude in {@code samples} from {@code from} to {@code to}. */
    public double amplitude(float[] samples, int from, int to) {
        double[] fit = fit(samples, from, to);
        return Math.hypot(fit[0], fit[1]);
    }

    /** Signal to noise and distortion in decibels: the tone's power over that of all else, leaving out any constant. */
    public double sinad(float[] samples, int from, int to) {
        double[] fit = fit(samples, from, to);
        double noise = 0;
        for (int i = from; i < to; i++) {
            double phase = 2 * Math.PI * hertz * i / rate;
            double rest = samples[i] - fit[0] * Math.cos(phase) - fit[1] * Math.sin(phase) - fit[2];
            noise += rest * rest;
        }
        double signal = (fit[0] * fit[0] + fit[1] * fit[1]) / 2 * (to - from);
        return 10 * Math.log10(signal / noise);
    }

    public static double decibels(double amplitudeRatio) {
        return 20 * Math.log10(amplitudeRatio);
    }

    public static double rms(float[] samples, int from, int to) {
        double energy = 0;
        for (int i = from; i < to; i++) {
            energy += (double) samples[i] * samples[i];
        }
        return Math.sqrt(energy / (to - from));
    }

    /** Cosine part, sine part, constant: the normal equations of three unknowns, solved by Cramer's rule. */
    private double[] fit(float[] samples, int from, int to) {
        double[][] m = new double[3][3];
        double[] v = new double[3];
        for (int i = from; i < to; i++) {
            double phase = 2 * Math.PI * hertz * i / rate;
            double[] basis = {Math.cos(phase), Math.sin(phase), 1};
            for (int a = 0; a < 3; a++) {
                v[a] += basis[a] * samples[i];
                for (int b = 0; b < 3; b++) {
                    m[a][b] += basis[a] * basis[b];
                }
            }
        }
        double whole = determinant(m);
        double[] fit = new double[3];
        for (int column = 0; column < 3; column++) {
            double[][] replaced = {m[0].clone(), m[1].clone(), m[2].clone()};
            for (int row = 0; row < 3; row++) {
                replaced[row][column] = v[row];
            }
            fit[column] = determinant(replaced) / whole;
        }
        return fit;
    }

    private static double determinant(double[][] m) {
        return m[0][0] * (m[1][1] * m[2][2] - m[1][2] * m[2][1])
                - m[0][1] * (m[1][0] * m[2][2] - m[1][2] * m[2][0])
                + m[0][2] * (m[1][0] * m[2][1] - m[1][1] * m[2][0]);
    }
}
