package trunkline.gateway.store;

import trunkline.gateway.message.SegmentState;

/**
 * What a receipt met.
 *
 * @param candidate which of its references named a segment, from 0; -1 if none did, and it waits
 * @param effect what it did
 */
public record ReceiptMatch(int candidate, Effect effect) {

    /** No segment is known by any of its references; it is kept, in case the response is yet to come. */
    public static final ReceiptMatch NONE = new ReceiptMatch(-1, Effect.WAITS);

    /** What a receipt did. */
    public enum Effect {
        /** Nobody is known whom it speaks of. */
        WAITS,
        /** The segment is now what it says. */
        APPLIED,
        /** It says that the segment is still on its way. */
        INTERMEDIATE,
        /** It says what another said before. */
        REPEATED,
        /** It says something else than the first final one, which stays. */
        CONFLICTING
    }

    /** A receipt that says {@code said} of a segment that was {@code before}. */
    public static ReceiptMatch of(int candidate, SegmentState before, SegmentState said) {
        Effect effect = Effect.APPLIED;
        if (!said.isFinal()) {
            effect = Effect.INTERMEDIATE;
        } else if (before.isFinal()) {
            effect = before == said ? Effect.REPEATED : Effect.CONFLICTING;
        }
        return new ReceiptMatch(candidate, effect);
    }
}
