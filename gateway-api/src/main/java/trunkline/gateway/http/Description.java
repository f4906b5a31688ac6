package trunkline.gateway.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** {@code GET /openapi.json}: the native API as OpenAPI 3.1 has it, for anyone. */
public final class Description {

    private static final String RESOURCE = "openapi.json";

    private final Response response;

    public Description() {
        try (InputStream in = Description.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException("no resource " + RESOURCE);
            }
            this.response = Response.json(200, in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(RESOURCE, e);
        }
    }

    public List<Route> routes() {
        return List.of(Route.get("/openapi.json", request -> CompletableFuture.completedFuture(response)));
    }
}
