package trunkline.gateway.http.operator;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.netty.handler.codec.http.HttpMethod;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import trunkline.gateway.account.Account;
import trunkline.gateway.account.AuditStore;
import trunkline.gateway.dispatch.SimView;
import trunkline.gateway.dispatch.SmscDesk;
import trunkline.gateway.http.Guard;
import trunkline.gateway.http.Json;
import trunkline.gateway.http.Problem;
import trunkline.gateway.http.Request;
import trunkline.gateway.http.Response;
import trunkline.gateway.http.Route;

/**
 * {@code GET /smsc}: how each SMSC, its binds and its SIMs stand; {@code POST /smsc/{name}/retry}: a bind that gave up tries again;
 * {@code POST /smsc/{name}/sims/{sim}/release}: a SIM of a bank of modems that rests sends again.
 */
public final class SmscResource {

    private static final int NO_CONTENT = 204;

    private final SmscDesk desk;
    private final AuditStore audit;

    public SmscResource(SmscDesk desk, AuditStore audit) {
        this.desk = desk;
        this.audit = audit;
    }

    public List<Route> routes(Guard guard) {
        return List.of(
                Route.get("/smsc", guard.operator(this::list)),
                new Route(HttpMethod.POST, "/smsc/{name}/retry", Route.Body.NONE, guard.operator(this::retry)),
                new Route(
                        HttpMethod.POST,
                        "/smsc/{name}/sims/{sim}/release",
                        Route.Body.NONE,
                        guard.operator(this::release)));
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
            if (!smsc.sims().isEmpty()) {
                ArrayNode sims = node.putArray("sims");
                smsc.sims().forEach(sim -> put(sims.addObject(), sim));
            }
        }
        return CompletableFuture.completedFuture(Response.json(200, json));
    }

    private static void put(ObjectNode json, SimView sim) {
        json.put("name", sim.name());
        json.put("number", sim.number());
        json.put("state", sim.standing().label());
        if (sim.why() != null) {
            json.put("why", sim.why());
        }
        json.put("rate", sim.perSecond());
        json.put("sent_today", sim.today());
        if (sim.perDay() > 0) {
            json.put("per_day", sim.perDay());
        }
        json.put("sent_this_month", sim.thisMonth());
        if (sim.perMonth() > 0) {
            json.put("per_month", sim.perMonth());
        }
        json.put("refusals_in_a_row", sim.refusals());
    }

    private CompletableFuture<Response> release(Account operator, Request request) {
        return desk.release(request.variable("name"), request.variable("sim"), operator.name())
                .thenApply(is -> is
                        ? Response.empty(NO_CONTENT)
                        : Problem.notFound("there is no SIM of this name in a bank of this name")
                                .toResponse());
    }

    private CompletableFuture<Response> retry(Account operator, Request request) {
        String name = request.variable("name");
        return desk.retryNow(name)
                ? audit.add(operator.name(), "smsc.retried", name, "").thenApply(noted -> Response.empty(202))
                : CompletableFuture.completedFuture(
                        Problem.notFound("there is no SMSC of this name").toResponse());
    }
}
