package trunkline.gateway.webhook;

import trunkline.gateway.event.Endpoint;
import trunkline.gateway.store.EventReport;

/** Writes the body of a webhook, of the type that the endpoint's settings have. Thread-safe. */
public interface WebhookBody {

    byte[] write(Endpoint endpoint, EventReport event);
}
