package trunkline.gateway.dispatch;

import trunkline.gateway.store.ReceiptReading;

/** What a link tells its dispatcher, on the link's executor. */
public interface SmsLinkListener {

    /** The link is up: permits can be had. */
    void onUp();

    /** The turn of messages has come that were put off, see {@link Admission.Later}. */
    void onTurn();

    /** What became of a submitted segment; exactly once for each. */
    void onResult(SegmentKey segment, SmsResult result);

    /** The response to a segment whose result was {@link SmsResult.Unanswered}. */
    void onLateResult(SegmentKey segment, SmsResult result);

    /** A delivery receipt. */
    void onReceipt(ReceiptReading receipt, Acknowledgement acknowledgement);

    /** Nothing more comes for the moment: what was gathered can be written. */
    void onBatchEnd();

    /** The answer that the SMSC waits for; one of the two, on the link's executor. */
    interface Acknowledgement {
        /** It is on stable storage: the SMSC may forget it. */
        void kept();

        /** It could not be kept: the SMSC should offer it again. */
        void notKept();
    }
}
