package trunkline.gateway.store;

/**
 * A message that waits on, since it may not leave at this hour.
 *
 * @param key the message
 * @param atMicros when its way takes it up again, microseconds since 1970 in UTC
 * @param why in words, for its report and its timeline
 */
public record PutOff(long key, long atMicros, String why) {}
