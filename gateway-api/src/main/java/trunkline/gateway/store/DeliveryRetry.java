package trunkline.gateway.store;

/**
 * An event that an endpoint is yet to take, beside those that come in order.
 *
 * @param event its id
 * @param message the message it is of, 0 for none
 * @param attempts how often it was sent
 * @param atMicros not before, microseconds since 1970 in UTC
 * @param untilMicros then it is given up
 */
public record DeliveryRetry(long event, long message, int attempts, long atMicros, long untilMicros) {}
