package trunkline.gateway.http.dialect.amivono;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import trunkline.gateway.account.Account;
import trunkline.gateway.http.Guard;
import trunkline.gateway.http.Json;
import trunkline.gateway.http.ProblemException;
import trunkline.gateway.http.QueryParameters;
import trunkline.gateway.http.Request;
import trunkline.gateway.http.Response;
import trunkline.gateway.http.Route;
import trunkline.gateway.message.MessageState;
import trunkline.gateway.message.SmsState;
import trunkline.gateway.message.VoiceState;
import trunkline.gateway.store.MessageFilter;
import trunkline.gateway.store.MessagePage;
import trunkline.gateway.store.MessageStore;

/**
 * {@code GET /messages}: the account's messages, the newest first, in pages that do not shift when more come. A page may have fewer
 * than were asked for: {@code next} says whether there are more.
 */
public final class MessagesResource {

    private static final String TEXT = "text";
    private static final int TEXT_MAX = 160;

    /** Parameters that say which messages. */
    static final Set<String> FILTERS =
            Set.of("type", "status", "from", "to", PlanFields.REFERENCE, TEXT, "since", "until");

    private static final Set<String> PARAMETERS = Set.of(
            "type",
            "status",
            "from",
            "to",
            PlanFields.REFERENCE,
            TEXT,
            "since",
            "until",
            "limit",
            QueryParameters.BEFORE);
    private static final int PAGE = 100;
    private static final int PAGE_MAX = 1_000;

    private final MessageStore store;

    public MessagesResource(MessageStore store) {
        this.store = store;
    }

    public List<Route> routes(Guard guard) {
        return List.of(Route.get("/messages", guard.guarded(this::list)));
    }

    private CompletableFuture<Response> list(Account account, Request request) throws ProblemException {
        QueryParameters parameters = new QueryParameters(request, PARAMETERS);
        int limit = parameters.integer("limit", 1, PAGE_MAX, PAGE);
        return store.list(filter(account.id(), parameters), limit)
                .thenApplyAsync(page -> answer(request, page), request.executor());
    }

    /** Which messages are asked for; of all accounts if {@code account} is null. */
    static MessageFilter filter(@Nullable Long account, QueryParameters parameters) throws ProblemException {
        return new MessageFilter(
                account,
                voice(parameters),
                status(parameters),
                parameters.first("from"),
                parameters.first("to"),
                parameters.first(PlanFields.REFERENCE),
                text(parameters),
                parameters.micros("since", 0),
                parameters.micros("until", Long.MAX_VALUE),
                parameters.position(QueryParameters.BEFORE));
    }

    private static @Nullable Boolean voice(QueryParameters parameters) throws ProblemException {
        return parameters.first("type") == null
                ? null
                : parameters.oneOf("type", List.of("sms", "voice")).equals("voice");
    }

    private static @Nullable String text(QueryParameters parameters) throws ProblemException {
        String text = parameters.first(TEXT);
        if (text != null && (text.isEmpty() || text.length() > TEXT_MAX)) {
            throw QueryParameters.wrong(TEXT, text, "must be 1 to " + TEXT_MAX + " characters");
        }
        return text;
    }

    private static @Nullable String status(QueryParameters parameters) throws ProblemException {
        if (parameters.first("status") == null) {
            return null;
        }
        Set<String> labels = new TreeSet<>();
        for (MessageState state : SmsState.values()) {
            labels.add(state.label());
        }
        for (MessageState state : VoiceState.values()) {
            labels.add(state.label());
        }
        return parameters.oneOf("status", List.copyOf(labels));
    }

    private static Response answer(Request request, MessagePage page) {
        ObjectNode json = Json.object();
        ArrayNode list = json.putArray("messages");
        page.messages().forEach(report -> list.add(MessageAnswers.toJson(report)));
        json.put(
                "next",
                page.nextBeforeKey() == 0 ? null : QueryParameters.next(request, Long.toString(page.nextBeforeKey())));
        return Response.json(200, json);
    }
}
