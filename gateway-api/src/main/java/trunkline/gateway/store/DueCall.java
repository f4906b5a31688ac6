package trunkline.gateway.store;

import trunkline.gateway.message.OutboundMessage;

/**
 * A message that waits for a call.
 *
 * @param attempts calls that it has had; 0 for the first one
 */
public record DueCall(OutboundMessage message, int attempts) {}
