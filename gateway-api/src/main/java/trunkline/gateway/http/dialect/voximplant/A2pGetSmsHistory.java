package trunkline.gateway.http.dialect.voximplant;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import trunkline.gateway.account.Account;
import trunkline.gateway.http.Parameters;
import trunkline.gateway.http.ProblemException;
import trunkline.gateway.http.Request;
import trunkline.gateway.http.Response;
import trunkline.gateway.message.MessageRequest;
import trunkline.gateway.message.SmsState;
import trunkline.gateway.store.HistoryFilter;
import trunkline.gateway.store.HistoryFilter.Kind;
import trunkline.gateway.store.HistoryStore;
import trunkline.gateway.store.MessageReport;

/** The method {@code A2PGetSmsHistory}: SMS that the account sent, with what became of their delivery, the newest first. */
final class A2pGetSmsHistory {

    static final String NAME = "A2PGetSmsHistory";

    /** What becomes of a message, by the number that asks for it less one. */
    private enum Delivery {
        QUEUED,
        DISPATCHED,
        ABORTED,
        REJECTED,
        DELIVERED,
        FAILED,
        EXPIRED,
        UNKNOWN;

        static Delivery of(SmsState state) {
            return switch (state) {
                case ACCEPTED, SCHEDULED -> QUEUED;
                case SUBMITTED -> DISPATCHED;
                case CANCELLED -> ABORTED;
                case REJECTED -> REJECTED;
                case DELIVERED -> DELIVERED;
                case FAILED -> FAILED;
                case EXPIRED -> EXPIRED;
                case UNKNOWN -> UNKNOWN;
            };
        }

        Set<SmsState> states() {
            return Stream.of(SmsState.values())
                    .filter(state -> of(state) == this)
                    .collect(Collectors.toSet());
        }
    }

    private static final List<String> COLUMNS = List.of(
            "message_id",
            "source_number",
            "destination_number",
            "fragments",
            "cost",
            "status_id",
            "error_message",
            "processing_date",
            "transaction_id",
            "delivery_status",
            "text");

    private final HistoryStore store;
    private final ToLongFunction<MessageRequest> cost;

    /** @param cost of a message, in millionths */
    A2pGetSmsHistory(HistoryStore store, ToLongFunction<MessageRequest> cost) {
        this.store = store;
        this.cost = cost;
    }

    CompletableFuture<Response> call(Account account, Request request) throws ProblemException {
        Parameters parameters = request.parameters();
        HistoryQuery query = HistoryQuery.read(account, parameters, Kind.SENT);
        int status = parameters.integer("delivery_status", 1, Delivery.values().length, 0);
        HistoryFilter filter = status == 0 ? query.filter() : query.filter().in(Delivery.values()[status - 1].states());
        return store.history(filter, query.offset(), query.count())
                .thenApplyAsync(
                        page -> {
                            List<ObjectNode> rows = page.turns().stream()
                                    .map(turn -> row(query, Objects.requireNonNull(turn.out())))
                                    .toList();
                            return query.csv()
                                    ? HistoryAnswer.csv(COLUMNS, rows)
                                    : HistoryAnswer.json(rows, page.total());
                        },
                        request.executor());
    }

    private ObjectNode row(HistoryQuery query, MessageReport report) {
        ObjectNode row = HistoryRow.of(report, null, cost);
        row.put("processing_date", query.date(report.message().createdAtMicros()));
        row.put("transaction_id", report.message().key());
        row.put(
                "delivery_status",
                Delivery.of((SmsState) report.progress().state()).name());
        HistoryRow.putText(row, report.message().request().content());
        return row;
    }
}
