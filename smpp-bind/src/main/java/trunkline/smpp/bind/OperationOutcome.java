package trunkline.smpp.bind;

import trunkline.smpp.bind.SubmitOutcome.NotSentReason;
import trunkline.smpp.bind.SubmitOutcome.UnansweredReason;
import trunkline.smpp.receipt.MessageState;

/** What became of a query_sm, cancel_sm or replace_sm. */
public sealed interface OperationOutcome {

    /**
     * The SMSC tells where the message stands.
     *
     * @param state {@link MessageState#UNKNOWN} also for an octet that the standard does not have
     * @param errorCode the network's own (SMPP 3.4 §5.2.31), 0 to 255; -1 if the response was cut off before it
     * @param finalDate when it came into a final state, in the form of §7.1.1, as it stood there; empty if it is in none
     */
    record Queried(MessageState state, int errorCode, String finalDate) implements OperationOutcome {}

    /** The message is cancelled or replaced. */
    record Done() implements OperationOutcome {}

    /** The SMSC said no: ESME_RQUERYFAIL, ESME_RCANCELFAIL, ESME_RREPLACEFAIL, or that it does not have the command. */
    record Refused(int commandStatus) implements OperationOutcome {}

    /** It did not leave this machine whole. */
    record NotSent(NotSentReason reason) implements OperationOutcome {}

    /** No answer came; a cancel or replace may have been carried out. */
    record Unanswered(UnansweredReason reason) implements OperationOutcome {}
}
