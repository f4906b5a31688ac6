package trunkline.gateway.message;

import java.util.List;

/** What is known of one segment of an SMS. */
public enum SegmentState {
    /** To be sent, or to be sent again. */
    PENDING(0, SmsState.ACCEPTED),
    /** Claimed for sending; whether its octets left is not known until a result is recorded. */
    CLAIMED(1, SmsState.ACCEPTED),
    /** Its octets left and no response came: sending it again may duplicate it. */
    UNANSWERED(2, SmsState.ACCEPTED),
    /** The SMSC has it. */
    SUBMITTED(3, SmsState.SUBMITTED),
    DELIVERED(10, SmsState.DELIVERED),
    FAILED(11, SmsState.FAILED),
    REJECTED(12, SmsState.REJECTED),
    EXPIRED(13, SmsState.EXPIRED),
    UNKNOWN(15, SmsState.UNKNOWN);

    private final int code;
    private final SmsState message;
    private final String label = StateLabels.of(this);

    SegmentState(int code, SmsState message) {
        this.code = code;
        this.message = message;
    }

    /** Its number in the store; never changed once released. */
    public int code() {
        return code;
    }

    /** Whether nothing can follow. */
    public boolean isFinal() {
        return code >= MessageState.FIRST_FINAL_CODE;
    }

    /** Whether nothing is left to be sent of it: the SMSC has it, or it is final. */
    public boolean isSettled() {
        return code >= SUBMITTED.code;
    }

    /** Its name in the API. */
    public String label() {
        return label;
    }

    /** The state with this number in the store. */
    public static SegmentState ofCode(int code) {
        for (SegmentState state : values()) {
            if (state.code == code) {
                return state;
            }
        }
        throw new IllegalArgumentException("no segment state has the code " + code);
    }

    /**
     * The state of a message of several segments: the worst of them, and open as long as a segment may still change it.
     *
     * <p>A refused or failed segment decides at once: the recipient cannot get the whole message any more.
     */
    public static SmsState ofMessage(List<SegmentProgress> segments) {
        boolean allSubmitted = true;
        boolean allFinal = true;
        SegmentState worst = DELIVERED;
        for (SegmentProgress progress : segments) {
            SegmentState segment = progress.state();
            allSubmitted &= segment.code >= SUBMITTED.code;
            allFinal &= segment.isFinal();
            if (segment.isFinal() && badness(segment) > badness(worst)) {
                worst = segment;
            }
        }
        if (worst != DELIVERED && worst != UNKNOWN) {
            return worst.message;
        }
        if (allFinal) {
            return worst.message;
        }
        return allSubmitted ? SmsState.SUBMITTED : SmsState.ACCEPTED;
    }

    private static int badness(SegmentState segment) {
        return switch (segment) {
            case DELIVERED -> 0;
            case UNKNOWN -> 1;
            case EXPIRED -> 2;
            case FAILED -> 3;
            case REJECTED -> 4;
            default -> throw new IllegalArgumentException(segment + " is not final");
        };
    }
}
