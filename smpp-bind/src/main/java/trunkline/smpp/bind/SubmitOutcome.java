package trunkline.smpp.bind;

/** What became of one submit_sm. All four happen in normal operation, so none is an exception. */
public sealed interface SubmitOutcome {

    /** ESME_ROK: the SMSC took it under its own id, which may be empty; a delivery receipt may follow. */
    record Accepted(String smscMessageId) implements SubmitOutcome {}

    /** submit_sm_resp with any other command_status (SMPP 3.4 §5.1.3), or a generic_nack. */
    record Refused(int commandStatus) implements SubmitOutcome {}

    /** Did not leave this machine whole; sending it again cannot duplicate it. */
    record NotSent(NotSentReason reason) implements SubmitOutcome {}

    /** Handed to the socket, but no answer came: sending it again may duplicate it. */
    record Unanswered(UnansweredReason reason) implements SubmitOutcome {}

    /** Why it was not sent. */
    enum NotSentReason {
        /** There was no bind at the moment of the submit. */
        NOT_BOUND,
        /** The link was lost before the socket had taken all of the PDU. */
        LINK_LOST,
        /** More queries, cancels and replaces are unanswered than may be at once; never of a submit. */
        TOO_MANY
    }

    /** Why nobody knows. */
    enum UnansweredReason {
        /** A late response is still matched, and reported as such. */
        RESPONSE_TIMEOUT,
        /** The response cannot come any more. */
        LINK_LOST
    }
}
