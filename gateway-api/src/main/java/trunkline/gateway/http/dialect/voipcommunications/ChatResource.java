package trunkline.gateway.http.dialect.voipcommunications;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.netty.handler.codec.http.HttpMethod;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;
import trunkline.gateway.account.Account;
import trunkline.gateway.account.Scope;
import trunkline.gateway.http.Guard;
import trunkline.gateway.http.Handler;
import trunkline.gateway.http.Json;
import trunkline.gateway.http.Parameters;
import trunkline.gateway.http.PhoneNumbers;
import trunkline.gateway.http.ProblemException;
import trunkline.gateway.http.Request;
import trunkline.gateway.http.Response;
import trunkline.gateway.http.Route;
import trunkline.gateway.inbound.InboundMessage;
import trunkline.gateway.limit.Price;
import trunkline.gateway.message.Content;
import trunkline.gateway.message.MessageRequest;
import trunkline.gateway.message.PhoneNumber;
import trunkline.gateway.store.Conversation.Turn;
import trunkline.gateway.store.HistoryFilter;
import trunkline.gateway.store.HistoryFilter.Kind;
import trunkline.gateway.store.HistoryPage;
import trunkline.gateway.store.HistoryStore;
import trunkline.gateway.store.MessageReport;

/** {@code sms/summary}: the last message of each conversation; {@code sms/chat}: all of one. Both in pages from 0, the newest first. */
public final class ChatResource {

    private static final double PRICE_UNIT = Price.UNIT;

    private final HistoryStore store;
    private final ToLongFunction<MessageRequest> cost;

    /** @param cost of a message, in millionths */
    public ChatResource(HistoryStore store, ToLongFunction<MessageRequest> cost) {
        this.store = store;
        this.cost = cost;
    }

    public List<Route> routes(Guard guard) {
        return List.of(
                route("summary", guard.guarded(SendManner.INSTANCE, Scope.READ, this::summary)),
                route("chat", guard.guarded(SendManner.INSTANCE, Scope.READ, this::chat)));
    }

    private static Route route(String name, Handler handler) {
        return new Route(
                HttpMethod.POST,
                "/api-v2/index.php/sms/" + name,
                Parameters.BODY,
                handler,
                SendManner.INSTANCE::refuse);
    }

    private static int offset(Request request) throws ProblemException {
        return request.parameters().integer("page", 0, ScheduledResource.PAGES_MAX, 0) * ScheduledResource.PAGE;
    }

    private CompletableFuture<Response> summary(Account account, Request request) throws ProblemException {
        return store.conversations(account.id(), offset(request), ScheduledResource.PAGE)
                .thenApplyAsync(page -> answer("summary", page, this::conversation), request.executor());
    }

    private CompletableFuture<Response> chat(Account account, Request request) throws ProblemException {
        Parameters parameters = request.parameters();
        HistoryFilter filter = HistoryFilter.of(account.id(), Kind.BOTH)
                .with(parameters.required("internal"), parameters.required("external"));
        return store.history(filter, offset(request), ScheduledResource.PAGE)
                .thenApplyAsync(page -> answer("chat", page, ChatResource::line), request.executor());
    }

    private static Response answer(String name, HistoryPage page, Function<Turn, ObjectNode> row) {
        ObjectNode body = Json.object();
        ArrayNode list = body.putArray(name);
        page.turns().forEach(turn -> list.add(row.apply(turn)));
        return Response.json(SendManner.OK, body);
    }

    private ObjectNode conversation(Turn turn) {
        MessageReport out = turn.out();
        ObjectNode row = Json.object();
        if (out != null) {
            MessageRequest request = out.message().request();
            put(
                    row,
                    out.message().id().text(),
                    request.from().value(),
                    request.to().e164());
            row.put("sms_status", SmsStatus.of(out.progress().state()));
            row.put("sms_sale", cost.applyAsLong(request) / PRICE_UNIT);
        } else {
            InboundMessage in = Objects.requireNonNull(turn.in());
            put(row, in.id().text(), in.to(), in.from());
            row.put("sms_status", SmsStatus.RECEIVED);
            row.put("sms_sale", 0.0);
        }
        putWhat(row, turn);
        return row;
    }

    private static void put(ObjectNode row, String id, String internal, String external) {
        PhoneNumber number = PhoneNumbers.parseInternational(external);
        String country = number == null ? null : PhoneNumbers.country(number);
        row.put("sms_id", id);
        row.put("sms_country", country == null ? "" : country);
        row.put("sms_internal", ScheduledResource.digits(internal));
        row.put("sms_external", ScheduledResource.digits(external));
    }

    private static ObjectNode line(Turn turn) {
        MessageReport out = turn.out();
        ObjectNode row = Json.object()
                .put(
                        "sms_id",
                        out == null
                                ? Objects.requireNonNull(turn.in()).id().text()
                                : out.message().id().text());
        row.put(
                "sms_status",
                out == null ? SmsStatus.RECEIVED : SmsStatus.of(out.progress().state()));
        putWhat(row, turn);
        return row;
    }

    private static void putWhat(ObjectNode row, Turn turn) {
        MessageReport out = turn.out();
        InboundMessage in = turn.in();
        row.put("sms_inout", out == null ? "IN" : "OUT");
        row.put("sms_msg", out == null ? text(in) : text(out.message().request().content()));
        row.put(
                "sms_status_date",
                DeliveryDate.write(
                        out == null
                                ? Objects.requireNonNull(in).receivedAtMicros()
                                : out.progress().updatedAtMicros()));
    }

    private static String text(Content content) {
        return content instanceof Content.Text text ? text.text() : "";
    }

    private static String text(@Nullable InboundMessage in) {
        return in == null || in.content().binary() ? "" : in.content().text();
    }
}
