package trunkline.gateway.store;

/**
 * A message that is to be tried again later.
 *
 * @param key the message
 * @param atMicros not before, microseconds since 1970 in UTC
 */
public record Retry(long key, long atMicros) {}
