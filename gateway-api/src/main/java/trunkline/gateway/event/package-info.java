/**
 * What has happened, as it is told to the systems of an account: by webhooks, and by the stream of its events.
 *
 * <p>An event is written by the store in the transaction of what it tells ({@link trunkline.gateway.store.EventStore} reads
 * them); {@link trunkline.gateway.event.EventBell} then wakes whoever passes them on. An
 * {@link trunkline.gateway.event.Endpoint} is where webhooks of an account go;
 * {@link trunkline.gateway.event.WebhookDesk} is what can be asked of those who bring them there.
 */
@NullMarked
package trunkline.gateway.event;

import org.jspecify.annotations.NullMarked;
