package trunkline.gateway.storage;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import trunkline.gateway.event.EventFilter;
import trunkline.gateway.message.Content;
import trunkline.gateway.message.OutboundMessage;
import trunkline.gateway.store.Event;
import trunkline.gateway.store.EventPage;
import trunkline.gateway.store.EventReport;
import trunkline.gateway.store.MessageReport;
import trunkline.gateway.store.MessageReport.Progress;

/** The table {@code event} as it is read: each event with its message, in one query. */
final class EventRows {

    /** Columns of {@code event e}. */
    private static final String EVENT_COLUMNS = "e.id, e.account, e.message, e.version, e.kind, e.at, e.data";

    private static final int KIND = 5;
    private static final int MESSAGE_FIRST = 8;
    private static final int PROGRESS_FIRST = MESSAGE_FIRST + MessageRows.COLUMN_COUNT;
    private static final int SEGMENTS = PROGRESS_FIRST + 7;

    private static final String SELECT = "SELECT " + EVENT_COLUMNS + ", " + MessageRows.COLUMNS + ", "
            + ProgressRows.REPORT_COLUMNS + ", p.segments FROM event e LEFT JOIN message m ON m.key = e.message"
            + " LEFT JOIN progress p ON p.key = e.message WHERE e.account = ?";

    private final MessageRows messages;

    EventRows(MessageRows messages) {
        this.messages = messages;
    }

    /** Looks at up to {@code limit} events of {@code account} after {@code afterId}. */
    EventPage after(Statements sql, long account, long afterId, int limit, EventFilter filter) throws SQLException {
        List<EventReport> wanted = new ArrayList<>();
        List<Long> seen = sql.list(
                row -> {
                    if (filter.matches(row.getString(KIND))) {
                        wanted.add(read(sql, row));
                    }
                    return row.getLong(1);
                },
                SELECT + " AND e.id > ? ORDER BY e.id LIMIT ?",
                account,
                afterId,
                limit);
        long upTo = seen.isEmpty() ? afterId : seen.get(seen.size() - 1);
        return new EventPage(wanted, upTo, seen.size() == limit);
    }

    /** One event, or null if it is not kept any more. */
    @Nullable
    EventReport find(Statements sql, long account, long id) throws SQLException {
        return sql.first(row -> read(sql, row), SELECT + " AND e.id = ?", account, id);
    }

    private EventReport read(Statements sql, ResultSet row) throws SQLException {
        Event event = new Event(
                row.getLong(1),
                row.getLong(2),
                row.getLong(3),
                row.getInt(4),
                row.getString(KIND),
                row.getLong(6),
                row.getString(7));
        boolean hasMessage = event.message() != 0 && row.getLong(MESSAGE_FIRST) == event.message();
        return new EventReport(event, hasMessage ? readMessage(sql, row) : null);
    }

    private MessageReport readMessage(Statements sql, ResultSet row) throws SQLException {
        OutboundMessage message = messages.read(sql, row, MESSAGE_FIRST);
        boolean voice = message.request().content() instanceof Content.Voice;
        Progress progress = ProgressRows.readReport(row, PROGRESS_FIRST, voice);
        return new MessageReport(
                message,
                progress,
                voice ? List.of() : SegmentText.read(row.getString(SEGMENTS)),
                voice ? CallRows.find(sql, message.key()) : null);
    }

    /** How many events are wanted after {@code afterId}; looks at no more than {@code max}. */
    static int count(Statements sql, long account, long afterId, EventFilter filter, int max) throws SQLException {
        List<String> kinds = sql.list(
                row -> row.getString(1),
                "SELECT kind FROM event WHERE account = ? AND id > ? ORDER BY id LIMIT ?",
                account,
                afterId,
                max);
        return (int) kinds.stream().filter(filter::matches).count();
    }

    /** Drops up to {@code limit} events with ids up to {@code id}, each with what endpoints keep of it. */
    static int drop(Tx tx, long id, int limit) throws SQLException {
        int dropped = 0;
        for (long account : tx.sql().list(row -> row.getLong(1), "SELECT account FROM event_reader")) {
            dropped += tx.sql()
                    .update(
                            "DELETE FROM event WHERE account = ? AND id IN (SELECT id FROM event WHERE account = ?"
                                    + " AND id <= ? ORDER BY id LIMIT ?)",
                            account,
                            account,
                            id,
                            limit - dropped);
        }
        for (long endpoint : tx.sql().list(row -> row.getLong(1), "SELECT id FROM endpoint")) {
            dropped += DeliveryRows.drop(tx, endpoint, id, limit - dropped);
        }
        return dropped;
    }
}
