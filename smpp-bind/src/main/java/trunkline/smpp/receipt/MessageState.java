package trunkline.smpp.receipt;

import java.util.Optional;

/** The state of a message at the SMSC (SMPP 3.4 §5.2.28, SMPP 5.0 §4.7.15), with its word in a receipt's text (Appendix B). */
public enum MessageState {
    /** Since SMPP 5.0. */
    SCHEDULED(0, "SCHEDULED"),
    ENROUTE(1, "ENROUTE"),
    DELIVERED(2, "DELIVRD"),
    EXPIRED(3, "EXPIRED"),
    DELETED(4, "DELETED"),
    UNDELIVERABLE(5, "UNDELIV"),
    ACCEPTED(6, "ACCEPTD"),
    UNKNOWN(7, "UNKNOWN"),
    REJECTED(8, "REJECTD"),
    /** Since SMPP 5.0: passed over, for a reason of the network's. */
    SKIPPED(9, "SKIPPED");

    private static final MessageState[] STATES = values();

    private final int octet;
    private final String word;

    MessageState(int octet, String word) {
        this.octet = octet;
        this.word = word;
    }

    /** The octet of message_state. */
    public int octet() {
        return octet;
    }

    /** The word after {@code stat:}. */
    public String word() {
        return word;
    }

    /** Whether the SMSC will do no more about the message; what it calls unknown it has lost. */
    public boolean isFinal() {
        return this != SCHEDULED && this != ENROUTE && this != ACCEPTED;
    }

    /** The state of a message_state octet; empty for one that the standard does not have. */
    public static Optional<MessageState> ofOctet(int octet) {
        for (MessageState state : STATES) {
            if (state.octet == octet) {
                return Optional.of(state);
            }
        }
        return Optional.empty();
    }

    /** The state of a word of Appendix B, in any case; empty for any other word. */
    public static Optional<MessageState> ofWord(String word) {
        for (MessageState state : STATES) {
            if (state.word.equalsIgnoreCase(word)) {
                return Optional.of(state);
            }
        }
        return Optional.empty();
    }
}
