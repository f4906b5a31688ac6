package trunkline.gateway.store;

import org.jspecify.annotations.Nullable;

/**
 * An SMS that its way cannot send yet, though it is up.
 *
 * @param key the message
 * @param atMicros when its way looks at it again, microseconds since 1970 in UTC
 * @param why in words, for its sender and its timeline; null if it only waits for its turn
 */
public record Wait(long key, long atMicros, @Nullable String why) {}
