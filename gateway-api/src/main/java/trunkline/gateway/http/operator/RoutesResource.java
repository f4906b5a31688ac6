package trunkline.gateway.http.operator;

import io.netty.handler.codec.http.HttpMethod;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import trunkline.gateway.account.Account;
import trunkline.gateway.http.Fields;
import trunkline.gateway.http.Guard;
import trunkline.gateway.http.Json;
import trunkline.gateway.http.ProblemException;
import trunkline.gateway.http.Request;
import trunkline.gateway.http.Response;
import trunkline.gateway.http.Route;
import trunkline.gateway.http.RoutesJson;
import trunkline.gateway.message.PhoneNumber;
import trunkline.gateway.message.Sender;
import trunkline.gateway.route.MessageClass;
import trunkline.gateway.route.RouteQuery;
import trunkline.gateway.route.Routing;

/** {@code POST /routes/explain}: which way a message would go now, and why each other route does not have it. */
public final class RoutesResource {

    private static final Route.Body BODY = Route.Body.inMemory(16 * 1_024);

    private final Routing routing;
    private final InstantSource clock;

    public RoutesResource(Routing routing, InstantSource clock) {
        this.routing = routing;
        this.clock = clock;
    }

    public List<Route> routes(Guard guard) {
        return List.of(new Route(HttpMethod.POST, "/routes/explain", BODY, guard.operator(this::explain)));
    }

    private CompletableFuture<Response> explain(Account account, Request request) throws ProblemException {
        Fields fields = new Fields(Json.readObject(request.body()));
        PhoneNumber to = fields.phoneNumber("to");
        Sender from = fields.has("from") ? fields.sender("from") : null;
        String sentBy = fields.optionalText("account");
        MessageClass type = fields.optionalOneOf("class", List.of(MessageClass.values()), MessageClass::label);
        Instant at = fields.optionalTime("at");
        fields.check();
        RouteQuery query = new RouteQuery(
                type == null ? MessageClass.TEXT : type,
                to,
                from,
                sentBy == null ? account.name() : sentBy,
                at == null ? clock.instant() : at);
        return CompletableFuture.completedFuture(Response.json(200, RoutesJson.of(query, routing.explain(query))));
    }
}
