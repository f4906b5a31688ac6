package trunkline.gateway.http.dialect.voicetel;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.netty.handler.codec.http.HttpMethod;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.ToLongFunction;
import trunkline.gateway.account.Account;
import trunkline.gateway.account.Scope;
import trunkline.gateway.http.Guard;
import trunkline.gateway.http.Handler;
import trunkline.gateway.http.Json;
import trunkline.gateway.http.Parameters;
import trunkline.gateway.http.ProblemException;
import trunkline.gateway.http.Request;
import trunkline.gateway.http.Response;
import trunkline.gateway.http.Route;
import trunkline.gateway.message.MessageRequest;
import trunkline.gateway.message.PhoneNumber;
import trunkline.gateway.store.Conversation.Turn;
import trunkline.gateway.store.HistoryFilter;
import trunkline.gateway.store.HistoryFilter.Kind;
import trunkline.gateway.store.HistoryStore;

/**
 * {@code /mdr-sms/START/END/NUMBER/KEY/} and {@code /dlr/...}: the messages of one number, and what became of those that were sent, the
 * newest first; START and END may be left out. VoiceTel documents the paths, of the answers {@code status} and {@code Message} alone.
 */
public final class RecordResource {

    private static final String START = "start";
    private static final String END = "end";
    private static final String NUMBER = "number";

    /** What one family of paths tells. */
    private record Report(String name, Kind kind, boolean ofDeliveries) {}

    private static final List<Report> REPORTS =
            List.of(new Report("mdr-sms", Kind.BOTH, false), new Report("dlr", Kind.SENT, true));

    private final HistoryStore store;
    private final ToLongFunction<MessageRequest> cost;

    /** @param cost of a message, in millionths */
    public RecordResource(HistoryStore store, ToLongFunction<MessageRequest> cost) {
        this.store = store;
        this.cost = cost;
    }

    public List<Route> routes(Guard guard) {
        List<Route> routes = new ArrayList<>();
        for (Report report : REPORTS) {
            Handler handler = guard.guarded(
                    PathManner.INSTANCE, Scope.READ, (account, request) -> list(report, account, request));
            for (String path : List.of("/{number}/{api_key}", "/{start}/{end}/{number}/{api_key}")) {
                for (String end : List.of("/", "")) {
                    routes.add(new Route(
                            HttpMethod.GET,
                            "/" + report.name() + path + end,
                            Route.Body.NONE,
                            handler,
                            PathManner.INSTANCE::refuse));
                }
            }
        }
        return routes;
    }

    private CompletableFuture<Response> list(Report report, Account account, Request request) throws ProblemException {
        String text = request.variable(NUMBER);
        PhoneNumber number = TenDigits.parse(text);
        if (number == null) {
            throw Parameters.wrong(NUMBER, text, TenDigits.RULE);
        }
        HistoryFilter filter = time(request).filter(account, report.kind(), number);
        return store.history(
                        report.ofDeliveries() ? filter.in(MessageRecord.REPORTED) : filter, 0, RecordQuery.ROWS_MAX)
                .thenApplyAsync(page -> answer(report, page.turns()), request.executor());
    }

    private static RecordQuery time(Request request) throws ProblemException {
        String start = request.target().variables().get(START);
        if (start == null) {
            return RecordQuery.ALWAYS;
        }
        return RecordQuery.between(
                RecordQuery.seconds(START, start), RecordQuery.seconds(END, request.variable(END)), 0);
    }

    private Response answer(Report report, List<Turn> turns) {
        ObjectNode body = Json.object();
        body.put("status", "Success");
        body.put("Message", turns.size() + " records");
        ArrayNode rows = body.putArray(report.ofDeliveries() ? "dlr" : "mdr");
        turns.forEach(turn ->
                rows.add(report.ofDeliveries() ? MessageRecord.ofDelivery(turn, cost) : MessageRecord.of(turn, cost)));
        return Response.json(200, body);
    }
}
