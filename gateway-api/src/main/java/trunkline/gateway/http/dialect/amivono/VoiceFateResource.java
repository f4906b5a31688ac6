package trunkline.gateway.http.dialect.amivono;

import io.netty.handler.codec.http.HttpMethod;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import trunkline.gateway.account.Account;
import trunkline.gateway.call.CallTrace;
import trunkline.gateway.dispatch.Cancelling;
import trunkline.gateway.dispatch.VoiceDesk;
import trunkline.gateway.http.Guard;
import trunkline.gateway.http.ProblemException;
import trunkline.gateway.http.QueryParameters;
import trunkline.gateway.http.Request;
import trunkline.gateway.http.Response;
import trunkline.gateway.http.Route;
import trunkline.gateway.message.Content;
import trunkline.gateway.message.MessageId;
import trunkline.gateway.store.MessageStore;
import trunkline.gateway.store.Timeline;

/**
 * {@code GET /messages/voice/{id}/timeline}: every SIP message of its calls; {@code DELETE /messages/voice/{id}}: takes it
 * back, or hangs up.
 */
public final class VoiceFateResource {

    private static final String TEXT = "text/plain; charset=utf-8";
    private static final String FORMAT = "format";

    private final MessageStore store;
    private final Cancelling cancelling;
    private final VoiceDesk calls;

    public VoiceFateResource(MessageStore store, Cancelling cancelling, VoiceDesk calls) {
        this.store = store;
        this.cancelling = cancelling;
        this.calls = calls;
    }

    public List<Route> routes(Guard guard) {
        return List.of(
                Route.get("/messages/voice/{id}/timeline", guard.guarded(this::timeline)),
                new Route(HttpMethod.DELETE, "/messages/voice/{id}", Route.Body.NONE, guard.guarded(this::cancel)));
    }

    private CompletableFuture<Response> timeline(Account account, Request request) throws ProblemException {
        boolean isText = new QueryParameters(request, Set.of(FORMAT))
                .oneOf(FORMAT, List.of("json", "text"))
                .equals("text");
        MessageId id = MessageId.parse(request.variable("id"));
        if (id == null) {
            return CompletableFuture.completedFuture(CancelAnswers.notFound());
        }
        return store.timeline(account.id(), id).thenCompose(found -> {
            if (found.isEmpty() || !(found.get().report().message().request().content() instanceof Content.Voice)) {
                return CompletableFuture.completedFuture(CancelAnswers.notFound());
            }
            return withLiveCall(found.get())
                    .thenApply(timeline -> isText
                            ? Response.text(200, TEXT, Ladder.of(timeline))
                            : Response.json(200, VoiceTimelineAnswers.toJson(timeline)));
        });
    }

    /** With the call that is up now, if there is one. */
    private CompletableFuture<Timeline> withLiveCall(Timeline timeline) {
        if (timeline.report().progress().state().isFinal()) {
            return CompletableFuture.completedFuture(timeline);
        }
        return calls.trace(timeline.report().message()).thenApply(live -> {
            List<CallTrace> all = new ArrayList<>(timeline.calls());
            live.ifPresent(all::add);
            return new Timeline(timeline.report(), timeline.steps(), timeline.receipts(), all);
        });
    }

    private CompletableFuture<Response> cancel(Account account, Request request) {
        MessageId id = MessageId.parse(request.variable("id"));
        if (id == null) {
            return CompletableFuture.completedFuture(CancelAnswers.notFound());
        }
        return store.find(account.id(), id).thenCompose(found -> {
            boolean isVoice =
                    found.isPresent() && found.get().message().request().content() instanceof Content.Voice;
            return isVoice
                    ? cancelling.cancel(account.id(), id).thenApply(CancelAnswers::of)
                    : CompletableFuture.completedFuture(CancelAnswers.notFound());
        });
    }
}
