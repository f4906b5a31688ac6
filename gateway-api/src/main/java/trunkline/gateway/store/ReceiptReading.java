package trunkline.gateway.store;

import java.util.List;
import org.jspecify.annotations.Nullable;
import trunkline.gateway.message.SegmentState;

/**
 * A delivery receipt as its way reads it: what it says, and how to find the segment that it speaks of. The store calls it on
 * the writer's thread; what it does must be short.
 */
public interface ReceiptReading {

    /** Keys under which the segment may have been noted, the likeliest first; empty if the receipt has no id. */
    List<String> keys();

    /** What it says of the segment; {@link SegmentState#SUBMITTED} if that is still on its way. */
    SegmentState state();

    /** The number that the message went to, in E.164 form, as far as the receipt tells it; empty if it does not. */
    String recipient();

    /** Which of its SMSC's binds brought it, from 1. */
    int bind();

    /** The octets of its PDU, from which it can be read again. */
    byte[] pdu();

    /**
     * Which of {@code segments} it speaks of, or null if none of them does, or it is better to wait for another.
     *
     * @param segments noted under one of the keys, the newest first
     * @param mayWait whether the receipt may be kept for a better one to come
     */
    @Nullable
    NotedSegment choose(List<NotedSegment> segments, boolean mayWait);

    /** It was applied to what {@link #choose} chose last, and that is on stable storage. Once for each receipt. */
    void matched();

    /** It has waited its time in vain, and goes on waiting only because it is kept. Once for each receipt. */
    void unmatched();

    /** Reads receipts again that wait in the store. */
    interface Reader {

        /** The receipt of these octets, which {@code way} brought; null if it cannot be read any more. */
        @Nullable
        ReceiptReading read(String way, int bind, byte[] pdu);
    }
}
