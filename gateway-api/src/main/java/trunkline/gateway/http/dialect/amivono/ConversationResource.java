package trunkline.gateway.http.dialect.amivono;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import trunkline.gateway.account.Account;
import trunkline.gateway.http.Guard;
import trunkline.gateway.http.Json;
import trunkline.gateway.http.ProblemException;
import trunkline.gateway.http.QueryParameters;
import trunkline.gateway.http.Request;
import trunkline.gateway.http.Response;
import trunkline.gateway.http.Route;
import trunkline.gateway.inbound.InboundMessage;
import trunkline.gateway.store.Conversation;
import trunkline.gateway.store.Conversation.Turn;
import trunkline.gateway.store.ConversationStore;
import trunkline.gateway.store.MessageReport;

/**
 * {@code GET /conversations/{number}}: what was sent to a number and came from it, in the order of its happening; the last page
 * first. An account that administers the gateway sees what all accounts have to do with the number.
 */
public final class ConversationResource {

    private static final Set<String> PARAMETERS = Set.of("limit", QueryParameters.BEFORE);
    private static final int PAGE = 50;
    private static final int PAGE_MAX = 500;

    private final ConversationStore store;

    public ConversationResource(ConversationStore store) {
        this.store = store;
    }

    public List<Route> routes(Guard guard) {
        return List.of(Route.get("/conversations/{number}", guard.guarded(this::get)));
    }

    private CompletableFuture<Response> get(Account account, Request request) throws ProblemException {
        QueryParameters parameters = new QueryParameters(request, PARAMETERS);
        int limit = parameters.integer("limit", 1, PAGE_MAX, PAGE);
        return store.conversation(
                        account.isOperator() ? null : account.id(),
                        request.variable("number"),
                        parameters.position(QueryParameters.BEFORE),
                        limit)
                .thenApplyAsync(page -> answer(request, page), request.executor());
    }

    private static Response answer(Request request, Conversation page) {
        ObjectNode json = Json.object();
        ArrayNode list = json.putArray("messages");
        page.turns().forEach(turn -> list.add(toJson(turn)));
        json.put(
                "earlier",
                page.earlierBefore() == 0 ? null : QueryParameters.next(request, Long.toString(page.earlierBefore())));
        return Response.json(200, json);
    }

    private static ObjectNode toJson(Turn turn) {
        ObjectNode json = Json.object();
        MessageReport out = turn.out();
        InboundMessage in = turn.in();
        if (out != null) {
            json.put("direction", "out");
            json.put("at", Timestamps.micros(out.message().createdAtMicros()));
            json.setAll(MessageAnswers.toJson(out));
        } else if (in != null) {
            json.put("direction", "in");
            json.put("at", Timestamps.micros(in.receivedAtMicros()));
            json.setAll(InboundAnswers.toJson(in));
        }
        return json;
    }
}
