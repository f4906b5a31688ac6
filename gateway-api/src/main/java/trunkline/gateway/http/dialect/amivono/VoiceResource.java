package trunkline.gateway.http.dialect.amivono;

import io.netty.handler.codec.http.HttpMethod;
import java.time.Duration;
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
import trunkline.gateway.message.PhoneNumber;
import trunkline.gateway.message.SendPlan;
import trunkline.gateway.message.Sender;
import trunkline.gateway.message.VoiceOptions;
import trunkline.gateway.store.RequestKey;

/** {@code POST /messages/voice} and {@code GET /messages/voice/{id}}. */
public final class VoiceResource {

    static final String PLAYS = "plays";
    static final String PAUSE = "pause";
    static final String CONFIRM = "confirm";

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
                        HttpMethod.POST, "/messages/voice", MessageAnswers.BODY, guard.guarded(keys.once(this::post))),
                Route.get(
                        "/messages/voice/{id}",
                        guard.guarded((account, request) -> answers.get(account, request, true))));
    }

    private static VoiceOptions options(Fields fields) {
        Integer pause = fields.optionalInteger(PAUSE, 0, Math.toIntExact(VoiceOptions.PAUSE_MAX.toSeconds()));
        String confirm = fields.optionalText(CONFIRM);
        if (confirm != null && !VoiceOptions.areKeys(confirm)) {
            fields.reject(CONFIRM, confirm, "must be one or more of the keys " + VoiceOptions.KEYS + ", each once");
        }
        return new VoiceOptions(
                fields.optionalInteger(PLAYS, 1, VoiceOptions.PLAYS_MAX),
                pause == null ? null : Duration.ofSeconds(pause),
                confirm);
    }

    private CompletableFuture<Response> post(Account account, Request request, @Nullable RequestKey key)
            throws ProblemException {
        Fields fields = new Fields(Json.readObject(request.body()));
        PhoneNumber from = fields.phoneNumber("from");
        PhoneNumber to = fields.phoneNumber("to");
        String file = fields.text("file");
        VoiceOptions options = options(fields);
        SendPlan plan = PlanFields.read(fields, HoursFields.CALL_WINDOW);
        fields.check();
        return intake.voice(account, new Sender(from.e164()), to, file, options, plan, key)
                .thenApplyAsync(answers::accepted, request.executor());
    }
}
