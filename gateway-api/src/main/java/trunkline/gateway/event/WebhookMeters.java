package trunkline.gateway.event;

/** Shows the figures of endpoints, which come and go. Thread-safe. */
public interface WebhookMeters {

    /** An endpoint is there; {@code endpoint} is its id. */
    void webhooks(String endpoint, WebhookFigures figures);

    /** It is gone. */
    void noWebhooks(String endpoint);
}
