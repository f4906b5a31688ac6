package trunkline.gateway.http.operator;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.netty.handler.codec.http.HttpMethod;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import trunkline.gateway.account.Account;
import trunkline.gateway.dispatch.SmscDesk;
import trunkline.gateway.http.Guard;
import trunkline.gateway.http.Json;
import trunkline.gateway.http.Problem;
import trunkline.gateway.http.Request;
import trunkline.gateway.http.Response;
import trunkline.gateway.http.Route;

/** {@code GET /smsc}: how each SMSC and its binds stand; {@code POST /smsc/{name}/retry}: a bind that gave up tries again. */
public final class SmscResource {

    private final SmscDesk desk;

    public SmscResource(SmscDesk desk) {
        this.desk = desk;
    }

    public List<Route> routes(Guard guard) {
        return List.of(
                Route.get("/smsc", guard.operator(this::list)),
                new Route(HttpMethod.POST, "/smsc/{name}/retry", Route.Body.NONE, guard.operator(this::retry)));
    }

    private CompletableFuture<Response> list(Account account, Request request) {
        ObjectNode json = Json.object();
        ArrayNode list = json.putArray("smsc");
        for (SmscDesk.Smsc smsc : desk.all()) {
            ObjectNode node = list.addObject();
            node.put("name", smsc.name());
            node.put("up", smsc.whyDown() == null);
            if (smsc.whyDown() != null) {
                node.put("why", smsc.whyDown());
            }
            node.put("rate", smsc.perSecond());
            node.put("agreed_rate", smsc.agreedPerSecond());
            node.put("receipt_match_rate", smsc.matchRate());
            ArrayNode binds = node.putArray("binds");
            for (SmscDesk.Bind bind : smsc.binds()) {
                binds.addObject()
                        .put("state", bind.state())
                        .put("since", bind.since().toString())
                        .put("window", bind.window())
                        .put("taken", bind.taken())
                        .put("unanswered", bind.unanswered());
            }
        }
        return CompletableFuture.completedFuture(Response.json(200, json));
    }

    private CompletableFuture<Response> retry(Account account, Request request) {
        return CompletableFuture.completedFuture(
                desk.retryNow(request.variable("name"))
                        ? Response.empty(202)
                        : Problem.notFound("there is no SMSC of this name").toResponse());
    }
}
