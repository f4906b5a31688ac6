package trunkline.gateway.http.operator;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import trunkline.gateway.account.Account;
import trunkline.gateway.dispatch.SmsWire;
import trunkline.gateway.http.Guard;
import trunkline.gateway.http.Json;
import trunkline.gateway.http.Problem;
import trunkline.gateway.http.ProblemException;
import trunkline.gateway.http.Request;
import trunkline.gateway.http.Response;
import trunkline.gateway.http.Route;
import trunkline.gateway.store.ReceiptStore;
import trunkline.gateway.store.UnmatchedReceipt;

/** {@code GET /receipts/unmatched}: delivery receipts that match nothing, the newest first, in pages. */
public final class ReceiptsResource {

    private static final int PAGE = 100;
    private static final String BEFORE_RULE = "must be the id of a receipt, from an earlier page";

    private final ReceiptStore store;
    private final SmsWire wire;

    public ReceiptsResource(ReceiptStore store, SmsWire wire) {
        this.store = store;
        this.wire = wire;
    }

    public List<Route> routes(Guard guard) {
        return List.of(Route.get("/receipts/unmatched", guard.operator(this::list)));
    }

    private CompletableFuture<Response> list(Account account, Request request) throws ProblemException {
        return store.unmatched(before(request), PAGE).thenApply(page -> {
            ObjectNode json = Json.object();
            ArrayNode list = json.putArray("receipts");
            page.forEach(receipt -> put(list.addObject(), receipt));
            json.put(
                    "next",
                    page.size() < PAGE
                            ? null
                            : "/receipts/unmatched?before=" + page.get(PAGE - 1).id());
            return Response.json(200, json);
        });
    }

    private static long before(Request request) throws ProblemException {
        List<String> values = request.target().query().getOrDefault("before", List.of());
        if (values.isEmpty()) {
            return Long.MAX_VALUE;
        }
        try {
            return Long.parseLong(values.get(0));
        } catch (NumberFormatException e) {
            throw new ProblemException(
                    Problem.fields(List.of(new Problem.FieldError("before", values.get(0), BEFORE_RULE))));
        }
    }

    private void put(ObjectNode json, UnmatchedReceipt receipt) {
        json.put("id", receipt.id());
        json.put("smsc", receipt.way());
        json.put("bind", receipt.bind());
        json.put(
                "received_at",
                Instant.EPOCH
                        .plus(receipt.receivedAtMicros(), ChronoUnit.MICROS)
                        .toString());
        json.put("says", receipt.state().label());
        ArrayNode lines = json.putArray("pdu");
        wire.delivery(receipt.pdu()).forEach(lines::add);
    }
}
