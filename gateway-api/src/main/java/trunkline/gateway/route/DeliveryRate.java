package trunkline.gateway.route;

/**
 * How many of the messages that an SMSC took have reached their phones, as far as they were judged.
 *
 * @param delivered of them, by their receipts
 * @param judged those that have a receipt which is final, or waited for one in vain
 */
public record DeliveryRate(int delivered, int judged) {

    /** Nothing is known. */
    public static final DeliveryRate NONE = new DeliveryRate(0, 0);

    /** Of the normal distribution, for 95 of 100. */
    private static final double Z = 1.96;

    /** The share that was delivered, 0 to 1; not a number if nothing was judged. */
    public double share() {
        return judged == 0 ? Double.NaN : (double) delivered / judged;
    }

    /** The rate is at least this, in 97 of 100 cases; 0 if nothing was judged. */
    double atLeast() {
        return judged == 0 ? 0 : middle() - spread();
    }

    /** The rate is at most this, in 97 of 100 cases; 1 if nothing was judged. */
    double atMost() {
        return judged == 0 ? 1 : middle() + spread();
    }

    /** Of Wilson's interval, which is wide where little was judged, and never leaves 0 to 1. */
    private double middle() {
        return (share() + Z * Z / (2 * judged)) / (1 + Z * Z / judged);
    }

    private double spread() {
        double variance = share() * (1 - share()) / judged + Z * Z / (4.0 * judged * judged);
        return Z * Math.sqrt(variance) / (1 + Z * Z / judged);
    }

    /** Whether it is worse than the other for sure, and not by chance. */
    boolean isWorseThan(DeliveryRate other) {
        return atMost() < other.atLeast();
    }
}
