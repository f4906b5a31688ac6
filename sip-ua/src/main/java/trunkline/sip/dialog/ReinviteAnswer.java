package trunkline.sip.dialog;

/**
 * Our 2xx to a re-INVITE of the peer, until it is acknowledged (RFC 3261 §13.3.1.4 and §14.2). The 2xx is sent again
 * after T1, 2 × T1, 4 × T1 up to T2, over reliable transports too; without ACK after 64 × T1 the session is to be
 * ended.
 *
 * @param sequence the CSeq number of the re-INVITE, which the ACK repeats
 */
public record ReinviteAnswer(long sequence, long intervalNanos, long dueNanos, long giveUpNanos) {

    /** T2 is eight times T1 (RFC 3261 §17.1.2.1: 4 s and 500 ms). */
    private static final int T2_IN_T1 = 8;

    /** What is to be done now. */
    public enum Action {
        WAIT,
        SEND_AGAIN,
        END_CALL
    }

    /** Right after the 2xx was sent for the first time. */
    public static ReinviteAnswer sent(long sequence, long nowNanos, long t1Nanos) {
        return new ReinviteAnswer(sequence, t1Nanos, nowNanos + t1Nanos, nowNanos + 64 * t1Nanos);
    }

    public Action due(long nowNanos) {
        if (nowNanos - giveUpNanos >= 0) {
            return Action.END_CALL;
        }
        return nowNanos - dueNanos < 0 ? Action.WAIT : Action.SEND_AGAIN;
    }

    /** After the 2xx was sent again. */
    public ReinviteAnswer sentAgain(long nowNanos, long t1Nanos) {
        long next = Math.min(2 * intervalNanos, T2_IN_T1 * t1Nanos);
        return new ReinviteAnswer(sequence, next, nowNanos + next, giveUpNanos);
    }
}
