package trunkline.gateway.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * {@code /health/live}: the process answers. {@code /health/ready}: it can do all it is configured for; if not, 503 and
 * what is not ready, and why. Messages are accepted even then, as long as the store is ready.
 */
public final class Health {

    /**
     * A part of the gateway that can be out of order.
     *
     * @param name as the configuration calls it
     * @param whyNot the reason why it is not ready, or null if it is
     */
    public record Part(String name, Supplier<@Nullable String> whyNot) {}

    private static final int UNAVAILABLE = 503;

    private final Supplier<List<Part>> parts;

    /** @param parts those of the moment */
    public Health(Supplier<List<Part>> parts) {
        this.parts = parts;
    }

    public List<Route> routes() {
        return List.of(Route.get("/health/live", request -> live()), Route.get("/health/ready", request -> ready()));
    }

    private static CompletableFuture<Response> live() {
        return CompletableFuture.completedFuture(
                Response.json(200, Json.object().put("live", true)));
    }

    private CompletableFuture<Response> ready() {
        ObjectNode body = Json.object();
        body.put("ready", true);
        ArrayNode list = body.putArray("parts");
        for (Part part : parts.get()) {
            String why = part.whyNot().get();
            ObjectNode node = list.addObject().put("name", part.name()).put("ready", why == null);
            if (why != null) {
                node.put("why", why);
                body.put("ready", false);
            }
        }
        int status = body.get("ready").booleanValue() ? 200 : UNAVAILABLE;
        return CompletableFuture.completedFuture(Response.json(status, body));
    }
}
