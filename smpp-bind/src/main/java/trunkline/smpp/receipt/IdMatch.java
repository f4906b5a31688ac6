package trunkline.smpp.receipt;

/** What {@link IdLearning} is asked and answers when it matches a receipt to a submit_sm. */
public final class IdMatch {

    private IdMatch() {}

    /** Where an id stands in a receipt. */
    public enum Place {
        /** receipted_message_id (SMPP 3.4 §5.3.2.12). */
        TLV,
        /** Behind {@code id:} in the text (Appendix B). */
        TEXT
    }

    /**
     * A key under which the submit_sm of a receipt may be found.
     *
     * @param key to be compared with {@link IdLearning#key} of the responses
     * @param place which of the receipt's ids it comes from
     * @param relation how that id would relate to the response's
     */
    public record Candidate(String key, Place place, IdRelation relation) {}

    /** Whether something that both know of is the same on both sides. */
    public enum Agreement {
        YES,
        NO,
        /** One of the two does not tell. */
        UNKNOWN
    }

    /**
     * What speaks for a submit_sm beside its id.
     *
     * @param destination whether the receipt comes from the number the message went to
     * @param reference whether user_message_reference (SMPP 3.4 §5.3.2.17) is the same
     */
    public record Evidence(Agreement destination, Agreement reference) {

        public static final Evidence NONE = new Evidence(Agreement.UNKNOWN, Agreement.UNKNOWN);

        /** Evidence of the number alone. */
        public static Evidence ofDestination(Agreement destination) {
            return new Evidence(destination, Agreement.UNKNOWN);
        }

        boolean supports() {
            return reference == Agreement.YES || (destination == Agreement.YES && reference != Agreement.NO);
        }

        boolean contradicts() {
            return reference == Agreement.NO || (destination == Agreement.NO && reference != Agreement.YES);
        }
    }

    /**
     * A submit_sm found under one of the candidates' keys.
     *
     * @param token the caller's own
     * @param responseId its id as it stood in the response, raw
     */
    public record Claim(long token, String responseId, Evidence evidence) {}

    /** Which of the claims it is. */
    public sealed interface Choice {}

    /**
     * It is this one.
     *
     * @param sure false if it was only the best there was when the time to wait for a better one was over
     */
    public record Take(Claim claim, boolean sure) implements Choice {}

    /** Perhaps one of them, but the right one may still come; keep the receipt, and ask again then or when time is up. */
    public record Wait() implements Choice {}

    /** None of them; keep the receipt, and ask again when a response comes that has one of its keys. */
    public record None() implements Choice {}
}
