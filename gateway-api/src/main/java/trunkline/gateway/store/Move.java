package trunkline.gateway.store;

/**
 * A message that is given to another way, none of which the way that it had has taken.
 *
 * @param key the message
 * @param to its way from now on
 * @param atMicros when that way takes it up, microseconds since 1970 in UTC
 * @param why in words, for its timeline
 */
public record Move(long key, String to, long atMicros, String why) {}
