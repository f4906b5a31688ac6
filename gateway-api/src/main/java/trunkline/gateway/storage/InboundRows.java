package trunkline.gateway.storage;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import trunkline.gateway.inbound.InboundContent;
import trunkline.gateway.inbound.InboundFilter;
import trunkline.gateway.inbound.InboundMessage;
import trunkline.gateway.inbound.InboundReading;
import trunkline.gateway.inbound.InboundReading.Answer;
import trunkline.gateway.inbound.InboundReading.Arrival;
import trunkline.gateway.inbound.NumberKey;
import trunkline.gateway.message.MessageId;

/** The table {@code inbound}: written once, never rewritten but for how the last copy of a message came, and a text that is dropped. */
final class InboundRows {

    /** What is written of a message that is given. */
    record Given(
            long account,
            String way,
            String from,
            String to,
            InboundContent content,
            long receivedAtMicros,
            int parts,
            List<Integer> missing) {}

    /** A row with the same octets. */
    private record Earlier(long key, Arrival arrival, long receivedAtMicros) {}

    private static final String COLUMNS =
            "key, secret, account, way, sender, recipient, coding, is_binary, body, ports,"
                    + " received_at, parts, missing, action, dropped";
    /** What is looked at to know a delivery again. */
    private static final int EARLIER_MAX = 8;
    /** Of what an earlier process received last, nobody knows whether its answers arrived. */
    private static final long DOUBT_MICROS = TimeUnit.SECONDS.toMicros(60);

    private final MessageKeys keys;
    private final Ways ways;
    /** When an earlier process received its last message. */
    private long lastOfEarlier;

    InboundRows(MessageKeys keys, Ways ways) {
        this.keys = keys;
        this.ways = ways;
    }

    void load(Statements sql) throws SQLException {
        Long last = sql.first(row -> row.getLong(1), "SELECT MAX(received_at) FROM inbound");
        lastOfEarlier = last == null ? 0 : last;
    }

    /**
     * Whether a delivery that stands alone has come before and the SMSC did not hear that it was kept. Twice the same text
     * is two messages else: people do write "yes" twice.
     *
     * @param withinMicros how long after it came, or the link was back, an SMSC may offer it again
     */
    boolean isRepeated(Tx tx, long way, InboundReading reading, long withinMicros) throws SQLException {
        List<Earlier> earlier = tx.sql()
                .list(
                        InboundRows::readEarlier,
                        "SELECT key, bind, session, sequence, received_at FROM inbound"
                                + " WHERE fingerprint = ? AND way = ? ORDER BY key DESC LIMIT " + EARLIER_MAX,
                        reading.fingerprint(),
                        way);
        for (Earlier row : earlier) {
            long sinceMicros = Math.min(
                    tx.nowMicros() - row.receivedAtMicros(),
                    tx.nowMicros() - reading.arrival().session());
            if (sinceMicros < withinMicros && isDoubtful(reading, row)) {
                // what comes a third time is compared with how it came now
                tx.sql()
                        .update(
                                "UPDATE inbound SET bind = ?, session = ?, sequence = ? WHERE key = ?",
                                reading.arrival().bind(),
                                reading.arrival().session(),
                                reading.arrival().sequence(),
                                row.key());
                return true;
            }
        }
        return false;
    }

    private boolean isDoubtful(InboundReading reading, Earlier row) {
        Answer answer = reading.answerOf(row.arrival(), row.receivedAtMicros());
        return answer == Answer.DOUBTFUL
                || (answer == Answer.UNKNOWN && row.receivedAtMicros() > lastOfEarlier - DOUBT_MICROS);
    }

    private static Earlier readEarlier(ResultSet row) throws SQLException {
        Arrival arrival = new Arrival(row.getInt(2), row.getLong(3), row.getInt(4));
        return new Earlier(row.getLong(1), arrival, row.getLong(5));
    }

    /**
     * Writes a message.
     *
     * @param action what it was taken for; null for nothing
     * @param alone how it came, if it came in one piece
     */
    InboundMessage insert(Tx tx, Given given, @Nullable String action, @Nullable InboundReading alone)
            throws SQLException {
        MessageId id = keys.next(tx.nowMicros());
        InboundContent content = given.content();
        InboundContent.Ports ports = content.ports();
        Arrival arrival = alone == null ? new Arrival(0, 0, 0) : alone.arrival();
        tx.sql()
                .update(
                        "INSERT INTO inbound (" + COLUMNS + ", sender_key, recipient_key, fingerprint, bind, session,"
                                + " sequence) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, NULL, ?, ?, ?, ?, ?, ?)",
                        id.key(),
                        id.secret(),
                        given.account(),
                        ways.idOf(tx, given.way()),
                        given.from(),
                        given.to(),
                        content.coding(),
                        content.binary(),
                        content.text(),
                        ports == null ? null : ports.destination() + " " + ports.source(),
                        given.receivedAtMicros(),
                        given.parts(),
                        given.missing().isEmpty() ? null : write(given.missing()),
                        action,
                        NumberKey.of(given.from()),
                        NumberKey.of(given.to()),
                        alone == null ? null : alone.fingerprint(),
                        arrival.bind(),
                        arrival.session(),
                        arrival.sequence());
        return new InboundMessage(
                id,
                given.account(),
                given.way(),
                given.from(),
                given.to(),
                content,
                given.receivedAtMicros(),
                given.parts(),
                given.missing(),
                action);
    }

    private static String write(List<Integer> numbers) {
        return numbers.stream().map(String::valueOf).collect(Collectors.joining(" "));
    }

    private InboundMessage read(Statements sql, ResultSet row) throws SQLException {
        String ports = row.getString(10);
        String missing = row.getString(13);
        String dropped = row.getString(15);
        return new InboundMessage(
                new MessageId(row.getLong(1), row.getLong(2)),
                row.getLong(3),
                ways.nameOf(sql, row.getLong(4)),
                row.getString(5),
                row.getString(6),
                new InboundContent(
                        row.getString(7),
                        row.getInt(8) != 0,
                        row.getString(9),
                        ports == null ? null : ports(ports.split(" ", 2)),
                        dropped == null ? null : dropped(dropped.split(" ", 2))),
                row.getLong(11),
                row.getInt(12),
                missing == null
                        ? List.of()
                        : Stream.of(missing.split(" ", -1))
                                .map(Integer::valueOf)
                                .toList(),
                row.getString(14));
    }

    private static InboundContent.Ports ports(String... both) {
        return new InboundContent.Ports(Integer.parseInt(both[0]), Integer.parseInt(both[1]));
    }

    private static InboundContent.Dropped dropped(String... both) {
        return new InboundContent.Dropped(Integer.parseInt(both[0]), both[1]);
    }

    @Nullable
    InboundMessage find(Statements sql, MessageId id) throws SQLException {
        return sql.first(
                row -> read(sql, row),
                "SELECT " + COLUMNS + " FROM inbound WHERE key = ? AND secret = ?",
                id.key(),
                id.secret());
    }

    /** The message of a key that was just found. */
    InboundMessage byKey(Statements sql, long key) throws SQLException {
        InboundMessage message =
                sql.first(row -> read(sql, row), "SELECT " + COLUMNS + " FROM inbound WHERE key = ?", key);
        if (message == null) {
            throw new SQLException("no message from a phone has the key " + key);
        }
        return message;
    }

    /** Messages that pass {@code filter}, the newest first. */
    List<InboundMessage> find(Statements sql, InboundFilter filter, int limit) throws SQLException {
        StringBuilder query = new StringBuilder("SELECT " + COLUMNS + " FROM inbound WHERE key < ?");
        List<@Nullable Object> arguments = new ArrayList<>(List.of(filter.beforeKey()));
        add(query, arguments, " AND account = ?", filter.account());
        add(query, arguments, " AND recipient_key = ?", filter.to() == null ? null : NumberKey.of(filter.to()));
        add(query, arguments, " AND sender_key = ?", filter.from() == null ? null : NumberKey.of(filter.from()));
        add(query, arguments, " AND way = ?", filter.way() == null ? null : ways.find(sql, filter.way()));
        add(query, arguments, " AND received_at >= ?", filter.sinceMicros() == 0 ? null : filter.sinceMicros());
        add(
                query,
                arguments,
                " AND received_at < ?",
                filter.untilMicros() == Long.MAX_VALUE ? null : filter.untilMicros());
        if (filter.whole() != null) {
            query.append(filter.whole() ? " AND missing IS NULL" : " AND missing IS NOT NULL");
        }
        query.append(" ORDER BY key DESC LIMIT ?");
        arguments.add(limit);
        return sql.list(row -> read(sql, row), query.toString(), arguments.toArray());
    }

    private static void add(
            StringBuilder query, List<@Nullable Object> arguments, String condition, @Nullable Object value) {
        if (value != null) {
            query.append(condition);
            arguments.add(value);
        }
    }
}
