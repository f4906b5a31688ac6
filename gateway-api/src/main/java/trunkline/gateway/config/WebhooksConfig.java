package trunkline.gateway.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The section {@code webhooks}.
 *
 * @param allowNetworks networks that are not public and may be sent to all the same
 * @param trust certificates to believe beside the system's authorities, in PEM; null for none
 * @param maxEndpoints endpoints of one account
 * @param connections to one endpoint at once
 * @param retry when what an endpoint did not take is tried again
 * @param keepEvents how long events are kept for the stream and for replays
 */
public record WebhooksConfig(
        List<Network> allowNetworks,
        @Nullable Path trust,
        int maxEndpoints,
        int connections,
        Retry retry,
        Duration keepEvents) {

    /**
     * When what an endpoint did not take is tried again.
     *
     * @param first rest after the first failure; doubled after each further one
     * @param most upper bound of that
     * @param giveUp age at which an event becomes a dead letter
     */
    public record Retry(Duration first, Duration most, Duration giveUp) {}

    private static final int MAX_ENDPOINTS = 10;
    private static final int ENDPOINTS_MAX = 100;
    private static final int CONNECTIONS = 32;
    private static final int CONNECTIONS_MAX = 256;
    private static final Duration RETRY_FIRST = Duration.ofSeconds(5);
    private static final Duration RETRY_MAX = Duration.ofHours(1);
    private static final Duration GIVE_UP = Duration.ofDays(3);
    private static final Duration KEEP_EVENTS = Duration.ofDays(7);

    static WebhooksConfig read(Section section, Path baseDirectory) {
        String trust = section.text("trust", "");
        WebhooksConfig config = new WebhooksConfig(
                Network.list(section, "allow-networks"),
                trust.isEmpty() ? null : baseDirectory.resolve(trust),
                section.integer("max-endpoints", MAX_ENDPOINTS, 1, ENDPOINTS_MAX),
                section.integer("connections", CONNECTIONS, 1, CONNECTIONS_MAX),
                new Retry(
                        section.duration("retry-first", RETRY_FIRST),
                        section.duration("retry-max", RETRY_MAX),
                        section.duration("give-up", GIVE_UP)),
                section.duration("keep-events", KEEP_EVENTS));
        if (config.keepEvents().compareTo(config.retry().giveUp()) < 0) {
            section.wrong("keep-events", "must be at least give-up: what is retried is read again from what is kept");
        }
        section.end();
        return config;
    }
}
