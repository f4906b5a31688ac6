package trunkline.gateway.http.event;

import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import trunkline.gateway.account.Account;
import trunkline.gateway.event.Endpoint;
import trunkline.gateway.http.Request;
import trunkline.gateway.http.Response;
import trunkline.gateway.message.MessageId;
import trunkline.gateway.store.EndpointStore;

/** Finds the endpoint that a request names: of another account it is as if there were none. */
final class Endpoints {

    private final EndpointStore store;

    Endpoints(EndpointStore store) {
        this.store = store;
    }

    /** Answers with what {@code answer} makes of the endpoint, or that there is none. */
    CompletableFuture<Response> with(
            Account account, Request request, Function<Endpoint, CompletableFuture<Response>> answer) {
        MessageId id = id(request);
        return store.find(account.id(), id).thenCompose(found -> found.map(answer)
                .orElseGet(() -> CompletableFuture.completedFuture(WebhookAnswers.notFound())));
    }

    /** The id in the path; one that nothing has if it is none. */
    static MessageId id(Request request) {
        MessageId id = MessageId.parse(request.variable("id"));
        return id == null ? new MessageId(0, 0) : id;
    }
}
