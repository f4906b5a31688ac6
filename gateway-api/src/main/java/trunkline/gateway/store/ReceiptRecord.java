package trunkline.gateway.store;

import trunkline.gateway.message.SegmentState;

/**
 * What a delivery receipt says of one segment.
 *
 * @param reference the SMSC's id in the form in which receipts are matched
 * @param state what it says of the segment; {@link SegmentState#SUBMITTED} for one that is still on its way
 * @param text the receipt as it came, for whoever has to look at one that matches nothing
 */
public record ReceiptRecord(String reference, SegmentState state, String text) {}
