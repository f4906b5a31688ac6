package trunkline.gateway.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;

/**
 * The APIs as OpenAPI 3.1 has it, for anyone: {@code GET /openapi.json} the native one, {@code GET /openapi/DIALECT.json} those of other
 * vendors that are served.
 */
public final class Description {

    private static final String NATIVE = "openapi.json";
    private static final String DOCUMENT = "document";

    private final Response ours;
    /** By what stands behind the last slash. */
    private final Map<String, Response> dialects;

    /** @param dialects names of those that are served */
    public Description(Collection<String> dialects) {
        this.ours = read(NATIVE);
        this.dialects = dialects.stream()
                .map(name -> name + ".json")
                .collect(Collectors.toUnmodifiableMap(file -> file, file -> read("openapi/" + file)));
    }

    private static Response read(String resource) {
        try (InputStream in = Description.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("no resource " + resource);
            }
            return Response.json(200, in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(resource, e);
        }
    }

    public List<Route> routes() {
        return List.of(
                Route.get("/openapi.json", request -> CompletableFuture.completedFuture(ours)),
                Route.get("/openapi/{document}", this::dialect));
    }

    private CompletableFuture<Response> dialect(Request request) {
        Response found = dialects.get(request.variable(DOCUMENT));
        return CompletableFuture.completedFuture(
                found == null
                        ? Problem.notFound("there is no such document here: those are "
                                        + String.join(
                                                ", ",
                                                dialects.keySet().stream()
                                                        .sorted()
                                                        .toList()))
                                .toResponse()
                        : found);
    }
}
