package trunkline.smpp.session;

/**
 * The fields of a submit_sm that are the same for all segments of a message (SMPP 3.4 §4.4.1); one instance serves many.
 *
 * @param serviceType 0 to 5 characters (§5.2.11)
 * @param protocolId 0 to 255 (§5.2.13)
 * @param priority 0 to 3 in SMPP 3.4 (§5.2.14); up to 255 pass
 * @param registeredDelivery the octet of §5.2.17; 1 asks for a receipt of success and of failure
 * @param times when to deliver and until when
 */
public record SubmitOptions(String serviceType, int protocolId, int priority, int registeredDelivery, Times times) {

    /** Nothing asked for, not even a receipt. */
    public static final SubmitOptions NONE = new SubmitOptions("", 0, 0, 0, Times.SMSC_DEFAULT);

    /** A receipt of success and of failure, else nothing. */
    public static final SubmitOptions WITH_RECEIPT = new SubmitOptions("", 0, 0, 1, Times.SMSC_DEFAULT);

    private static final int SERVICE_TYPE_CHARACTERS = 5;

    public SubmitOptions {
        PduText.check("serviceType", serviceType, SERVICE_TYPE_CHARACTERS);
        checkOctet("protocolId", protocolId);
        checkOctet("priority", priority);
        checkOctet("registeredDelivery", registeredDelivery);
    }

    /**
     * schedule_delivery_time and validity_period, each empty or 16 characters in the form of SMPP 3.4 §7.1.1,
     * {@code YYMMDDhhmmsstnnp}.
     *
     * @param schedule when the SMSC is to deliver; empty for at once
     * @param validity until when it is to try; empty for the SMSC's own limit
     */
    public record Times(String schedule, String validity) {

        public static final Times SMSC_DEFAULT = new Times("", "");

        private static final int CHARACTERS = 16;

        public Times {
            check("schedule", schedule);
            check("validity", validity);
        }

        private static void check(String key, String value) {
            if (!value.isEmpty() && !value.matches("[0-9]{15}[-+R]")) {
                throw new IllegalArgumentException("'%s' is '%s': must be empty or %d characters YYMMDDhhmmsstnnp"
                        .formatted(key, value, CHARACTERS));
            }
        }
    }

    private static void checkOctet(String key, int value) {
        if (value < 0 || value > 0xFF) {
            throw new IllegalArgumentException("'%s' is '%d': must be 0 to 255".formatted(key, value));
        }
    }
}
