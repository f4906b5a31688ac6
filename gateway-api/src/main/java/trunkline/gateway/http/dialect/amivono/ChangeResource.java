package trunkline.gateway.http.dialect.amivono;

import io.netty.handler.codec.http.HttpMethod;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import trunkline.gateway.account.Account;
import trunkline.gateway.dispatch.Rescheduling;
import trunkline.gateway.http.Fields;
import trunkline.gateway.http.Guard;
import trunkline.gateway.http.Json;
import trunkline.gateway.http.Problem;
import trunkline.gateway.http.ProblemException;
import trunkline.gateway.http.Refusals;
import trunkline.gateway.http.Request;
import trunkline.gateway.http.Response;
import trunkline.gateway.http.Route;
import trunkline.gateway.limit.Breach;
import trunkline.gateway.message.Content;
import trunkline.gateway.message.MessageId;
import trunkline.gateway.store.ChangeOutcome;
import trunkline.gateway.store.MessageStore;

/**
 * {@code PATCH /messages/sms/{id}} and {@code PATCH /messages/voice/{id}}: another {@code send_at}, or another {@code message} of an
 * SMS, as long as its time has not come.
 */
public final class ChangeResource {

    private static final int CONFLICT = 409;

    private final MessageStore store;
    private final Rescheduling rescheduling;

    public ChangeResource(MessageStore store, Rescheduling rescheduling) {
        this.store = store;
        this.rescheduling = rescheduling;
    }

    public List<Route> routes(Guard guard) {
        return List.of(route("/messages/sms/{id}", guard, false), route("/messages/voice/{id}", guard, true));
    }

    private Route route(String pattern, Guard guard, boolean voice) {
        return new Route(
                HttpMethod.PATCH,
                pattern,
                MessageAnswers.BODY,
                guard.guarded((account, request) -> change(account, request, voice)));
    }

    private CompletableFuture<Response> change(Account account, Request request, boolean voice)
            throws ProblemException {
        Fields fields = new Fields(Json.readObject(request.body()));
        Long sendAt = PlanFields.sendAtMicros(fields);
        String text = voice ? null : fields.optionalText(SmsFields.MESSAGE);
        fields.check();
        if (sendAt == null && text == null) {
            throw new ProblemException(Problem.badRequest(
                    voice ? "send_at is needed: what else is there to change" : "send_at, message or both are needed"));
        }
        MessageId id = MessageId.parse(request.variable("id"));
        if (id == null) {
            return CompletableFuture.completedFuture(CancelAnswers.notFound());
        }
        return store.find(account.id(), id).thenCompose(found -> {
            if (found.isEmpty() || voice != found.get().message().request().content() instanceof Content.Voice) {
                return CompletableFuture.completedFuture(CancelAnswers.notFound());
            }
            if (found.get().repetition() != null) {
                return CompletableFuture.completedFuture(repeated());
            }
            if (text != null && found.get().message().request().content() instanceof Content.Binary) {
                return CompletableFuture.completedFuture(
                        rejected(SmsFields.MESSAGE, text, "cannot take the place of octets"));
            }
            return rescheduling
                    .change(account, found.get(), sendAt, text)
                    .thenApplyAsync(ChangeResource::answer, request.executor());
        });
    }

    private static Response repeated() {
        return Problem.of(
                        CONFLICT,
                        "Repeated",
                        "a message that is repeated cannot be changed: take it back, and send anew")
                .toResponse();
    }

    private static Response rejected(String field, @Nullable String value, String rule) {
        return Problem.fields(List.of(new Problem.FieldError(field, value, rule)))
                .toResponse();
    }

    private static Response answer(Rescheduling.Outcome outcome) {
        if (outcome instanceof Rescheduling.Outcome.Refused refused) {
            return MessageAnswers.refused(refused.refused()).toResponse();
        }
        ChangeOutcome told = ((Rescheduling.Outcome.Told) outcome).outcome();
        if (told instanceof ChangeOutcome.Changed changed) {
            return Response.json(200, MessageAnswers.toJson(changed.report()));
        }
        if (told instanceof ChangeOutcome.TooLate late) {
            return Problem.of(
                            CONFLICT,
                            "Too late",
                            "the message is '" + late.state().label()
                                    + "' and was not changed: only one that waits for its send_at can be")
                    .toResponse();
        }
        if (told instanceof ChangeOutcome.NotPaid unpaid) {
            return Refusals.of(Breach.ofBalance(
                            unpaid.shortage().left(), unpaid.shortage().cost()))
                    .toResponse();
        }
        return CancelAnswers.notFound();
    }
}
