package trunkline.gateway.store;

import trunkline.gateway.message.SegmentState;

/** What a receipt did. */
public enum ReceiptMatch {
    /** Nobody is known whom it speaks of; it is kept, in case the response is yet to come. */
    WAITS,
    /** The segment is now what it says. */
    APPLIED,
    /** It says that the segment is still on its way. */
    INTERMEDIATE,
    /** It says what another said before. */
    REPEATED,
    /** It says something else than the first final one, which stays. */
    CONFLICTING;

    /** What a receipt does that says {@code said} of a segment that was {@code before}. */
    public static ReceiptMatch of(SegmentState before, SegmentState said) {
        if (!said.isFinal()) {
            return INTERMEDIATE;
        }
        if (!before.isFinal()) {
            return APPLIED;
        }
        return before == said ? REPEATED : CONFLICTING;
    }
}
