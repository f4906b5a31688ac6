package trunkline.gateway.http.link;

import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import trunkline.gateway.dispatch.Pace;
import trunkline.gateway.http.Json;
import trunkline.gateway.http.Parameters;
import trunkline.gateway.http.Problem;
import trunkline.gateway.http.ProblemException;
import trunkline.gateway.http.Request;
import trunkline.gateway.http.Response;
import trunkline.gateway.http.Route;
import trunkline.gateway.link.LinkAddresses;
import trunkline.gateway.link.Visits;
import trunkline.gateway.link.Visits.Manner;
import trunkline.gateway.link.Visits.Seen;
import trunkline.gateway.link.Visits.Visit;
import trunkline.gateway.store.LinkHit;

/**
 * What links in SMS open: GET shows a page, which confirms by POST. Anybody may ask; unknown tokens are answered at a limited rate, so
 * that trying them is slow.
 */
public final class LinkResource {

    private static final int BODY_OCTETS_MAX = 1_024;
    /** Unknown tokens a second, for all who ask together; beyond it 429. */
    private static final int UNKNOWN_PER_SECOND = 20;

    private static final int SEE_OTHER = 303;
    private static final int CONFLICT = 409;
    private static final int TOO_MANY = 429;

    /** Headers by which browsers say that they fetch ahead. */
    private static final List<String> PURPOSES = List.of("Sec-Purpose", "Purpose", "X-Purpose", "X-Moz");

    private final Visits visits;
    private final LongSupplier nanoClock;
    private final Pace unknown = new Pace(UNKNOWN_PER_SECOND, UNKNOWN_PER_SECOND);

    public LinkResource(Visits visits, LongSupplier nanoClock) {
        this.visits = visits;
        this.nanoClock = nanoClock;
    }

    /** The routes at the path of {@code addresses}. */
    public List<Route> routes(LinkAddresses addresses) {
        String pattern = addresses.path() + "{token:" + LinkAddresses.TOKEN_LENGTH + "}";
        return List.of(
                Route.get(pattern, request -> visit(request, Manner.GET)),
                new Route(HttpMethod.HEAD, pattern, Route.Body.NONE, request -> visit(request, Manner.HEAD)),
                new Route(HttpMethod.POST, pattern, Route.Body.inMemory(BODY_OCTETS_MAX), this::confirm));
    }

    private CompletableFuture<Response> confirm(Request request) {
        try {
            Parameters parameters = request.parameters();
            boolean script = "script".equals(parameters.optional("by"));
            return visit(request, script ? Manner.SCRIPT : Manner.BUTTON);
        } catch (ProblemException e) {
            return CompletableFuture.completedFuture(e.problem().toResponse());
        }
    }

    private CompletableFuture<Response> visit(Request request, Manner manner) {
        String agent = Objects.requireNonNullElse(request.headers().get("User-Agent"), "");
        return visits.visit(request.variable("token"), new Visit(manner, agent, isAhead(request.headers())))
                .thenApplyAsync(
                        seen -> seen.map(one -> answer(manner, one)).orElseGet(() -> unknown(request)),
                        request.executor());
    }

    private static boolean isAhead(HttpHeaders headers) {
        return PURPOSES.stream()
                .map(headers::get)
                .flatMap(Stream::ofNullable)
                .map(purpose -> purpose.toLowerCase(Locale.ROOT))
                .anyMatch(purpose ->
                        purpose.contains("prefetch") || purpose.contains("preview") || purpose.contains("prerender"));
    }

    private static Response answer(Manner manner, Seen seen) {
        return switch (manner) {
            case HEAD -> LinkPage.unlisted(Response.empty(200));
            case GET -> LinkPage.asking();
            case SCRIPT ->
                LinkPage.unlisted(
                        seen.kind() == LinkHit.Kind.CLICK
                                ? Response.json(200, Json.object().put("target", seen.target()))
                                : Problem.of(CONFLICT, "Not counted", "this was not taken for a person's click")
                                        .toResponse());
            case BUTTON ->
                seen.target() == null
                        ? LinkPage.thanking()
                        : LinkPage.unlisted(Response.empty(SEE_OTHER)).with("Location", seen.target());
        };
    }

    private synchronized Response unknown(Request request) {
        return LinkPage.unlisted(
                unknown.take(1, nanoClock.getAsLong()) == 1
                        ? Problem.notFound("there is nothing at "
                                        + request.target().path())
                                .toResponse()
                        : Problem.of(TOO_MANY, "Too many unknown links", "too many links were tried that do not exist")
                                .with("Retry-After", "1")
                                .toResponse());
    }
}
