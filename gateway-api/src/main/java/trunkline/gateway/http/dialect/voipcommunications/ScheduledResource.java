package trunkline.gateway.http.dialect.voipcommunications;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.netty.handler.codec.http.HttpMethod;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.ToLongFunction;
import trunkline.gateway.account.Account;
import trunkline.gateway.account.Scope;
import trunkline.gateway.http.Guard;
import trunkline.gateway.http.Handler;
import trunkline.gateway.http.Json;
import trunkline.gateway.http.Parameters;
import trunkline.gateway.http.PhoneNumbers;
import trunkline.gateway.http.Problem;
import trunkline.gateway.http.ProblemException;
import trunkline.gateway.http.Request;
import trunkline.gateway.http.Response;
import trunkline.gateway.http.Route;
import trunkline.gateway.limit.Price;
import trunkline.gateway.message.Content;
import trunkline.gateway.message.MessageId;
import trunkline.gateway.message.MessageRequest;
import trunkline.gateway.message.OutboundMessage;
import trunkline.gateway.message.SmsState;
import trunkline.gateway.store.CancelOutcome;
import trunkline.gateway.store.HistoryFilter;
import trunkline.gateway.store.HistoryFilter.Kind;
import trunkline.gateway.store.HistoryPage;
import trunkline.gateway.store.HistoryStore;
import trunkline.gateway.store.MessageStore;

/**
 * {@code sms/scheduled} and {@code sms/delete}: what waits for its time, and takes it back. That there are such calls is documented; how
 * they look is not: paths and shapes are this gateway's, in the manner of the others.
 */
public final class ScheduledResource {

    static final int PAGE = 50;
    static final int PAGES_MAX = 1_000;

    private static final double PRICE_UNIT = Price.UNIT;
    private static final String PATH = "/api-v2/index.php/sms/";
    private static final String ID = "smsid";
    private static final int SHOWN_MAX = 64;

    private final MessageStore messages;
    private final HistoryStore histories;
    private final ToLongFunction<MessageRequest> cost;

    /** @param cost of a message, in millionths */
    public ScheduledResource(MessageStore messages, HistoryStore histories, ToLongFunction<MessageRequest> cost) {
        this.messages = messages;
        this.histories = histories;
        this.cost = cost;
    }

    public List<Route> routes(Guard guard) {
        return List.of(
                route("scheduled", guard.guarded(SendManner.INSTANCE, Scope.READ, this::list)),
                route("delete", guard.guarded(SendManner.INSTANCE, Scope.SEND, this::delete)));
    }

    private static Route route(String name, Handler handler) {
        return new Route(HttpMethod.POST, PATH + name, Parameters.BODY, handler, SendManner.INSTANCE::refuse);
    }

    private CompletableFuture<Response> list(Account account, Request request) throws ProblemException {
        int page = request.parameters().integer("page", 0, PAGES_MAX, 0);
        HistoryFilter filter = HistoryFilter.of(account.id(), Kind.SENT).in(Set.of(SmsState.SCHEDULED));
        return histories.history(filter, page * PAGE, PAGE).thenApplyAsync(this::answer, request.executor());
    }

    private Response answer(HistoryPage page) {
        ObjectNode body = Json.object();
        ArrayNode list = body.putArray("scheduled");
        page.turns()
                .forEach(turn -> list.add(row(Objects.requireNonNull(turn.out()).message())));
        return Response.json(SendManner.OK, body);
    }

    private ObjectNode row(OutboundMessage message) {
        MessageRequest request = message.request();
        String country = PhoneNumbers.country(request.to());
        return Json.object()
                .put(ID, message.id().text())
                .put("from", digits(request.from().value()))
                .put("to", request.to().digits())
                .put("country", country == null ? "" : country)
                .put("msg", request.content() instanceof Content.Text text ? text.text() : "")
                .put("delivery_date", DeliveryDate.write(request.plan().sendAtMicros()))
                .put("sale", cost.applyAsLong(request) / PRICE_UNIT)
                .put("status", SmsStatus.SCHEDULED);
    }

    /** A number without its plus; anything else as it is. */
    static String digits(String number) {
        return number.startsWith("+") ? number.substring(1) : number;
    }

    private CompletableFuture<Response> delete(Account account, Request request) throws ProblemException {
        String text = request.parameters().required(ID);
        MessageId id = MessageId.parse(text);
        if (id == null) {
            return CompletableFuture.completedFuture(unknown(text));
        }
        return messages.cancel(account.id(), id).thenApplyAsync(outcome -> answer(text, outcome), request.executor());
    }

    private static Response answer(String id, CancelOutcome outcome) {
        if (outcome instanceof CancelOutcome.Cancelled) {
            return Response.json(SendManner.OK, Json.object().put(ID, id).put("status", "DELETED"));
        }
        if (outcome instanceof CancelOutcome.Over over) {
            return late(id, "it is " + SmsStatus.of(over.state()));
        }
        return outcome instanceof CancelOutcome.HandedOver ? late(id, "it has been sent") : unknown(id);
    }

    private static Response unknown(String id) {
        return SendManner.INSTANCE.refuse(Problem.notFound(
                "there is no message with this smsid: " + (id.length() > SHOWN_MAX ? "it is too long" : id)));
    }

    private static Response late(String id, String why) {
        return SendManner.INSTANCE.refuse(
                Problem.of(409, "Too late", "the message " + id + " cannot be deleted: " + why));
    }
}
