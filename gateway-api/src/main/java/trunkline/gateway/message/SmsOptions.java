package trunkline.gateway.message;

import org.jspecify.annotations.Nullable;

/**
 * How an SMS is to be shown by the phone, handled by the SMSC and kept here; what nobody asked for has the value that the SMSC takes
 * for nothing.
 *
 * @param flash whether it is shown at once and not kept: class 0 (3GPP TS 23.038 §4)
 * @param ports the programs that it is from and for; null for the phone itself
 * @param handling what the SMSC is asked to do with it
 * @param storeBody false if its text is dropped from the store as soon as it is needed no more; null for what is configured
 */
public record SmsOptions(boolean flash, @Nullable Ports ports, Handling handling, @Nullable Boolean storeBody) {

    /** Nothing asked for. */
    public static final SmsOptions NONE = new SmsOptions(false, null, Handling.NONE);

    /** With its text kept as configured. */
    public SmsOptions(boolean flash, @Nullable Ports ports, Handling handling) {
        this(flash, ports, handling, null);
    }

    /** Whether its text is to be dropped. */
    public boolean dropsBody() {
        return Boolean.FALSE.equals(storeBody);
    }

    /** The same with this said of its text. */
    public SmsOptions storingBody(@Nullable Boolean other) {
        return new SmsOptions(flash, ports, handling, other);
    }

    /**
     * Application ports (3GPP TS 23.040 §9.2.3.24.4).
     *
     * @param destination 0 to 65535
     * @param source 0 to 65535
     */
    public record Ports(int destination, int source) {

        public static final int MAX = 65_535;

        public Ports {
            check("destination port", destination, MAX);
            check("source port", source, MAX);
        }
    }

    /**
     * What the SMSC is asked to do.
     *
     * @param priority 0 to 3 (SMPP 3.4 §5.2.14)
     * @param protocolId 0 to 255 (3GPP TS 23.040 §9.2.3.9)
     * @param deliverAtMicros not before, microseconds since 1970 in UTC; 0 for at once
     * @param tellValidity whether it is told until when the message is worth delivering
     */
    public record Handling(int priority, int protocolId, long deliverAtMicros, boolean tellValidity) {

        public static final Handling NONE = new Handling(0, 0, 0, false);
        public static final int PRIORITY_MAX = 3;
        public static final int PROTOCOL_ID_MAX = 255;

        public Handling {
            check("priority", priority, PRIORITY_MAX);
            check("protocol id", protocolId, PROTOCOL_ID_MAX);
        }
    }

    private static void check(String what, int value, int max) {
        if (value < 0 || value > max) {
            throw new IllegalArgumentException(what + " is " + value + ": must be 0 to " + max);
        }
    }
}
