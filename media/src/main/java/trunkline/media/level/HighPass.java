package trunkline.media.level;

/**
 * The filter through which levels are measured: a second-order Butterworth high-pass at 300 Hz (RFC 7874 §4), since a
 * telephone does not carry what is below.
 */
final class HighPass {

    private static final double CUTOFF_HERTZ = 300;

    private final double b0;
    private final double b1;
    private final double a1;
    private final double a2;
    private double x1;
    private double x2;
    private double y1;
    private double y2;

    HighPass(int sampleRate) {
        // bilinear transform of s² / (s² + √2 s + 1), with the cutoff kept in its place
        double k = Math.tan(Math.PI * CUTOFF_HERTZ / sampleRate);
        double norm = 1 / (1 + Math.sqrt(2) * k + k * k);
        this.b0 = norm;
        this.b1 = -2 * norm;
        this.a1 = 2 * (k * k - 1) * norm;
        this.a2 = (1 - Math.sqrt(2) * k + k * k) * norm;
    }

    double next(double x) {
        double y = b0 * x + b1 * x1 + b0 * x2 - a1 * y1 - a2 * y2;
        x2 = x1;
        x1 = x;
        y2 = y1;
        y1 = y;
        return y;
    }
}
