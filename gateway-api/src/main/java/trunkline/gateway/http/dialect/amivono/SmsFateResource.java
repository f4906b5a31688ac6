package trunkline.gateway.http.dialect.amivono;

import io.netty.handler.codec.http.HttpMethod;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import trunkline.gateway.account.Account;
import trunkline.gateway.dispatch.Cancelling;
import trunkline.gateway.dispatch.SmsWire;
import trunkline.gateway.http.Guard;
import trunkline.gateway.http.Problem;
import trunkline.gateway.http.Request;
import trunkline.gateway.http.Response;
import trunkline.gateway.http.Route;
import trunkline.gateway.message.Content;
import trunkline.gateway.message.MessageId;
import trunkline.gateway.store.MessageStore;

/** {@code GET /messages/sms/{id}/timeline}: all that happened to it; {@code DELETE /messages/sms/{id}}: takes it back. */
public final class SmsFateResource {

    private static final int CONFLICT = 409;

    private final MessageStore store;
    private final Cancelling cancelling;
    private final SmsWire wire;

    public SmsFateResource(MessageStore store, Cancelling cancelling, SmsWire wire) {
        this.store = store;
        this.cancelling = cancelling;
        this.wire = wire;
    }

    public List<Route> routes(Guard guard) {
        return List.of(
                Route.get("/messages/sms/{id}/timeline", guard.guarded(this::timeline)),
                new Route(HttpMethod.DELETE, "/messages/sms/{id}", Route.Body.NONE, guard.guarded(this::cancel)));
    }

    private CompletableFuture<Response> timeline(Account account, Request request) {
        MessageId id = MessageId.parse(request.variable("id"));
        if (id == null) {
            return CompletableFuture.completedFuture(notFound());
        }
        return store.timeline(account.id(), id).thenApply(found -> found.filter(
                        timeline -> timeline.report().message().request().content() instanceof Content.Sms)
                .map(timeline -> Response.json(200, TimelineAnswers.toJson(timeline, wire)))
                .orElseGet(SmsFateResource::notFound));
    }

    private CompletableFuture<Response> cancel(Account account, Request request) {
        MessageId id = MessageId.parse(request.variable("id"));
        if (id == null) {
            return CompletableFuture.completedFuture(notFound());
        }
        return store.find(account.id(), id).thenCompose(found -> {
            boolean isSms = found.isPresent() && found.get().message().request().content() instanceof Content.Sms;
            return isSms
                    ? cancelling.cancel(account.id(), id).thenApply(SmsFateResource::answer)
                    : CompletableFuture.completedFuture(notFound());
        });
    }

    private static Response answer(Cancelling.Outcome outcome) {
        if (outcome instanceof Cancelling.Outcome.Cancelled) {
            return Response.empty(204);
        }
        if (outcome instanceof Cancelling.Outcome.TooLate late) {
            return Problem.of(
                            CONFLICT,
                            "Too late",
                            "the message is '" + late.state().label() + "' and was not cancelled: " + late.why())
                    .toResponse();
        }
        return notFound();
    }

    private static Response notFound() {
        return Problem.notFound("there is no message of this id").toResponse();
    }
}
