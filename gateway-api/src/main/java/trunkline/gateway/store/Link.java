package trunkline.gateway.store;

import org.jspecify.annotations.Nullable;

/**
 * A link that somebody has fetched.
 *
 * @param key the message of the first time
 * @param target where it leads; null for nowhere
 * @param lastSentAtMicros when an SMS with it last left, microseconds since 1970 in UTC; 0 if none has
 */
public record Link(long key, @Nullable String target, long lastSentAtMicros) {}
