package trunkline.gateway.webhook;

import trunkline.gateway.store.EventReport;

/** Writes the body of a webhook: JSON in UTF-8. Thread-safe. */
public interface WebhookBody {

    byte[] write(EventReport event);
}
