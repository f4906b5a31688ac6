/**
 * The API of events: endpoints for webhooks, what became of what was sent to them, and the stream of an account's events.
 *
 * <p>{@link trunkline.gateway.http.event.WebhookResource} and {@link trunkline.gateway.http.event.DeadLetterResource} ask the
 * store and the {@link trunkline.gateway.event.WebhookDesk}; {@link trunkline.gateway.http.event.EventStreamResource} reads
 * events as whoever delivers webhooks does, and writes them to a connection.
 */
@NullMarked
package trunkline.gateway.http.event;

import org.jspecify.annotations.NullMarked;
