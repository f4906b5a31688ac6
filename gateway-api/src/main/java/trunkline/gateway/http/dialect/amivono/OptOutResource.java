package trunkline.gateway.http.dialect.amivono;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.netty.handler.codec.http.HttpMethod;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import trunkline.gateway.account.Account;
import trunkline.gateway.http.Fields;
import trunkline.gateway.http.Guard;
import trunkline.gateway.http.Json;
import trunkline.gateway.http.Problem;
import trunkline.gateway.http.ProblemException;
import trunkline.gateway.http.QueryParameters;
import trunkline.gateway.http.Request;
import trunkline.gateway.http.Response;
import trunkline.gateway.http.Route;
import trunkline.gateway.inbound.OptOut;
import trunkline.gateway.inbound.OptOutStore;

/**
 * {@code GET /opt-outs}: who wants no SMS of the account's senders, the newest first, in pages. An account that administers
 * the gateway sees all, adds with {@code POST /opt-outs} and removes with {@code DELETE /opt-outs/{sender}/{number}}.
 */
public final class OptOutResource {

    private static final Set<String> PARAMETERS = Set.of("sender", "number", "limit", QueryParameters.BEFORE);
    private static final Route.Body BODY = Route.Body.inMemory(1_024);
    private static final int PAGE = 100;
    private static final int PAGE_MAX = 1_000;

    private final OptOutStore store;

    public OptOutResource(OptOutStore store) {
        this.store = store;
    }

    public List<Route> routes(Guard guard) {
        return List.of(
                Route.get("/opt-outs", guard.guarded(this::list)),
                new Route(HttpMethod.POST, "/opt-outs", BODY, guard.operator(this::add)),
                new Route(
                        HttpMethod.DELETE,
                        "/opt-outs/{sender}/{number}",
                        Route.Body.NONE,
                        guard.operator(this::remove)));
    }

    private CompletableFuture<Response> list(Account account, Request request) throws ProblemException {
        QueryParameters parameters = new QueryParameters(request, PARAMETERS);
        int limit = parameters.integer("limit", 1, PAGE_MAX, PAGE);
        return store.find(
                        account.isOperator() ? null : account.id(),
                        parameters.first("sender"),
                        parameters.first("number"),
                        parameters.position(QueryParameters.BEFORE),
                        limit)
                .thenApply(page -> page(request, page, limit));
    }

    private static Response page(Request request, List<OptOut> page, int limit) {
        ObjectNode json = Json.object();
        ArrayNode list = json.putArray("opt_outs");
        for (OptOut optOut : page) {
            list.addObject()
                    .put("sender", optOut.sender())
                    .put("number", optOut.number())
                    .put("since", Timestamps.micros(optOut.atMicros()));
        }
        String position =
                page.size() < limit ? null : Long.toString(page.get(limit - 1).id());
        json.put("next", position == null ? null : QueryParameters.next(request, position));
        return Response.json(200, json);
    }

    private CompletableFuture<Response> add(Account account, Request request) throws ProblemException {
        Fields fields = new Fields(Json.readObject(request.body()));
        String sender = fields.sender("sender").value();
        String number = fields.phoneNumber("number").e164();
        fields.check();
        return store.add(sender, number, account.name()).thenApply(isNew -> Response.empty(isNew ? 201 : 204));
    }

    private CompletableFuture<Response> remove(Account account, Request request) {
        return store.remove(request.variable("sender"), request.variable("number"), account.name())
                .thenApply(was -> was
                        ? Response.empty(204)
                        : Problem.notFound("there is no opt-out of this sender and number")
                                .toResponse());
    }
}
