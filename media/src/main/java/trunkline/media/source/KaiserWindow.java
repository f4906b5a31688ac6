package trunkline.media.source;

/** The window that makes of a sinc a low-pass with a given stop band, by Kaiser's formulas. */
final class KaiserWindow {

    private final double beta;
    private final double atCentre;

    /** A window for a stop band of {@code decibels}, more than 50. */
    KaiserWindow(double decibels) {
        this.beta = 0.1102 * (decibels - 8.7);
        this.atCentre = bessel(beta);
    }

    /** Its value at {@code x}: 1 at 0, small at −1 and 1, nothing beyond. */
    double at(double x) {
        return Math.abs(x) > 1 ? 0 : bessel(beta * Math.sqrt(1 - x * x)) / atCentre;
    }

    /** Modified Bessel function of the first kind and order zero, by its power series. */
    private static double bessel(double x) {
        double sum = 1;
        double term = 1;
        for (int k = 1; term > 1e-12 * sum; k++) {
            term *= (x / (2 * k)) * (x / (2 * k));
            sum += term;
        }
        return sum;
    }
}
