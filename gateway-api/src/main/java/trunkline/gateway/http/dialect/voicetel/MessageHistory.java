package trunkline.gateway.http.dialect.voicetel;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.netty.handler.codec.http.HttpMethod;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;
import trunkline.gateway.account.Account;
import trunkline.gateway.account.Scope;
import trunkline.gateway.http.Guard;
import trunkline.gateway.http.Json;
import trunkline.gateway.http.Parameters;
import trunkline.gateway.http.ProblemException;
import trunkline.gateway.http.Request;
import trunkline.gateway.http.Response;
import trunkline.gateway.http.Route;
import trunkline.gateway.message.MessageRequest;
import trunkline.gateway.message.PhoneNumber;
import trunkline.gateway.store.HistoryFilter;
import trunkline.gateway.store.HistoryFilter.Kind;
import trunkline.gateway.store.HistoryPage;
import trunkline.gateway.store.HistoryStore;

/** {@code GET /v2.2/messages}: the messages of one number in a time, the newest first. */
public final class MessageHistory {

    private static final String SMS = "sms";
    private static final String MMS = "mms";
    private static final String DLR = "dlr";

    private final HistoryStore store;
    private final ToLongFunction<MessageRequest> cost;
    private final LongSupplier nowMicros;

    /**
     * The resource.
     *
     * @param cost of a message, in millionths
     * @param nowMicros the time, microseconds since 1970 in UTC
     */
    public MessageHistory(HistoryStore store, ToLongFunction<MessageRequest> cost, LongSupplier nowMicros) {
        this.store = store;
        this.cost = cost;
        this.nowMicros = nowMicros;
    }

    public List<Route> routes(Guard guard) {
        return List.of(new Route(
                HttpMethod.GET,
                "/v2.2/messages",
                Parameters.BODY,
                guard.guarded(MessageManner.INSTANCE, Scope.READ, this::list),
                MessageManner.INSTANCE::refuse));
    }

    private CompletableFuture<Response> list(Account account, Request request) throws ProblemException {
        Parameters parameters = request.parameters();
        PhoneNumber number = TenDigits.read(parameters, "number");
        String type = parameters.oneOf("type", List.of(SMS, MMS, DLR), SMS);
        RecordQuery time = RecordQuery.between(
                seconds(parameters, "from", "start"), seconds(parameters, "to", "end"), nowMicros.getAsLong());
        HistoryFilter filter = time.filter(account, type.equals(DLR) ? Kind.SENT : Kind.BOTH, number);
        CompletableFuture<HistoryPage> found = type.equals(MMS)
                ? CompletableFuture.completedFuture(new HistoryPage(List.of(), 0, true)) // none are carried
                : store.history(type.equals(DLR) ? filter.in(MessageRecord.REPORTED) : filter, 0, RecordQuery.ROWS_MAX);
        return found.thenApplyAsync(page -> answer(number, type, time, page), request.executor());
    }

    /** The documents say from and to, the SDKs start and end. */
    private static @Nullable Long seconds(Parameters parameters, String name, String otherName)
            throws ProblemException {
        String one = parameters.optional(name);
        String other = parameters.optional(otherName);
        if (one != null) {
            return RecordQuery.seconds(name, one);
        }
        return other == null ? null : RecordQuery.seconds(otherName, other);
    }

    private Response answer(PhoneNumber number, String type, RecordQuery time, HistoryPage page) {
        ObjectNode body = Json.object().put("status", "success");
        ObjectNode data = body.putObject("data")
                .put("number", TenDigits.write(number.e164()))
                .put("type", type)
                .put("fromTs", time.later())
                .put("toTs", time.earlier());
        ArrayNode messages = data.putArray("messages");
        page.turns()
                .forEach(turn -> messages.add(
                        type.equals(DLR) ? MessageRecord.ofDelivery(turn, cost) : MessageRecord.of(turn, cost)));
        return Response.json(200, body);
    }
}
