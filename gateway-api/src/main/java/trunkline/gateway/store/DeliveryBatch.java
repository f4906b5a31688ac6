package trunkline.gateway.store;

import java.util.List;

/**
 * What became of deliveries to one endpoint, written in one transaction.
 *
 * @param endpoint its key
 * @param position see {@link EndpointState#position}
 * @param retries events to be tried again, put in place of what was known of them
 * @param settled events that need no other try
 * @param dead events that are given up
 * @param revived of {@code retries}, those that had been given up
 * @param health how the last deliveries went
 */
public record DeliveryBatch(
        long endpoint,
        long position,
        List<DeliveryRetry> retries,
        List<Long> settled,
        List<DeadLetter> dead,
        List<Long> revived,
        EndpointState.Health health) {}
