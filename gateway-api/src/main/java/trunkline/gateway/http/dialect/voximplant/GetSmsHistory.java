package trunkline.gateway.http.dialect.voximplant;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.ToLongFunction;
import trunkline.gateway.account.Account;
import trunkline.gateway.http.Parameters;
import trunkline.gateway.http.ProblemException;
import trunkline.gateway.http.Request;
import trunkline.gateway.http.Response;
import trunkline.gateway.inbound.InboundMessage;
import trunkline.gateway.message.MessageRequest;
import trunkline.gateway.store.Conversation.Turn;
import trunkline.gateway.store.HistoryFilter.Kind;
import trunkline.gateway.store.HistoryStore;

/** The method of this name: SMS of the account and messages from phones, the newest first. */
final class GetSmsHistory {

    static final String NAME = "GetSmsHistory";

    private static final List<String> COLUMNS = List.of(
            "message_id",
            "source_number",
            "destination_number",
            "direction",
            "fragments",
            "cost",
            "status_id",
            "error_message",
            "processed_date",
            "transaction_id",
            "text");
    private static final Map<String, Kind> DIRECTIONS = Map.of("in", Kind.FROM_PHONES, "out", Kind.SENT);

    private final HistoryStore store;
    private final ToLongFunction<MessageRequest> cost;

    /** @param cost of a message, in millionths */
    GetSmsHistory(HistoryStore store, ToLongFunction<MessageRequest> cost) {
        this.store = store;
        this.cost = cost;
    }

    CompletableFuture<Response> call(Account account, Request request) throws ProblemException {
        Parameters parameters = request.parameters();
        String direction = parameters.oneOf("direction", List.of("in", "out"), "");
        HistoryQuery query = HistoryQuery.read(account, parameters, DIRECTIONS.getOrDefault(direction, Kind.BOTH));
        return store.history(query.filter(), query.offset(), query.count())
                .thenApplyAsync(
                        page -> {
                            List<ObjectNode> rows = page.turns().stream()
                                    .map(turn -> row(query, turn))
                                    .toList();
                            return query.csv()
                                    ? HistoryAnswer.csv(COLUMNS, rows)
                                    : HistoryAnswer.json(rows, page.total());
                        },
                        request.executor());
    }

    private ObjectNode row(HistoryQuery query, Turn turn) {
        if (turn.out() != null) {
            ObjectNode row = HistoryRow.of(turn.out(), "OUT", cost);
            row.put("processed_date", query.date(turn.out().message().createdAtMicros()));
            row.put("transaction_id", turn.out().message().key());
            HistoryRow.putText(row, turn.out().message().request().content());
            return row;
        }
        InboundMessage message = Objects.requireNonNull(turn.in());
        ObjectNode row = HistoryRow.of(message);
        row.put("processed_date", query.date(message.receivedAtMicros()));
        row.put("transaction_id", message.id().key());
        if (!message.content().binary()) {
            row.put("text", message.content().text());
        }
        return row;
    }
}
