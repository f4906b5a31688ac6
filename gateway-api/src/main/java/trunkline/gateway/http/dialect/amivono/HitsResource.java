package trunkline.gateway.http.dialect.amivono;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import trunkline.gateway.account.Account;
import trunkline.gateway.http.Guard;
import trunkline.gateway.http.Json;
import trunkline.gateway.http.Request;
import trunkline.gateway.http.Response;
import trunkline.gateway.http.Route;
import trunkline.gateway.message.MessageId;
import trunkline.gateway.store.LinkHit;
import trunkline.gateway.store.MessageStore;
import trunkline.gateway.store.RepetitionStore;

/** {@code GET /messages/sms/{id}/hits}: who fetched the link of an SMS, and what each fetch was taken for. */
public final class HitsResource {

    private final MessageStore messages;
    private final RepetitionStore repetitions;

    public HitsResource(MessageStore messages, RepetitionStore repetitions) {
        this.messages = messages;
        this.repetitions = repetitions;
    }

    public List<Route> routes(Guard guard) {
        return List.of(Route.get("/messages/sms/{id}/hits", guard.guarded(this::list)));
    }

    private CompletableFuture<Response> list(Account account, Request request) {
        MessageId id = MessageId.parse(request.variable("id"));
        if (id == null) {
            return CompletableFuture.completedFuture(CancelAnswers.notFound());
        }
        return messages.find(account.id(), id).thenCompose(found -> {
            if (found.isEmpty() || found.get().repetition() == null) {
                return CompletableFuture.completedFuture(CancelAnswers.notFound());
            }
            return repetitions.hits(account.id(), id).thenApplyAsync(HitsResource::answer, request.executor());
        });
    }

    private static Response answer(List<LinkHit> hits) {
        ObjectNode json = Json.object();
        ArrayNode list = json.putArray("hits");
        for (LinkHit hit : hits) {
            list.addObject()
                    .put("at", Timestamps.micros(hit.atMicros()))
                    .put("class", hit.kind().label())
                    .put("user_agent", hit.agent());
        }
        return Response.json(200, json);
    }
}
