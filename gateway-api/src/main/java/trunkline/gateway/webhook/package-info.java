/**
 * Brings events to the endpoints of accounts, as webhooks: an adapter, on Netty, with an HTTP/1.1 client of its own.
 *
 * <p>The path of an event: a commit that wrote it rings the {@link trunkline.gateway.event.EventBell}; the
 * {@link trunkline.gateway.webhook.EndpointWorker} of each endpoint of its account reads it from the store, in order, and
 * sends it over one of a few {@link trunkline.gateway.webhook.Connection}s, signed by a
 * {@link trunkline.gateway.webhook.RequestWriter}. What was taken moves the endpoint's position on; what was not is tried
 * again, by itself and without holding up the rest. An endpoint that takes nothing is left alone for a while by its
 * {@link trunkline.gateway.webhook.Breaker}. Endpoints share nothing but threads, so none delays another.
 *
 * <p>Nothing connects but through {@link trunkline.gateway.webhook.Connector}, which asks
 * {@link trunkline.gateway.webhook.AddressRules} about the very address that it connects to.
 */
@NullMarked
package trunkline.gateway.webhook;

import org.jspecify.annotations.NullMarked;
