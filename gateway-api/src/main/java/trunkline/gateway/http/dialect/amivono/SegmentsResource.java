package trunkline.gateway.http.dialect.amivono;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.netty.handler.codec.http.HttpMethod;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import trunkline.gateway.account.Account;
import trunkline.gateway.dispatch.SmsExplanation;
import trunkline.gateway.dispatch.SmsMeter;
import trunkline.gateway.http.Fields;
import trunkline.gateway.http.Guard;
import trunkline.gateway.http.Json;
import trunkline.gateway.http.Problem;
import trunkline.gateway.http.ProblemException;
import trunkline.gateway.http.Request;
import trunkline.gateway.http.Response;
import trunkline.gateway.http.Route;
import trunkline.gateway.http.SegmentsJson;
import trunkline.gateway.message.Content;
import trunkline.gateway.message.PhoneNumber;
import trunkline.gateway.message.SmsOptions;
import trunkline.gateway.message.SmsSize;
import trunkline.gateway.message.Transliterate;
import trunkline.gateway.message.Transliteration;
import trunkline.gateway.route.MessageClass;
import trunkline.gateway.route.RouteQuery;
import trunkline.gateway.route.Routing;

/** {@code POST /segments}: how a text would be encoded and split; nothing is kept or sent. */
public final class SegmentsResource {

    private final SmsMeter meter;
    private final Routing routes;
    private final InstantSource clock;
    private final Transliteration transliterate;

    /** @param transliterate for requests that do not say */
    public SegmentsResource(SmsMeter meter, Routing routes, InstantSource clock, Transliteration transliterate) {
        this.meter = meter;
        this.routes = routes;
        this.clock = clock;
        this.transliterate = transliterate;
    }

    public List<Route> routes(Guard guard) {
        return List.of(new Route(HttpMethod.POST, "/segments", MessageAnswers.BODY, guard.guarded(this::post)));
    }

    private CompletableFuture<Response> post(Account account, Request request) throws ProblemException {
        Fields fields = new Fields(Json.readObject(request.body()));
        String text = fields.text(SmsFields.MESSAGE);
        PhoneNumber to = fields.has("to") ? fields.phoneNumber("to") : null;
        SmsOptions options = new SmsOptions(false, SmsFields.ports(fields), SmsOptions.Handling.NONE);
        Transliterate asked = SmsFields.transliterate(fields);
        fields.check();
        String way = to == null ? null : way(account, to);
        SmsExplanation.Outcome outcome = meter.explain(
                way == null ? "" : way,
                new Content.Text(text, options, SmsSize.UNKNOWN),
                asked == null ? transliterate.of(account.name()) : asked);
        if (outcome.explanation() == null) {
            throw new ProblemException(
                    Problem.fields(List.of(new Problem.FieldError(SmsFields.MESSAGE, text, outcome.problem()))));
        }
        return CompletableFuture.completedFuture(Response.json(200, toJson(outcome.explanation(), way)));
    }

    private String way(Account account, PhoneNumber to) throws ProblemException {
        String way = routes.way(new RouteQuery(MessageClass.TEXT, to, null, account.name(), clock.instant()));
        if (way == null) {
            throw new ProblemException(Problem.fields(
                    List.of(new Problem.FieldError("to", to.e164(), "is a number that no route for SMS matches"))));
        }
        return way;
    }

    private static ObjectNode toJson(SmsExplanation explained, @Nullable String way) {
        ObjectNode json = SegmentsJson.of(explained);
        json.put("smsc", way);
        return json;
    }
}
