package trunkline.gateway.http.dialect.amivono;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.netty.handler.codec.http.HttpMethod;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import trunkline.gateway.account.Account;
import trunkline.gateway.dispatch.Cancelling;
import trunkline.gateway.dispatch.IntakeOutcome;
import trunkline.gateway.dispatch.SmsWire;
import trunkline.gateway.http.Guard;
import trunkline.gateway.http.Json;
import trunkline.gateway.http.Problem;
import trunkline.gateway.http.ProblemException;
import trunkline.gateway.http.Request;
import trunkline.gateway.http.RequestKeys;
import trunkline.gateway.http.Response;
import trunkline.gateway.http.Route;
import trunkline.gateway.ladder.LadderIntake;
import trunkline.gateway.message.Content;
import trunkline.gateway.message.LadderState;
import trunkline.gateway.message.MessageId;
import trunkline.gateway.store.LadderReport;
import trunkline.gateway.store.LadderReport.Rung;
import trunkline.gateway.store.LadderStore;
import trunkline.gateway.store.MessageReport;
import trunkline.gateway.store.MessageStore;
import trunkline.gateway.store.RequestKey;
import trunkline.gateway.store.Timeline;

/**
 * {@code POST /messages/ladder}: steps that follow each other until one of them reaches what it is to; {@code GET} and {@code DELETE
 * /messages/ladder/{id}}, {@code GET /messages/ladder/{id}/timeline}.
 */
public final class LadderResource {

    private static final String PATH = "/messages/ladder";
    private static final int CONFLICT = 409;
    /** Ten of the longest texts. */
    private static final Route.Body BODY = Route.Body.inMemory(256 * 1_024);

    private final LadderIntake intake;
    private final LadderStore store;
    private final MessageStore messages;
    private final Cancelling cancelling;
    private final SmsWire wire;
    private final RequestKeys keys;
    private final String publicUrl;

    /** @param publicUrl the front of every {@code Location}, without a slash at the end */
    public LadderResource(
            LadderIntake intake,
            LadderStore store,
            MessageStore messages,
            Cancelling cancelling,
            SmsWire wire,
            RequestKeys keys,
            String publicUrl) {
        this.intake = intake;
        this.store = store;
        this.messages = messages;
        this.cancelling = cancelling;
        this.wire = wire;
        this.keys = keys;
        this.publicUrl = publicUrl;
    }

    public List<Route> routes(Guard guard) {
        return List.of(
                new Route(HttpMethod.POST, PATH, BODY, guard.guarded(keys.once(this::post, this::again))),
                Route.get(PATH + "/{id}", guard.guarded(this::get)),
                Route.get(PATH + "/{id}/timeline", guard.guarded(this::timeline)),
                new Route(HttpMethod.DELETE, PATH + "/{id}", Route.Body.NONE, guard.guarded(this::cancel)));
    }

    private CompletableFuture<Response> post(Account account, Request request, @Nullable RequestKey key)
            throws ProblemException {
        LadderFields.Asked asked = LadderFields.read(Json.readObject(request.body()));
        return intake.take(account, asked.reference(), asked.steps(), key)
                .thenApplyAsync(this::answer, request.executor());
    }

    /** What it answered to the same request before, if it did. */
    private CompletableFuture<Optional<Response>> again(Account account, Request request, RequestKey key) {
        return intake.made(account, key).thenApplyAsync(made -> made.map(this::answer), request.executor());
    }

    private Response answer(LadderIntake.Outcome outcome) {
        if (outcome instanceof LadderIntake.Outcome.Kept kept) {
            Response response = Response.json(201, LadderAnswers.toJson(kept.ladder()))
                    .with(
                            "Location",
                            publicUrl + PATH + "/" + kept.ladder().id().text());
            return kept.isRepeated() ? RequestKeys.replayed(response) : response;
        }
        LadderIntake.Outcome.Not not = (LadderIntake.Outcome.Not) outcome;
        if (not.why() instanceof IntakeOutcome.OtherRequest) {
            return RequestKeys.otherRequest();
        }
        Problem problem = MessageAnswers.problem(not.why());
        return problem.fields().isEmpty()
                ? problem.toResponse()
                : Problem.fields(LadderFields.within(LadderFields.place(not.number() - 1), problem.fields()))
                        .toResponse();
    }

    private CompletableFuture<Response> get(Account account, Request request) {
        return withLadder(
                account,
                request,
                ladder -> CompletableFuture.completedFuture(Response.json(200, LadderAnswers.toJson(ladder))));
    }

    private CompletableFuture<Response> timeline(Account account, Request request) {
        return withLadder(account, request, ladder -> store.timeline(ladder.id().key())
                .thenCompose(steps -> withMessages(account, ladder, LadderAnswers.timeline(ladder, steps)))
                .thenApplyAsync(json -> Response.json(200, json), request.executor()));
    }

    /** With the timelines of the messages that its steps became. */
    private CompletableFuture<ObjectNode> withMessages(Account account, LadderReport ladder, ObjectNode json) {
        ArrayNode list = json.putArray(LadderFields.STEPS);
        CompletableFuture<ObjectNode> whole = CompletableFuture.completedFuture(json);
        int number = 0;
        for (Rung rung : ladder.steps()) {
            int its = ++number;
            MessageReport message = rung.message();
            if (message != null) {
                whole = whole.thenCombine(
                        messages.timeline(account.id(), message.message().id()), (all, found) -> {
                            found.ifPresent(
                                    timeline -> list.add(toJson(timeline).put("number", its)));
                            return all;
                        });
            }
        }
        return whole;
    }

    private ObjectNode toJson(Timeline timeline) {
        return timeline.report().message().request().content() instanceof Content.Voice
                ? VoiceTimelineAnswers.toJson(timeline)
                : TimelineAnswers.toJson(timeline, wire);
    }

    /** No further step begins; a call that is up is hung up, and an SMS that its SMSC still has is asked back. */
    private CompletableFuture<Response> cancel(Account account, Request request) {
        MessageId id = MessageId.parse(request.variable("id"));
        if (id == null) {
            return CompletableFuture.completedFuture(notFound());
        }
        return store.cancel(account.id(), id).thenCompose(ended -> {
            if (ended instanceof LadderStore.Ended.Cancelled cancelled) {
                MessageId last = cancelled.last();
                return last == null
                        ? CompletableFuture.completedFuture(Response.empty(204))
                        : cancelling.cancel(account.id(), last).thenApply(outcome -> Response.empty(204));
            }
            if (ended instanceof LadderStore.Ended.Over over) {
                if (over.state() == LadderState.CANCELLED) {
                    return CompletableFuture.completedFuture(Response.empty(204));
                }
                return CompletableFuture.completedFuture(Problem.of(
                                CONFLICT,
                                "Too late",
                                "the ladder is '" + over.state().label()
                                        + "' and was not cancelled: it has ended before")
                        .toResponse());
            }
            return CompletableFuture.completedFuture(notFound());
        });
    }

    private CompletableFuture<Response> withLadder(
            Account account, Request request, Function<LadderReport, CompletableFuture<Response>> use) {
        MessageId id = MessageId.parse(request.variable("id"));
        return id == null
                ? CompletableFuture.completedFuture(notFound())
                : store.find(account.id(), id)
                        .thenCompose(found -> found.isEmpty()
                                ? CompletableFuture.completedFuture(notFound())
                                : use.apply(found.get()));
    }

    private static Response notFound() {
        return Problem.notFound("there is no ladder of this id").toResponse();
    }
}
