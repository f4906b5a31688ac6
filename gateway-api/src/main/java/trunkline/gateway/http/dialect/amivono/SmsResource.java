package trunkline.gateway.http.dialect.amivono;

import io.netty.handler.codec.http.HttpMethod;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import trunkline.gateway.account.Account;
import trunkline.gateway.dispatch.Intake;
import trunkline.gateway.dispatch.IntakeOutcome;
import trunkline.gateway.dispatch.RepeatIntake;
import trunkline.gateway.dispatch.SmsDraft;
import trunkline.gateway.http.Fields;
import trunkline.gateway.http.Guard;
import trunkline.gateway.http.Json;
import trunkline.gateway.http.ProblemException;
import trunkline.gateway.http.Request;
import trunkline.gateway.http.RequestKeys;
import trunkline.gateway.http.Response;
import trunkline.gateway.http.Route;
import trunkline.gateway.store.RequestKey;

/** {@code POST /messages/sms} and {@code GET /messages/sms/{id}}. */
public final class SmsResource {

    private final Intake intake;
    private final RepeatIntake repeats;
    private final MessageAnswers answers;
    private final RequestKeys keys;

    public SmsResource(Intake intake, RepeatIntake repeats, MessageAnswers answers, RequestKeys keys) {
        this.intake = intake;
        this.repeats = repeats;
        this.answers = answers;
        this.keys = keys;
    }

    public List<Route> routes(Guard guard) {
        return List.of(
                new Route(HttpMethod.POST, "/messages/sms", MessageAnswers.BODY, guard.guarded(keys.once(this::post))),
                Route.get(
                        "/messages/sms/{id}",
                        guard.guarded((account, request) -> answers.get(account, request, false))));
    }

    private CompletableFuture<Response> post(Account account, Request request, @Nullable RequestKey key)
            throws ProblemException {
        Fields fields = new Fields(Json.readObject(request.body()));
        SmsDraft draft = SmsFields.read(fields);
        RepeatIntake.Wish wish = RepeatFields.read(fields);
        fields.check();
        CompletableFuture<IntakeOutcome> taken =
                wish == null ? intake.sms(account, draft, key) : repeats.sms(account, draft, wish, key);
        return taken.thenApplyAsync(outcome -> answers.accepted(outcome, wish), request.executor());
    }
}
