package trunkline.gateway.http.operator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.netty.handler.codec.http.HttpMethod;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import trunkline.gateway.account.Account;
import trunkline.gateway.http.Fields;
import trunkline.gateway.http.Guard;
import trunkline.gateway.http.Json;
import trunkline.gateway.http.Problem;
import trunkline.gateway.http.ProblemException;
import trunkline.gateway.http.Request;
import trunkline.gateway.http.Response;
import trunkline.gateway.http.Route;
import trunkline.gateway.message.PhoneNumber;
import trunkline.gateway.store.ErasureStore;
import trunkline.gateway.store.ErasureStore.Outcome;
import trunkline.gateway.store.ErasureStore.Wish;

/** {@code POST /numbers/erase}: removes what concerns a phone. */
public final class ErasureResource {

    private enum Unfinished {
        REFUSE,
        CANCEL;

        String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private static final Route.Body BODY = Route.Body.inMemory(4_096);
    private static final int CONFLICT = 409;

    private final ErasureStore store;

    public ErasureResource(ErasureStore store) {
        this.store = store;
    }

    public List<Route> routes(Guard guard) {
        return List.of(new Route(HttpMethod.POST, "/numbers/erase", BODY, guard.operator(this::erase)));
    }

    private CompletableFuture<Response> erase(Account operator, Request request) throws ProblemException {
        Fields fields = new Fields(Json.readObject(request.body()));
        PhoneNumber number = fields.phoneNumber("number");
        Unfinished unfinished = fields.optionalOneOf("unfinished", List.of(Unfinished.values()), Unfinished::label);
        Boolean optOuts = fields.optionalFlag("opt_outs");
        fields.check();
        Wish wish = new Wish(number, unfinished == Unfinished.CANCEL, Boolean.TRUE.equals(optOuts));
        return store.erase(wish, operator.name()).thenApply(ErasureResource::answer);
    }

    private static Response answer(Outcome outcome) {
        if (outcome instanceof Outcome.NotOver open) {
            return Problem.of(
                            CONFLICT,
                            "Not over",
                            "messages to this number are not over, so nothing was erased: wait until they are, or have them"
                                    + " taken back with 'unfinished': 'cancel'")
                    .with(Json.object().put("unfinished", open.messages()))
                    .toResponse();
        }
        Outcome.Erased erased = (Outcome.Erased) outcome;
        ObjectNode json = Json.object();
        ObjectNode rows = json.putObject("erased");
        erased.rows().forEach(rows::put);
        json.put("left", erased.left());
        return Response.json(200, json);
    }
}
