package trunkline.gateway.http.operator;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import trunkline.gateway.account.Account;
import trunkline.gateway.account.AuditStore;
import trunkline.gateway.http.Guard;
import trunkline.gateway.http.Json;
import trunkline.gateway.http.ProblemException;
import trunkline.gateway.http.QueryParameters;
import trunkline.gateway.http.Request;
import trunkline.gateway.http.Response;
import trunkline.gateway.http.Route;

/** {@code GET /audit}: every change of accounts, keys and configuration, the newest first, in pages. */
public final class AuditResource {

    private static final int PAGE = 100;
    private static final int PAGE_MAX = 1_000;

    private final AuditStore store;

    public AuditResource(AuditStore store) {
        this.store = store;
    }

    public List<Route> routes(Guard guard) {
        return List.of(Route.get("/audit", guard.operator(this::list)));
    }

    private CompletableFuture<Response> list(Account account, Request request) throws ProblemException {
        QueryParameters parameters = new QueryParameters(request, Set.of("limit", QueryParameters.BEFORE));
        int limit = parameters.integer("limit", 1, PAGE_MAX, PAGE);
        return store.find(parameters.position(QueryParameters.BEFORE), limit)
                .thenApply(page -> page(request, page, limit));
    }

    private static Response page(Request request, List<AuditStore.Entry> page, int limit) {
        ObjectNode json = Json.object();
        ArrayNode list = json.putArray("audit");
        for (AuditStore.Entry entry : page) {
            list.addObject()
                    .put(
                            "at",
                            Instant.EPOCH
                                    .plus(entry.atMicros(), ChronoUnit.MICROS)
                                    .toString())
                    .put("actor", entry.actor())
                    .put("action", entry.action())
                    .put("subject", entry.subject())
                    .put("detail", entry.detail());
        }
        String position =
                page.size() < limit ? null : Long.toString(page.get(limit - 1).id());
        json.put("next", position == null ? null : QueryParameters.next(request, position));
        return Response.json(200, json);
    }
}
