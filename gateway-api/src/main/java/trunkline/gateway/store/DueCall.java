package trunkline.gateway.store;

import trunkline.gateway.message.OutboundMessage;

/**
 * A message that waits for a call.
 *
 * @param attempts calls that it has had; 0 for the first one
 */
public record DueCall(OutboundMessage message, int attempts) {

    /** Whether it comes from the store at a time, and not from the backlog of its trunk. */
    public boolean isTimed() {
        return attempts > 0 || message.request().isScheduled();
    }
}
