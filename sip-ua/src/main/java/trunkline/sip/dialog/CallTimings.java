package trunkline.sip.dialog;

/**
 * How long a call waits for what.
 *
 * @param ringNanos from the INVITE to giving up on an answer, and sending CANCEL
 * @param talkNanos longest time between answer and BYE: a guard against a call that nobody ends
 * @param byeNanos from our BYE to reporting the call as ended even if nobody answers it
 * @param transactionNanos 64 × T1, the longest that a message of the peer can still be on its way (RFC 3261 §17.1.1.2)
 */
public record CallTimings(long ringNanos, long talkNanos, long byeNanos, long transactionNanos) {

    public CallTimings {
        if (ringNanos <= 0 || talkNanos <= 0 || byeNanos <= 0 || transactionNanos <= 0) {
            throw new IllegalArgumentException("every time of a call must be above 0");
        }
    }
}
