package trunkline.gateway.dispatch;

import org.jspecify.annotations.Nullable;
import trunkline.gateway.message.Exchange;
import trunkline.gateway.message.SegmentProgress;
import trunkline.gateway.message.SegmentState;

/** What became of one submitted segment. */
public sealed interface SmsResult {

    /** The submit_sm and its response; the bind is told in any case. */
    Exchange exchange();

    /**
     * The SMSC has it.
     *
     * @param smscMessageId its id there, as it stood in the response
     * @param reference that id in the form in which receipts are matched, null if it is none
     */
    record Submitted(String smscMessageId, @Nullable String reference, Exchange exchange) implements SmsResult {

        /** How its segment stands now. */
        SegmentProgress progress() {
            return new SegmentProgress(SegmentState.SUBMITTED, smscMessageId, 0, exchange);
        }
    }

    /** The SMSC said no, and what that means for the message. */
    record Refused(int commandStatus, Verdict verdict, Exchange exchange) implements SmsResult {}

    /** It never left: sending it again cannot duplicate it. */
    record NotSent(Exchange exchange) implements SmsResult {}

    /** It left, and no response came: sending it again may duplicate it. */
    record Unanswered(Exchange exchange) implements SmsResult {}

    /** What a refusal asks for. */
    enum Verdict {
        /** Send less at once, then the same again. */
        SLOW_DOWN,
        /** Try the same again later. */
        RETRY_LATER,
        /** The same will never be taken. */
        FINAL
    }
}
