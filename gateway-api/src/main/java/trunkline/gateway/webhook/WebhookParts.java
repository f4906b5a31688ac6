package trunkline.gateway.webhook;

import java.util.random.RandomGenerator;
import trunkline.gateway.config.WebhooksConfig;
import trunkline.gateway.dispatch.Clocks;
import trunkline.gateway.store.EndpointStore;
import trunkline.gateway.store.EventStore;

/**
 * What all workers share.
 *
 * @param config what holds for all endpoints
 * @param events where events are read
 * @param endpoints where it is kept how far each endpoint is
 * @param connector opens connections
 * @param body writes what is sent
 * @param clocks both clocks
 * @param random spreads retries; thread-safe
 */
record WebhookParts(
        WebhooksConfig config,
        EventStore events,
        EndpointStore endpoints,
        Connector connector,
        WebhookBody body,
        Clocks clocks,
        RandomGenerator random) {}
