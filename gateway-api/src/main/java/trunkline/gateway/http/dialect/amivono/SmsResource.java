package trunkline.gateway.http.dialect.amivono;

import io.netty.handler.codec.http.HttpMethod;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import trunkline.gateway.account.Account;
import trunkline.gateway.dispatch.Intake;
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

    private static final String REPEAT_RULE = "is not supported yet: send without it";

    private final Intake intake;
    private final MessageAnswers answers;
    private final RequestKeys keys;

    public SmsResource(Intake intake, MessageAnswers answers, RequestKeys keys) {
        this.intake = intake;
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
        for (String name : List.of("repeat", "repeat_interval")) {
            if (fields.has(name)) {
                fields.reject(name, null, REPEAT_RULE);
            }
        }
        fields.check();
        return intake.sms(account, draft, key).thenApplyAsync(answers::accepted, request.executor());
    }
}
