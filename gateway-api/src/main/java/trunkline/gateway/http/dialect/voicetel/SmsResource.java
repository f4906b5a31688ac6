package trunkline.gateway.http.dialect.voicetel;

import io.netty.handler.codec.http.HttpMethod;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import trunkline.gateway.account.Account;
import trunkline.gateway.dispatch.Intake;
import trunkline.gateway.dispatch.IntakeOutcome;
import trunkline.gateway.dispatch.SmsDraft;
import trunkline.gateway.http.Guard;
import trunkline.gateway.http.Handler;
import trunkline.gateway.http.Parameters;
import trunkline.gateway.http.ProblemException;
import trunkline.gateway.http.Refusals;
import trunkline.gateway.http.Request;
import trunkline.gateway.http.Response;
import trunkline.gateway.http.Route;
import trunkline.gateway.message.PhoneNumber;
import trunkline.gateway.message.Sender;

/** {@code GET} and {@code POST /v2/sms/}. */
public final class SmsResource {

    private static final String DESTINATION = "destination";
    private static final String TEXT = "messageText";
    private static final int CHARACTERS_MAX = 160;

    private final Intake intake;

    public SmsResource(Intake intake) {
        this.intake = intake;
    }

    public List<Route> routes(Guard guard) {
        Handler handler = guard.guarded(SmsManner.INSTANCE, this::send);
        return List.of(
                route(HttpMethod.GET, "/v2/sms/", handler),
                route(HttpMethod.GET, "/v2/sms", handler),
                route(HttpMethod.POST, "/v2/sms/", handler),
                route(HttpMethod.POST, "/v2/sms", handler));
    }

    private static Route route(HttpMethod method, String path, Handler handler) {
        return new Route(method, path, Parameters.BODY, handler, SmsManner.INSTANCE::refuse);
    }

    private CompletableFuture<Response> send(Account account, Request request) throws ProblemException {
        Parameters parameters = request.parameters();
        PhoneNumber to = TenDigits.read(parameters, DESTINATION);
        Sender from = new Sender(TenDigits.read(parameters, "source").e164());
        String text = parameters.required(TEXT);
        if (text.codePointCount(0, text.length()) > CHARACTERS_MAX) {
            throw Parameters.wrong(TEXT, text, "must be " + CHARACTERS_MAX + " characters at most");
        }
        return intake.sms(account, SmsDraft.of(from, to, text)).thenApplyAsync(SmsResource::answer, request.executor());
    }

    private static Response answer(IntakeOutcome outcome) {
        if (outcome instanceof IntakeOutcome.Kept kept) {
            return SmsManner.answer(200, "Success", "Accepted for delivery")
                    .with("X-Message-Id", kept.message().id().text());
        }
        return SmsManner.INSTANCE.refuse(Refusals.of(outcome, DESTINATION, TEXT));
    }
}
