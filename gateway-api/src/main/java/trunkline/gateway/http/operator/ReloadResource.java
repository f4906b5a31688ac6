package trunkline.gateway.http.operator;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.netty.handler.codec.http.HttpMethod;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import trunkline.gateway.account.Account;
import trunkline.gateway.http.Guard;
import trunkline.gateway.http.Json;
import trunkline.gateway.http.Problem;
import trunkline.gateway.http.Request;
import trunkline.gateway.http.Response;
import trunkline.gateway.http.Route;

/** {@code POST /config/reload}: reads the configuration again; one that is wrong changes nothing. */
public final class ReloadResource {

    /** What came of it. */
    public interface Outcome {

        /** What is wrong with the file, a line each; empty if it holds now. */
        List<String> problems();

        /** What was done. */
        List<String> changes();

        /** Keys that are taken up at the next start. */
        List<String> atRestart();
    }

    private static final int UNPROCESSABLE = 422;

    private final Function<String, ? extends Outcome> reload;

    /** @param reload is told who asks; may take seconds */
    public ReloadResource(Function<String, ? extends Outcome> reload) {
        this.reload = reload;
    }

    public List<Route> routes(Guard guard) {
        return List.of(new Route(HttpMethod.POST, "/config/reload", Route.Body.NONE, guard.operator(this::post)));
    }

    private CompletableFuture<Response> post(Account account, Request request) {
        return CompletableFuture.supplyAsync(() -> response(reload.apply(account.name())));
    }

    private static Response response(Outcome outcome) {
        if (!outcome.problems().isEmpty()) {
            ObjectNode more = Json.object();
            put(more.putArray("problems"), outcome.problems());
            return Problem.of(UNPROCESSABLE, "Invalid configuration", "nothing has changed")
                    .with(more)
                    .toResponse();
        }
        ObjectNode json = Json.object();
        put(json.putArray("changes"), outcome.changes());
        put(json.putArray("at_restart"), outcome.atRestart());
        return Response.json(200, json);
    }

    private static void put(ArrayNode array, List<String> texts) {
        texts.forEach(array::add);
    }
}
