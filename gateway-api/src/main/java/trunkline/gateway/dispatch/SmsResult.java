package trunkline.gateway.dispatch;

/** What became of one submitted segment. */
public sealed interface SmsResult {

    /**
     * The SMSC has it.
     *
     * @param smscMessageId its id there, as it stood in the response
     * @param reference that id in the form in which receipts are matched
     */
    record Submitted(String smscMessageId, String reference) implements SmsResult {}

    /** The SMSC said no, and what that means for the message. */
    record Refused(int commandStatus, Verdict verdict) implements SmsResult {}

    /** It never left: sending it again cannot duplicate it. */
    record NotSent() implements SmsResult {}

    /** It left, and no response came: sending it again may duplicate it. */
    record Unanswered() implements SmsResult {}

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
