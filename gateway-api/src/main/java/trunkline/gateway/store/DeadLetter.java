package trunkline.gateway.store;

import org.jspecify.annotations.Nullable;

/**
 * An event that an endpoint did not take.
 *
 * @param event its id
 * @param attempts how often it was sent
 * @param diedAtMicros when it was given up, microseconds since 1970 in UTC
 * @param failure why it last failed
 * @param what the event itself, null if it is no longer kept
 */
public record DeadLetter(long event, int attempts, long diedAtMicros, String failure, @Nullable EventReport what) {}
