package trunkline.gateway.http.event;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;
import trunkline.gateway.event.DeliveryReport;
import trunkline.gateway.event.Endpoint;
import trunkline.gateway.event.EndpointHealth;
import trunkline.gateway.event.EventId;
import trunkline.gateway.event.TestReport;
import trunkline.gateway.http.Json;
import trunkline.gateway.http.Problem;
import trunkline.gateway.http.Response;
import trunkline.gateway.store.DeadLetter;
import trunkline.gateway.store.EventReport;

/** What the API says of endpoints and of what was sent to them. */
final class WebhookAnswers {

    /** Events are counted no further. */
    static final int COUNTED_MAX = 10_000;

    /**
     * How many events are not delivered.
     *
     * @param backlog that come in order and are not delivered
     * @param dead that were given up
     */
    record Counts(int backlog, int dead) {}

    private WebhookAnswers() {}

    static ObjectNode of(Endpoint endpoint) {
        ObjectNode json = Json.object();
        json.put("id", endpoint.id().text());
        json.put("url", endpoint.settings().url());
        ArrayNode events = json.putArray("events");
        endpoint.settings().filter().patterns().forEach(events::add);
        json.put("description", endpoint.settings().description());
        json.put("paused", endpoint.settings().paused());
        if (endpoint.settings().callback() != null) {
            json.put("callback", endpoint.settings().callback().form().label());
        }
        json.put("created_at", time(endpoint.createdAtMicros()));
        json.put("updated_at", time(endpoint.updatedAtMicros()));
        return json;
    }

    static ObjectNode of(Endpoint endpoint, @Nullable EndpointHealth health, Counts counts) {
        ObjectNode json = of(endpoint);
        ObjectNode node = json.putObject("health");
        if (health != null) {
            node.put("breaker", health.breaker());
            node.put("retry_at", time(health.retryAtMicros()));
            node.put("last_success_at", time(health.succeededAtMicros()));
            node.put("last_failure_at", time(health.failedAtMicros()));
            node.put("last_failure", health.failure());
            node.put("in_flight", health.sending());
            node.put("waiting_for_retry", health.retries());
            node.put("oldest_undelivered_at", time(health.oldestMicros()));
        }
        node.put("backlog", counts.backlog());
        node.put("dead_letters", counts.dead());
        return json;
    }

    static ObjectNode of(TestReport report) {
        return Json.object()
                .put("delivered", report.failure() == null)
                .put("event", report.id())
                .put("status", report.status() == 0 ? null : report.status())
                .put("duration_ms", report.durationMillis())
                .put("failure", report.failure())
                .put("answer", report.answer());
    }

    static ObjectNode deliveries(List<DeliveryReport> reports) {
        ObjectNode json = Json.object();
        ArrayNode list = json.putArray("deliveries");
        for (DeliveryReport report : reports) {
            list.addObject()
                    .put("event", EventId.text(report.event()))
                    .put("type", report.kind())
                    .put("message", report.message())
                    .put("version", report.version())
                    .put("delivered", report.failure() == null)
                    .put("attempt", report.attempt())
                    .put("at", time(report.atMicros()))
                    .put("duration_ms", report.durationMillis())
                    .put("status", report.status() == 0 ? null : report.status())
                    .put("failure", report.failure());
        }
        return json;
    }

    static ObjectNode of(DeadLetter letter) {
        ObjectNode json = Json.object().put("event", EventId.text(letter.event()));
        EventReport what = letter.what();
        if (what != null) {
            json.put("type", what.event().kind());
            json.put(
                    "message",
                    what.message() == null
                            ? null
                            : what.message().message().id().text());
            json.put("version", what.event().version());
            json.put("happened_at", time(what.event().atMicros()));
        }
        json.put("given_up_at", time(letter.diedAtMicros()));
        json.put("attempts", letter.attempts());
        json.put("failure", letter.failure());
        return json;
    }

    static Response notFound() {
        return Problem.notFound("there is no webhook of this id").toResponse();
    }

    static @Nullable String time(long micros) {
        return micros == 0
                ? null
                : Instant.EPOCH.plus(micros, ChronoUnit.MICROS).toString();
    }
}
