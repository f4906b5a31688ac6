package trunkline.gateway.http.dialect.amivono;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.netty.handler.codec.http.HttpMethod;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import trunkline.gateway.account.Account;
import trunkline.gateway.dispatch.Cancelling;
import trunkline.gateway.dispatch.Enquiry;
import trunkline.gateway.dispatch.Replacing;
import trunkline.gateway.dispatch.SmsWire;
import trunkline.gateway.http.Fields;
import trunkline.gateway.http.Guard;
import trunkline.gateway.http.Json;
import trunkline.gateway.http.Problem;
import trunkline.gateway.http.ProblemException;
import trunkline.gateway.http.Request;
import trunkline.gateway.http.Response;
import trunkline.gateway.http.Route;
import trunkline.gateway.message.Content;
import trunkline.gateway.message.MessageId;
import trunkline.gateway.store.MessageReport;
import trunkline.gateway.store.MessageStore;
import trunkline.gateway.store.RepetitionReport.Occurrence;
import trunkline.gateway.store.RepetitionStore;
import trunkline.gateway.store.Timeline;

/**
 * {@code GET /messages/sms/{id}/timeline}: all that happened to it; {@code DELETE /messages/sms/{id}}: takes it back; {@code
 * POST /messages/sms/{id}/query}: asks its SMSC where it stands; {@code POST /messages/sms/{id}/replace}: has it take another
 * text.
 */
public final class SmsFateResource {

    private static final int CONFLICT = 409;

    private final MessageStore store;
    private final RepetitionStore repetitions;
    private final Cancelling cancelling;
    private final Enquiry enquiry;
    private final Replacing replacing;
    private final MessageAnswers answers;
    private final SmsWire wire;

    public SmsFateResource(
            MessageStore store,
            RepetitionStore repetitions,
            Cancelling cancelling,
            Enquiry enquiry,
            Replacing replacing,
            MessageAnswers answers,
            SmsWire wire) {
        this.store = store;
        this.repetitions = repetitions;
        this.cancelling = cancelling;
        this.enquiry = enquiry;
        this.replacing = replacing;
        this.answers = answers;
        this.wire = wire;
    }

    public List<Route> routes(Guard guard) {
        return List.of(
                Route.get("/messages/sms/{id}/timeline", guard.guarded(this::timeline)),
                new Route(HttpMethod.POST, "/messages/sms/{id}/query", Route.Body.NONE, guard.guarded(this::query)),
                new Route(
                        HttpMethod.POST,
                        "/messages/sms/{id}/replace",
                        MessageAnswers.BODY,
                        guard.guarded(this::replace)),
                new Route(HttpMethod.DELETE, "/messages/sms/{id}", Route.Body.NONE, guard.guarded(this::cancel)));
    }

    private CompletableFuture<Response> timeline(Account account, Request request) {
        MessageId id = MessageId.parse(request.variable("id"));
        if (id == null) {
            return CompletableFuture.completedFuture(CancelAnswers.notFound());
        }
        return store.timeline(account.id(), id).thenCompose(found -> {
            if (found.isEmpty() || !(found.get().report().message().request().content() instanceof Content.Sms)) {
                return CompletableFuture.completedFuture(CancelAnswers.notFound());
            }
            ObjectNode json = TimelineAnswers.toJson(found.get(), wire);
            return withOccurrences(account, found.get(), json)
                    .thenApplyAsync(whole -> Response.json(200, whole), request.executor());
        });
    }

    /** With the timelines of the messages that it was sent again as. */
    private CompletableFuture<ObjectNode> withOccurrences(Account account, Timeline timeline, ObjectNode json) {
        CompletableFuture<ObjectNode> whole = CompletableFuture.completedFuture(json);
        if (timeline.report().repetition() == null) {
            return whole;
        }
        ArrayNode list = json.putArray("occurrences");
        for (Occurrence one : timeline.report().repetition().occurrences()) {
            if (one.number() > 1) {
                whole = whole.thenCombine(store.timeline(account.id(), one.id()), (all, found) -> {
                    found.ifPresent(
                            its -> list.add(TimelineAnswers.toJson(its, wire).put("number", one.number())));
                    return all;
                });
            }
        }
        return whole;
    }

    private CompletableFuture<Response> cancel(Account account, Request request) {
        return withSms(account, request, report -> {
            MessageId id = report.message().id();
            if (report.repetition() == null) {
                return cancelling.cancel(account.id(), id).thenApply(CancelAnswers::of);
            }
            return repetitions
                    .cancel(account.id(), id)
                    .thenCompose(ended -> ended
                            ? CompletableFuture.completedFuture(Response.empty(204))
                            : cancelling.cancel(account.id(), id).thenApply(CancelAnswers::of));
        });
    }

    private CompletableFuture<Response> query(Account account, Request request) {
        return withSms(
                account, request, report -> enquiry.ask(account.id(), report).thenApply(SmsFateResource::answer));
    }

    private CompletableFuture<Response> replace(Account account, Request request) throws ProblemException {
        Fields fields = new Fields(Json.readObject(request.body()));
        String text = fields.text(SmsFields.MESSAGE);
        fields.check();
        return withSms(account, request, report -> replacing
                .replace(report, text)
                .thenCompose(outcome -> answer(account, request, text, outcome)));
    }

    private CompletableFuture<Response> answer(
            Account account, Request request, String text, Replacing.Outcome outcome) {
        if (outcome instanceof Replacing.Outcome.Unfit unfit) {
            return CompletableFuture.completedFuture(
                    Problem.fields(List.of(new Problem.FieldError(SmsFields.MESSAGE, text, unfit.problem())))
                            .toResponse());
        }
        if (outcome instanceof Replacing.Outcome.Kept kept) {
            String why = "the message is '" + kept.state().label() + "' and keeps its text: " + kept.why();
            return CompletableFuture.completedFuture(
                    Problem.of(CONFLICT, "Not replaced", why).toResponse());
        }
        return answers.get(account, request, false);
    }

    private CompletableFuture<Response> withSms(
            Account account, Request request, Function<MessageReport, CompletableFuture<Response>> use) {
        MessageId id = MessageId.parse(request.variable("id"));
        if (id == null) {
            return CompletableFuture.completedFuture(CancelAnswers.notFound());
        }
        return store.find(account.id(), id).thenCompose(found -> {
            boolean isSms = found.isPresent() && found.get().message().request().content() instanceof Content.Sms;
            return isSms ? use.apply(found.get()) : CompletableFuture.completedFuture(CancelAnswers.notFound());
        });
    }

    private static Response answer(Enquiry.Outcome outcome) {
        if (outcome.standings().isEmpty()) {
            return Problem.of(
                            CONFLICT,
                            "Nothing to ask",
                            "the message is '" + outcome.state().label() + "': its SMSC has nothing of it to tell of")
                    .toResponse();
        }
        ObjectNode json = Json.object();
        json.put("status", outcome.state().label());
        ArrayNode segments = json.putArray("segments");
        for (SmsWire.Standing standing : outcome.standings()) {
            ObjectNode segment = segments.addObject().put("segment", standing.segment());
            if (standing instanceof SmsWire.Standing.Told told) {
                segment.put("smsc_says", told.reading().state().label());
                segment.put("error_code", told.errorCode() < 0 ? null : Integer.valueOf(told.errorCode()));
                segment.put("at", Timestamps.micros(told.atMicros()));
            } else if (standing instanceof SmsWire.Standing.NotTold not) {
                segment.put("not_told", not.why());
            }
        }
        return Response.json(200, json);
    }
}
