package trunkline.gateway.store;

import org.jspecify.annotations.Nullable;
import trunkline.gateway.message.SegmentProgress;

/**
 * What became of one claimed segment.
 *
 * @param key the message
 * @param account whose it is; 0 where more is known of the message already, so that nobody needs it
 * @param segment which of its segments, from 1
 * @param total how many it has
 * @param attempt how often the message has been tried, this time included, from 1
 * @param progress what is known of the segment now
 * @param reference the SMSC's id in the form in which receipts are matched, null if it gave none
 */
public record SubmitRecord(
        long key,
        long account,
        int segment,
        int total,
        int attempt,
        SegmentProgress progress,
        @Nullable String reference) {}
