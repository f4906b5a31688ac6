package trunkline.gateway.store;

import org.jspecify.annotations.Nullable;
import trunkline.gateway.message.SegmentState;

/**
 * What became of one claimed segment.
 *
 * @param key the message
 * @param segment which of its segments, from 1
 * @param total how many it has
 * @param state what is known of it now
 * @param smscMessageId the SMSC's id as it stood in the response, with {@link SegmentState#SUBMITTED} only
 * @param reference that id in the form in which receipts are matched
 * @param commandStatus of the response, 0 if there was none (SMPP 3.4 §5.1.3)
 */
public record SubmitRecord(
        long key,
        int segment,
        int total,
        SegmentState state,
        @Nullable String smscMessageId,
        @Nullable String reference,
        int commandStatus) {

    /** The SMSC has it. */
    public static SubmitRecord submitted(long key, int segment, int total, String smscMessageId, String reference) {
        return new SubmitRecord(key, segment, total, SegmentState.SUBMITTED, smscMessageId, reference, 0);
    }

    /** Anything else. */
    public static SubmitRecord other(long key, int segment, int total, SegmentState state, int commandStatus) {
        return new SubmitRecord(key, segment, total, state, null, null, commandStatus);
    }
}
