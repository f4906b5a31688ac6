package trunkline.gateway.http.dialect.amivono;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.netty.handler.codec.http.HttpMethod;
import java.util.List;
import java.util.Optional;
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
import trunkline.gateway.template.Template;
import trunkline.gateway.template.TemplateStore;
import trunkline.gateway.template.TemplateText;

/** {@code POST /messages/sms} and {@code GET /messages/sms/{id}}. */
public final class SmsResource {

    private final Intake intake;
    private final RepeatIntake repeats;
    private final MessageAnswers answers;
    private final RequestKeys keys;
    private final TemplateStore templates;

    public SmsResource(
            Intake intake, RepeatIntake repeats, MessageAnswers answers, RequestKeys keys, TemplateStore templates) {
        this.intake = intake;
        this.repeats = repeats;
        this.answers = answers;
        this.keys = keys;
        this.templates = templates;
    }

    public List<Route> routes(Guard guard) {
        return List.of(
                new Route(
                        HttpMethod.POST,
                        "/messages/sms",
                        MessageAnswers.BODY,
                        guard.guarded(keys.once(this::post, this::again))),
                Route.get(
                        "/messages/sms/{id}",
                        guard.guarded((account, request) -> answers.get(account, request, false))));
    }

    private CompletableFuture<Response> post(Account account, Request request, @Nullable RequestKey key)
            throws ProblemException {
        ObjectNode body = Json.readObject(request.body());
        if (!TemplateFields.areIn(body)) {
            return take(account, request, body, key);
        }
        return templates
                .find(account.id(), TemplateFields.name(body))
                .thenComposeAsync(
                        found -> fill(
                                account,
                                request,
                                body,
                                found.map(Template::text).orElse(null),
                                key),
                        request.executor());
    }

    /** What it answered to the same request before, if it did. */
    private CompletableFuture<Optional<Response>> again(Account account, Request request, RequestKey key)
            throws ProblemException {
        RepeatIntake.Wish wish = RepeatFields.read(new Fields(Json.readObject(request.body())));
        return intake.made(account, key).thenApply(made -> answers.again(made, wish));
    }

    private CompletableFuture<Response> fill(
            Account account,
            Request request,
            ObjectNode body,
            @Nullable TemplateText template,
            @Nullable RequestKey key) {
        try {
            return take(account, request, TemplateFields.filled(body, template), key);
        } catch (ProblemException e) {
            Response refusal = e.problem().toResponse();
            return key == null
                    ? CompletableFuture.completedFuture(refusal)
                    // one that comes again gets its first answer, whatever became of the template
                    : intake.made(account, key)
                            .thenApply(made -> made.map(answers::accepted).orElse(refusal));
        }
    }

    private CompletableFuture<Response> take(
            Account account, Request request, ObjectNode body, @Nullable RequestKey key) throws ProblemException {
        Fields fields = new Fields(body);
        SmsDraft draft = SmsFields.read(fields);
        RepeatIntake.Wish wish = RepeatFields.read(fields);
        fields.check();
        CompletableFuture<IntakeOutcome> taken =
                wish == null ? intake.sms(account, draft, key) : repeats.sms(account, draft, wish, key);
        return taken.thenApplyAsync(outcome -> answers.accepted(outcome, wish), request.executor());
    }
}
