package trunkline.gateway.http.dialect.amivono;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import trunkline.gateway.account.Account;
import trunkline.gateway.call.CallReport;
import trunkline.gateway.dispatch.LiveCall;
import trunkline.gateway.dispatch.VoiceDesk;
import trunkline.gateway.http.Guard;
import trunkline.gateway.http.Json;
import trunkline.gateway.http.Request;
import trunkline.gateway.http.Response;
import trunkline.gateway.http.Route;
import trunkline.gateway.message.Content;

/** {@code GET /calls}: the calls that are up; those of the account, or all of them for one that administers the gateway. */
public final class CallsResource {

    private final VoiceDesk desk;

    public CallsResource(VoiceDesk desk) {
        this.desk = desk;
    }

    public List<Route> routes(Guard guard) {
        return List.of(Route.get("/calls", guard.guarded(this::list)));
    }

    private CompletableFuture<Response> list(Account account, Request request) {
        return desk.calls().thenApply(calls -> {
            ObjectNode json = Json.object();
            ArrayNode list = json.putArray("calls");
            calls.stream()
                    .filter(call ->
                            account.isOperator() || call.message().request().account() == account.id())
                    .forEach(call -> list.add(of(call)));
            return Response.json(200, json);
        });
    }

    private static ObjectNode of(LiveCall call) {
        ObjectNode json = Json.object();
        json.put("id", call.message().id().text());
        json.put("status", call.state().label());
        json.put("since", Timestamps.micros(call.sinceMicros()));
        json.put("from", call.message().request().from().value());
        json.put("to", call.message().request().to().e164());
        json.put("file", ((Content.Voice) call.message().request().content()).file());
        CallReport report = call.report();
        json.put("trunk", report == null ? call.message().way() : report.trunk());
        if (report != null) {
            CallAnswers.put(json.putObject("call"), report, call.state());
        }
        return json;
    }
}
