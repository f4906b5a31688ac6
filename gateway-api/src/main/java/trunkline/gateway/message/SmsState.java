package trunkline.gateway.message;

/**
 * How far an SMS has come. It moves forward only, and the first final state stays.
 *
 * <pre>
 *   accepted | scheduled --> accepted --> submitted --> delivered | failed | rejected | expired | cancelled | unknown
 * </pre>
 */
public enum SmsState implements MessageState {
    /** Kept; waits for its turn, or was sent and not yet answered. */
    ACCEPTED(0),
    /** Kept; its time has not come. */
    SCHEDULED(1),
    /** The SMSC has all its segments. */
    SUBMITTED(2),
    /** The handset has it, says the delivery receipt. */
    DELIVERED(10),
    /** The SMSC could not deliver it. */
    FAILED(11),
    /** The SMSC would not take it. */
    REJECTED(12),
    /** Its validity ended before it was delivered. */
    EXPIRED(13),
    /** Withdrawn by its sender before it was sent. */
    CANCELLED(14),
    /** The SMSC has it, and never said what became of it. */
    UNKNOWN(15);

    private final int code;
    private final String label = StateLabels.of(this);

    SmsState(int code) {
        this.code = code;
    }

    @Override
    public int code() {
        return code;
    }

    @Override
    public String label() {
        return label;
    }

    /** The state with this number in the store. */
    public static SmsState ofCode(int code) {
        return StateLabels.ofCode(values(), code);
    }
}
