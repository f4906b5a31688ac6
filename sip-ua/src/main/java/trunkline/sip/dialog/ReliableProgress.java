package trunkline.sip.dialog;

/**
 * Which reliable provisional responses of one fork have come (RFC 3262 §4).
 *
 * @param sequence the RSeq of the last one in order; 0 before the first
 */
public record ReliableProgress(long sequence) {

    public static final ReliableProgress NONE = new ReliableProgress(0);

    /**
     * Whether this one is to be taken and acknowledged by PRACK. A repeated one is not: our PRACK is repeated by its
     * own transaction. One ahead of its turn is not either: the peer sends it again, after those that are missing.
     */
    public boolean isNext(long rseq) {
        return sequence == 0 || rseq == sequence + 1;
    }

    public ReliableProgress after(long rseq) {
        return new ReliableProgress(rseq);
    }
}
