package trunkline.gateway.http.dialect.amivono;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import trunkline.gateway.account.Account;
import trunkline.gateway.http.Guard;
import trunkline.gateway.http.Json;
import trunkline.gateway.http.Problem;
import trunkline.gateway.http.ProblemException;
import trunkline.gateway.http.QueryParameters;
import trunkline.gateway.http.Request;
import trunkline.gateway.http.Response;
import trunkline.gateway.http.Route;
import trunkline.gateway.inbound.InboundFilter;
import trunkline.gateway.inbound.InboundMessage;
import trunkline.gateway.inbound.InboundStore;
import trunkline.gateway.message.MessageId;

/**
 * {@code GET /messages/inbound}: messages from phones to the account's numbers, the newest first, in pages that do not shift
 * when more come; {@code GET /messages/inbound/{id}}. An account that administers the gateway sees those of all.
 */
public final class InboundResource {

    private static final Set<String> PARAMETERS =
            Set.of("to", "from", "smsc", "complete", "since", "until", "limit", QueryParameters.BEFORE);
    private static final int PAGE = 100;
    private static final int PAGE_MAX = 1_000;

    private final InboundStore store;

    public InboundResource(InboundStore store) {
        this.store = store;
    }

    public List<Route> routes(Guard guard) {
        return List.of(
                Route.get("/messages/inbound", guard.guarded(this::list)),
                Route.get("/messages/inbound/{id}", guard.guarded(this::get)));
    }

    private CompletableFuture<Response> list(Account account, Request request) throws ProblemException {
        QueryParameters parameters = new QueryParameters(request, PARAMETERS);
        int limit = parameters.integer("limit", 1, PAGE_MAX, PAGE);
        String complete =
                parameters.first("complete") == null ? null : parameters.oneOf("complete", List.of("true", "false"));
        InboundFilter filter = new InboundFilter(
                account.isOperator() ? null : account.id(),
                parameters.first("to"),
                parameters.first("from"),
                parameters.first("smsc"),
                complete == null ? null : complete.equals("true"),
                parameters.micros("since", 0),
                parameters.micros("until", Long.MAX_VALUE),
                parameters.position(QueryParameters.BEFORE));
        return store.find(filter, limit).thenApplyAsync(page -> page(request, page, limit), request.executor());
    }

    private static Response page(Request request, List<InboundMessage> page, int limit) {
        ObjectNode json = Json.object();
        ArrayNode list = json.putArray("messages");
        page.forEach(message -> list.add(InboundAnswers.toJson(message)));
        json.put("next", next(request, page, limit));
        return Response.json(200, json);
    }

    private static @Nullable String next(Request request, List<InboundMessage> page, int limit) {
        return page.size() < limit
                ? null
                : QueryParameters.next(
                        request, Long.toString(page.get(limit - 1).id().key()));
    }

    private CompletableFuture<Response> get(Account account, Request request) {
        MessageId id = MessageId.parse(request.variable("id"));
        if (id == null) {
            return CompletableFuture.completedFuture(notFound());
        }
        return store.find(id)
                .thenApply(found -> found.filter(message -> account.isOperator() || message.account() == account.id())
                        .map(message -> Response.json(200, InboundAnswers.toJson(message)))
                        .orElseGet(InboundResource::notFound));
    }

    private static Response notFound() {
        return Problem.notFound("there is no inbound message of this id").toResponse();
    }
}
