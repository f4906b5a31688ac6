package trunkline.gateway.store;

import trunkline.gateway.message.OutboundMessage;

/**
 * A message that waits for a call.
 *
 * @param attempts calls that it has had; 0 for the first one
 * @param isTimed whether it comes from the store at a time, and not from the backlog of its trunk
 */
public record DueCall(OutboundMessage message, int attempts, boolean isTimed) {

    /** One whose time has come. */
    public DueCall(OutboundMessage message, int attempts) {
        this(message, attempts, true);
    }
}
