package trunkline.gateway.http.dialect.voicetel;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.netty.handler.codec.http.HttpMethod;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import trunkline.gateway.account.Account;
import trunkline.gateway.dispatch.Intake;
import trunkline.gateway.dispatch.IntakeOutcome;
import trunkline.gateway.dispatch.SmsDraft;
import trunkline.gateway.http.Guard;
import trunkline.gateway.http.Json;
import trunkline.gateway.http.Parameters;
import trunkline.gateway.http.ProblemException;
import trunkline.gateway.http.Refusals;
import trunkline.gateway.http.Request;
import trunkline.gateway.http.Response;
import trunkline.gateway.http.Route;
import trunkline.gateway.message.Content;
import trunkline.gateway.message.OutboundMessage;
import trunkline.gateway.message.PhoneNumber;
import trunkline.gateway.message.Sender;

/** {@code POST /v2.2/messages}. */
public final class MessageResource {

    private static final String TO = "toNumber";
    private static final String TEXT = "text";
    private static final int CREATED = 201;
    private static final int CONFLICT = 409;

    private final Intake intake;

    public MessageResource(Intake intake) {
        this.intake = intake;
    }

    public List<Route> routes(Guard guard) {
        return List.of(new Route(
                HttpMethod.POST,
                "/v2.2/messages",
                Parameters.BODY,
                guard.guarded(MessageManner.INSTANCE, this::send),
                MessageManner.INSTANCE::refuse));
    }

    private CompletableFuture<Response> send(Account account, Request request) throws ProblemException {
        Parameters parameters = request.parameters();
        Sender from = new Sender(TenDigits.read(parameters, "fromNumber").e164());
        PhoneNumber to = TenDigits.read(parameters, TO);
        String text = parameters.required(TEXT);
        for (String name : List.of("mediaUrls", "subject")) {
            String given = parameters.anything(name);
            if (given != null) {
                throw Parameters.wrong(name, given, "is for MMS, which is not carried: send without it");
            }
        }
        return intake.sms(account, SmsDraft.of(from, to, text))
                .thenApplyAsync(MessageResource::answer, request.executor());
    }

    private static Response answer(IntakeOutcome outcome) {
        if (outcome instanceof IntakeOutcome.Kept kept) {
            return Response.json(CREATED, toJson(kept.message()));
        }
        if (outcome instanceof IntakeOutcome.Refused refused && refused.what() == IntakeOutcome.Part.RECIPIENT) {
            return MessageManner.error(
                    CONFLICT,
                    "messaging is not enabled to " + TenDigits.write(refused.value()) + ": it " + refused.rule());
        }
        return MessageManner.INSTANCE.refuse(Refusals.of(outcome, TO, TEXT));
    }

    private static ObjectNode toJson(OutboundMessage message) {
        ObjectNode body = Json.object();
        body.put("status", "success");
        body.putObject("data")
                .put("fromNumber", TenDigits.write(message.request().from().value()))
                .put("toNumber", TenDigits.write(message.request().to().e164()))
                .put("id", message.id().text())
                .put("parts", ((Content.Sms) message.request().content()).size().segments())
                .put("type", "sms");
        return body;
    }
}
