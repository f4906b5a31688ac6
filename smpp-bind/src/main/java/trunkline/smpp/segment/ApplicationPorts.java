package trunkline.smpp.segment;

/**
 * The programs that a message is from and for, with 16-bit addresses (3GPP TS 23.040 §9.2.3.24.4).
 *
 * @param destination 0 to 65535, or -1 with {@link #NONE}
 * @param source 0 to 65535, or -1 with {@link #NONE}
 */
public record ApplicationPorts(int destination, int source) {

    /** The message is for the phone itself: no ports are sent. */
    public static final ApplicationPorts NONE = new ApplicationPorts(-1, -1);

    private static final int MAX = 0xFFFF;

    public ApplicationPorts {
        boolean none = destination == -1 && source == -1;
        if (!none && (destination < 0 || destination > MAX || source < 0 || source > MAX)) {
            throw new IllegalArgumentException(
                    "'ports' are %d and %d: must be 0 to %d each".formatted(destination, source, MAX));
        }
    }

    boolean isNone() {
        return destination < 0;
    }
}
