package trunkline.gateway.event;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Whoever brings events to endpoints, as the owners of those see them. Thread-safe. */
public interface WebhookDesk {

    /** The rule that {@code url} breaks as the URL of an endpoint, or null if one may be there. */
    @Nullable
    String brokenRule(String url);

    /** An endpoint was made, changed, given another secret, or has events to be tried again. */
    void changed(long endpoint);

    /** An endpoint was taken away. */
    void removed(long endpoint);

    /** Sends {@code endpoint} a webhook of no message now; nothing if one is under way already, or it is not taken up yet. */
    CompletableFuture<Optional<TestReport>> test(long endpoint);

    /** What was last sent to an endpoint since this process began, the newest first. */
    CompletableFuture<List<DeliveryReport>> deliveries(long endpoint);

    /** How an endpoint stands; nothing before it is taken up. */
    CompletableFuture<Optional<EndpointHealth>> health(long endpoint);
}
