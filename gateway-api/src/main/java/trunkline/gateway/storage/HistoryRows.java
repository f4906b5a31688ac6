package trunkline.gateway.storage;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import trunkline.gateway.inbound.NumberKey;
import trunkline.gateway.message.SmsState;
import trunkline.gateway.store.Conversation.Turn;
import trunkline.gateway.store.HistoryFilter;
import trunkline.gateway.store.HistoryPage;

/**
 * What an account sent and what phones sent to it, counted and in pages. It is looked at the account's newest messages only, a
 * bounded number of each kind, so that no list holds a reader up.
 */
final class HistoryRows {

    /** Messages of an account that one list looks at, of those sent and of those from phones. */
    static final int LOOKED_AT_MAX = 50_000;

    /** Twice the key of the last message, and one more if it came from the phone. */
    private static final String LAST_OF_EACH = "SELECT MAX(place) FROM ("
            + "SELECT m.key * 2 AS place, LTRIM(m.sender, '+') AS own, LTRIM(m.recipient, '+') AS phone FROM message m"
            + " WHERE m.account = ? AND m.key > ? AND m.voice = 0"
            + " UNION ALL SELECT i.key * 2 + 1, i.recipient_key, i.sender_key FROM inbound i WHERE i.account = ? AND i.key > ?"
            + ") each_one GROUP BY own, phone";

    /** One message that fits. */
    private record Place(long key, boolean isFromPhone) {}

    /** Keys above {@code from}, up to {@code to}. */
    private record Span(long from, long to) {}

    /** A query that is being put together. */
    private record Query(StringBuilder text, List<Object> arguments) {

        Query and(String condition, Object... values) {
            text.append(" AND ").append(condition);
            arguments.addAll(List.of(values));
            return this;
        }
    }

    private final MessageRows messages;
    private final InboundRows inbound;

    HistoryRows(MessageRows messages, InboundRows inbound) {
        this.messages = messages;
        this.inbound = inbound;
    }

    HistoryPage find(Statements sql, HistoryFilter filter, int offset, int limit) throws SQLException {
        Span all = new Span(
                MessageKeys.before(filter.sinceMicros()),
                filter.untilMicros() == Long.MAX_VALUE ? Long.MAX_VALUE : MessageKeys.before(filter.untilMicros()));
        if (!filter.keys().isEmpty()) {
            List<Place> found = named(sql, filter, all);
            int from = Math.min(offset, found.size());
            List<Place> page = found.subList(from, Math.min(found.size(), from + limit));
            return new HistoryPage(turns(sql, page), found.size(), true);
        }
        Span sent = newest(sql, "message", filter.account(), all);
        Span received = newest(sql, "inbound", filter.account(), all);
        Query query = query(filter, sent, received);
        Integer total = sql.first(
                row -> row.getInt(1),
                "SELECT COUNT(*) FROM (" + query.text() + ")",
                query.arguments().toArray());
        List<Place> page = places(sql, query, limit, offset);
        boolean isWhole = sent.equals(all) && received.equals(all);
        return new HistoryPage(turns(sql, page), total == null ? 0 : total, isWhole);
    }

    /** The last message between each number of the account and each phone. */
    HistoryPage conversations(Statements sql, long account, int offset, int limit) throws SQLException {
        Span all = new Span(0, Long.MAX_VALUE);
        Span sent = newest(sql, "message", account, all);
        Span received = newest(sql, "inbound", account, all);
        List<Object> arguments = List.of(account, sent.from(), account, received.from());
        Integer total =
                sql.first(row -> row.getInt(1), "SELECT COUNT(*) FROM (" + LAST_OF_EACH + ")", arguments.toArray());
        List<Object> paged = new ArrayList<>(arguments);
        paged.add(limit);
        paged.add(offset);
        List<Place> page = sql.list(
                row -> new Place(row.getLong(1) / 2, row.getLong(1) % 2 != 0),
                LAST_OF_EACH + " ORDER BY 1 DESC LIMIT ? OFFSET ?",
                paged.toArray());
        boolean isWhole = sent.equals(all) && received.equals(all);
        return new HistoryPage(turns(sql, page), total == null ? 0 : total, isWhole);
    }

    private static List<Place> named(Statements sql, HistoryFilter filter, Span all) throws SQLException {
        List<Place> found = new ArrayList<>();
        List<Long> keys = filter.keys().stream()
                .distinct()
                .sorted(Comparator.reverseOrder())
                .toList();
        for (long key : keys) {
            Span one = new Span(Math.max(all.from(), key - 1), Math.min(all.to(), key));
            found.addAll(places(sql, query(filter, one, one), 1, 0));
        }
        return found;
    }

    /** The part of a span that has the newest messages of an account, as many as are looked at. */
    private static Span newest(Statements sql, String table, long account, Span all) throws SQLException {
        Long bottom = sql.first(
                row -> row.getLong(1),
                "SELECT key FROM " + table
                        + " WHERE account = ? AND key > ? AND key <= ? ORDER BY key DESC LIMIT 1 OFFSET ?",
                account,
                all.from(),
                all.to(),
                LOOKED_AT_MAX);
        return bottom == null ? all : new Span(bottom, all.to());
    }

    private static List<Place> places(Statements sql, Query query, int limit, int offset) throws SQLException {
        List<Object> arguments = new ArrayList<>(query.arguments());
        arguments.add(limit);
        arguments.add(offset);
        return sql.list(
                row -> new Place(row.getLong(1), row.getInt(2) != 0),
                query.text() + " ORDER BY 1 DESC LIMIT ? OFFSET ?",
                arguments.toArray());
    }

    private static Query query(HistoryFilter filter, Span sent, Span received) {
        Query query = new Query(new StringBuilder(), new ArrayList<>());
        if (filter.kind().isSent()) {
            addSent(query, filter, sent);
        }
        if (filter.kind().isFromPhones()) {
            query.text().append(query.text().isEmpty() ? "" : " UNION ALL ");
            addFromPhones(query, filter, received);
        }
        return query;
    }

    private static void addSent(Query query, HistoryFilter filter, Span span) {
        query.text()
                .append(
                        "SELECT m.key AS key, 0 FROM message m LEFT JOIN progress p ON p.key = m.key WHERE m.voice = 0");
        query.and("m.account = ?", filter.account())
                .and("m.key > ?", span.from())
                .and("m.key <= ?", span.to());
        for (String sender : both(filter.from(), filter.own())) {
            // digits may be a number without its plus, or a short code
            query.and("m.sender IN (?, ?)", sender, "+" + NumberKey.of(sender));
        }
        for (String recipient : both(filter.to(), filter.phone())) {
            query.and("m.recipient = ?", "+" + NumberKey.of(recipient));
        }
        if (!filter.states().isEmpty()) {
            // a message without a row of progress has been accepted
            query.and("COALESCE(p.state, 0) IN ("
                    + filter.states().stream()
                            .map(SmsState::code)
                            .sorted()
                            .map(String::valueOf)
                            .collect(Collectors.joining(", "))
                    + ")");
        }
    }

    private static void addFromPhones(Query query, HistoryFilter filter, Span span) {
        query.text().append("SELECT i.key AS key, 1 FROM inbound i WHERE 1 = 1");
        query.and("i.account = ?", filter.account())
                .and("i.key > ?", span.from())
                .and("i.key <= ?", span.to());
        for (String sender : both(filter.from(), filter.phone())) {
            query.and("i.sender_key = ?", NumberKey.of(sender));
        }
        for (String recipient : both(filter.to(), filter.own())) {
            query.and("i.recipient_key = ?", NumberKey.of(recipient));
        }
    }

    private static List<String> both(@Nullable String one, @Nullable String other) {
        List<String> there = new ArrayList<>();
        if (one != null) {
            there.add(one);
        }
        if (other != null) {
            there.add(other);
        }
        return there;
    }

    private List<Turn> turns(Statements sql, List<Place> places) throws SQLException {
        List<Turn> turns = new ArrayList<>(places.size());
        for (Place place : places) {
            turns.add(
                    place.isFromPhone()
                            ? new Turn(place.key(), null, inbound.byKey(sql, place.key()))
                            : new Turn(
                                    place.key(), SqlMessageStore.report(sql, messages.byKey(sql, place.key())), null));
        }
        return turns;
    }
}
