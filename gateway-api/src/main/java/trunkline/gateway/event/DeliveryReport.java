package trunkline.gateway.event;

import org.jspecify.annotations.Nullable;

/**
 * One webhook that was sent, whether it was taken or not.
 *
 * @param event id of its event
 * @param kind of that event
 * @param message text of the id of its message, null for none
 * @param version of that message
 * @param attempt how often this event was sent to this endpoint by then, from 1
 * @param atMicros when it was sent, microseconds since 1970 in UTC
 * @param durationMillis until it was answered or given up
 * @param status of the answer, 0 if there was none
 * @param failure why it was not taken, null if it was
 */
public record DeliveryReport(
        long event,
        String kind,
        @Nullable String message,
        int version,
        int attempt,
        long atMicros,
        long durationMillis,
        int status,
        @Nullable String failure) {}
