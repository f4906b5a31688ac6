package trunkline.gateway.store;

import trunkline.gateway.message.MessageState;

/**
 * The end of a message that is not the outcome of a submit, a receipt or a call.
 *
 * @param key the message
 * @param state a final state
 * @param reason why, in words for its sender
 */
public record Ending(long key, MessageState state, String reason) {}
