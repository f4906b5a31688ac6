package trunkline.gateway.http.dialect.amivono;

import io.netty.handler.codec.http.HttpMethod;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import trunkline.gateway.account.Account;
import trunkline.gateway.dispatch.Intake;
import trunkline.gateway.http.Fields;
import trunkline.gateway.http.Guard;
import trunkline.gateway.http.Json;
import trunkline.gateway.http.ProblemException;
import trunkline.gateway.http.Request;
import trunkline.gateway.http.RequestKeys;
import trunkline.gateway.http.Response;
import trunkline.gateway.http.Route;
import trunkline.gateway.store.RequestKey;

/** {@code POST /messages/voice} and {@code GET /messages/voice/{id}}. */
public final class VoiceResource {

    private final Intake intake;
    private final MessageAnswers answers;
    private final RequestKeys keys;

    public VoiceResource(Intake intake, MessageAnswers answers, RequestKeys keys) {
        this.intake = intake;
        this.answers = answers;
        this.keys = keys;
    }

    public List<Route> routes(Guard guard) {
        return List.of(
                new Route(
                        HttpMethod.POST,
                        "/messages/voice",
                        MessageAnswers.BODY,
                        guard.guarded(keys.once(this::post, (account, request, key) -> intake.made(account, key)
                                .thenApply(made -> answers.again(made, null))))),
                Route.get(
                        "/messages/voice/{id}",
                        guard.guarded((account, request) -> answers.get(account, request, true))));
    }

    private CompletableFuture<Response> post(Account account, Request request, @Nullable RequestKey key)
            throws ProblemException {
        Fields fields = new Fields(Json.readObject(request.body()));
        VoiceFields.Asked asked = VoiceFields.read(fields);
        fields.check();
        return intake.voice(account, asked.from(), asked.to(), asked.file(), asked.options(), asked.plan(), key)
                .thenApplyAsync(answers::accepted, request.executor());
    }
}
