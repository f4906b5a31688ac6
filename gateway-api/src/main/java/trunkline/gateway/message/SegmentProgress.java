package trunkline.gateway.message;

import org.jspecify.annotations.Nullable;

/**
 * How far one segment of an SMS has come.
 *
 * @param state what is known of it
 * @param smscMessageId the SMSC's id as it stood in the response, null if it gave none
 * @param commandStatus of the last response, 0 for ESME_ROK or none (SMPP 3.4 §5.1.3)
 * @param exchange the last one
 */
public record SegmentProgress(
        SegmentState state, @Nullable String smscMessageId, int commandStatus, Exchange exchange) {

    /** To be sent. */
    public static final SegmentProgress PENDING = new SegmentProgress(SegmentState.PENDING, null, 0, Exchange.NONE);

    /** Claimed for sending. */
    public static final SegmentProgress CLAIMED = new SegmentProgress(SegmentState.CLAIMED, null, 0, Exchange.NONE);

    /** The same exchange, now known to have come to {@code next}. */
    public SegmentProgress with(SegmentState next) {
        return new SegmentProgress(next, smscMessageId, commandStatus, exchange);
    }
}
