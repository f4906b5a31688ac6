package trunkline.gateway.http.event;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.netty.handler.codec.http.HttpMethod;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import trunkline.gateway.account.Account;
import trunkline.gateway.account.Scope;
import trunkline.gateway.event.Endpoint;
import trunkline.gateway.event.EventId;
import trunkline.gateway.event.WebhookDesk;
import trunkline.gateway.http.Fields;
import trunkline.gateway.http.Guard;
import trunkline.gateway.http.Json;
import trunkline.gateway.http.Problem;
import trunkline.gateway.http.ProblemException;
import trunkline.gateway.http.QueryParameters;
import trunkline.gateway.http.Request;
import trunkline.gateway.http.Response;
import trunkline.gateway.http.Route;
import trunkline.gateway.store.DeadLetter;
import trunkline.gateway.store.EndpointStore;

/** {@code /webhooks/{id}/dead-letters}: events that an endpoint did not take in time, and having them sent again. */
public final class DeadLetterResource {

    private static final int PAGE = 100;
    private static final int REPLAYED_MAX = 1_000;
    private static final Route.Body BODY = Route.Body.inMemory(64 * 1_024);
    private static final String PATH = "/webhooks/{id}/dead-letters";
    private static final String BEFORE = "before";
    private static final String EVENTS = "events";
    private static final String ALL = "all";
    private static final String ID_RULE = "must be the id of an event, such as evt_00059ssa2cy00";

    private final EndpointStore store;
    private final WebhookDesk desk;
    private final Endpoints endpoints;

    public DeadLetterResource(EndpointStore store, WebhookDesk desk) {
        this.store = store;
        this.desk = desk;
        this.endpoints = new Endpoints(store);
    }

    public List<Route> routes(Guard guard) {
        return List.of(
                Route.get(PATH, guard.guarded(this::list)),
                new Route(HttpMethod.POST, PATH + "/replay", BODY, guard.guarded(Scope.ADMIN, this::replay)));
    }

    private CompletableFuture<Response> list(Account account, Request request) throws ProblemException {
        String before = new QueryParameters(request, Set.of(BEFORE)).first(BEFORE);
        Long beforeEvent = before == null ? Long.valueOf(Long.MAX_VALUE) : EventId.parse(before);
        if (beforeEvent == null) {
            throw QueryParameters.wrong(BEFORE, before, ID_RULE);
        }
        return endpoints.with(account, request, endpoint -> store.deadLetters(endpoint.key(), beforeEvent, PAGE)
                .thenApply(letters -> Response.json(200, page(endpoint, letters))));
    }

    private static ObjectNode page(Endpoint endpoint, List<DeadLetter> letters) {
        ObjectNode json = Json.object();
        ArrayNode list = json.putArray("dead_letters");
        letters.forEach(letter -> list.add(WebhookAnswers.of(letter)));
        json.put(
                "next",
                letters.size() < PAGE
                        ? null
                        : "/webhooks/" + endpoint.id().text() + "/dead-letters?before="
                                + EventId.text(letters.get(PAGE - 1).event()));
        return json;
    }

    private CompletableFuture<Response> replay(Account account, Request request) throws ProblemException {
        Fields fields = new Fields(Json.readObject(request.body()));
        List<String> texts = fields.optionalTexts(EVENTS, REPLAYED_MAX);
        boolean all = Boolean.TRUE.equals(fields.optionalFlag(ALL));
        List<Long> ids = texts == null ? null : ids(fields, texts);
        if (all == fields.has(EVENTS)) {
            fields.reject(EVENTS, null, "must be there, or \"all\": true");
        }
        fields.check();
        return endpoints.with(account, request, endpoint -> replay(endpoint, ids));
    }

    private CompletableFuture<Response> replay(Endpoint endpoint, @Nullable List<Long> ids) {
        CompletableFuture<Integer> count = ids == null
                ? store.countDeadLetters(endpoint.key(), WebhookAnswers.COUNTED_MAX)
                : CompletableFuture.completedFuture(0);
        return count.thenCompose(dead -> store.replay(endpoint.key(), ids).thenApply(marked -> {
            desk.changed(endpoint.key());
            return ids != null && marked == 0
                    ? Problem.notFound("none of these events is a dead letter of this webhook")
                            .toResponse()
                    : Response.json(202, Json.object().put("replayed", ids == null ? dead : marked));
        }));
    }

    private static List<Long> ids(Fields fields, List<String> texts) {
        List<Long> ids = new ArrayList<>();
        for (String text : texts) {
            Long id = EventId.parse(text);
            if (id == null) {
                fields.reject(EVENTS, text, ID_RULE);
                break;
            }
            ids.add(id);
        }
        return ids;
    }
}
