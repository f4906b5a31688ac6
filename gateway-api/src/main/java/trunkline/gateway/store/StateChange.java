package trunkline.gateway.store;

import trunkline.gateway.message.MessageState;

/**
 * A message has moved on.
 *
 * @param key the message
 * @param state its state now
 * @param version counts the changes of this message, from 1
 */
public record StateChange(long key, MessageState state, int version) {}
