package trunkline.gateway.store;

import java.util.List;
import trunkline.gateway.message.SegmentState;

/**
 * A delivery receipt, as far as the store needs to understand it.
 *
 * @param references forms of the SMSC's id that a response may have left, the likeliest first
 * @param state what it says of the segment; {@link SegmentState#SUBMITTED} for one that is still on its way
 * @param bind which of its SMSC's binds brought it, from 1
 * @param sequence sequence_number of the deliver_sm
 * @param body the receipt as it came
 */
public record ReceiptRecord(List<String> references, SegmentState state, int bind, int sequence, String body) {

    public ReceiptRecord {
        references = List.copyOf(references);
    }
}
