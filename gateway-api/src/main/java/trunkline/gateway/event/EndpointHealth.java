package trunkline.gateway.event;

import org.jspecify.annotations.Nullable;

/**
 * How an endpoint stands at the moment.
 *
 * @param breaker {@code closed}, {@code open} or {@code half-open}
 * @param retryAtMicros when an open breaker lets one through, microseconds since 1970 in UTC; 0 if it is not open
 * @param succeededAtMicros when one was last delivered, 0 if none was
 * @param failedAtMicros when one last failed, 0 if none did
 * @param failure why that was, null if none did
 * @param sending webhooks on their way
 * @param retries events that wait for another try
 * @param position the event up to which all in order are done
 * @param oldestMicros when the oldest event happened that is read and not delivered, 0 if there is none
 */
public record EndpointHealth(
        String breaker,
        long retryAtMicros,
        long succeededAtMicros,
        long failedAtMicros,
        @Nullable String failure,
        int sending,
        int retries,
        long position,
        long oldestMicros) {}
