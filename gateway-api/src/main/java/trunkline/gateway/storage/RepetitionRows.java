package trunkline.gateway.storage;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import trunkline.gateway.inbound.NumberKey;
import trunkline.gateway.message.MessageId;
import trunkline.gateway.message.OutboundMessage;
import trunkline.gateway.message.SmsState;
import trunkline.gateway.store.Link;
import trunkline.gateway.store.Repetition;
import trunkline.gateway.store.RepetitionReport;
import trunkline.gateway.store.RepetitionReport.End;
import trunkline.gateway.store.RepetitionReport.Occurrence;

/** The tables {@code repetition} and {@code occurrence}. */
final class RepetitionRows {

    /** What stands there of one that is due. */
    record Due(long key, int times, long period, long startAt, int created) {

        /** The number of the occurrence whose time came last. */
        int numberAt(long nowMicros) {
            return (int) Math.min(times, 1 + (nowMicros - startAt) / period);
        }

        /** When the occurrence after {@code number} is due; 0 if there is none. */
        long nextAfter(int number) {
            return number < times ? startAt + number * period : 0;
        }
    }

    private RepetitionRows() {}

    /** A message that was just kept is the first occurrence of a repetition. */
    static void insert(Tx tx, OutboundMessage message, Repetition repetition) throws SQLException {
        long period = micros(repetition.period());
        long sentAt =
                Math.max(message.createdAtMicros(), message.request().plan().sendAtMicros());
        long startAt = Math.max(sentAt, repetition.notBeforeMicros());
        boolean more = repetition.times() > 1;
        tx.sql()
                .update(
                        "INSERT INTO repetition (key, account, token, target, times, period, start_at, created, next_at,"
                                + " ended, ended_at, sender_key, number_key)"
                                + " VALUES (?, ?, ?, ?, ?, ?, ?, 1, ?, ?, ?, ?, ?)",
                        message.key(),
                        message.request().account(),
                        repetition.token(),
                        repetition.target(),
                        repetition.times(),
                        period,
                        startAt,
                        more ? startAt + period : 0,
                        more ? null : End.DONE.name(),
                        more ? 0 : tx.nowMicros(),
                        more ? NumberKey.of(message.request().from().value()) : null,
                        more ? NumberKey.of(message.request().to().e164()) : null);
        insertOccurrence(tx, message.key(), 1, message.key());
    }

    private static long micros(Duration duration) {
        return TimeUnit.NANOSECONDS.toMicros(duration.toNanos());
    }

    /** False if there is one of this number. */
    static boolean insertOccurrence(Tx tx, long parent, int number, long key) throws SQLException {
        return tx.sql()
                        .update(
                                "INSERT INTO occurrence (parent, number, key) VALUES (?, ?, ?)"
                                        + " ON CONFLICT (parent, number) DO NOTHING",
                                parent,
                                number,
                                key)
                == 1;
    }

    /** Those of accounts that may send. */
    static List<Due> due(Tx tx, long nowMicros, int limit) throws SQLException {
        return tx.sql()
                .list(
                        row -> new Due(row.getLong(1), row.getInt(2), row.getLong(3), row.getLong(4), row.getInt(5)),
                        "SELECT key, times, period, start_at, created FROM repetition WHERE next_at > 0 AND next_at <= ?"
                                + " AND NOT EXISTS (SELECT 1 FROM account_pause a WHERE a.account = repetition.account)"
                                + " ORDER BY next_at LIMIT ?",
                        nowMicros,
                        limit);
    }

    /** Has the next occurrence of one be due at another time, and those after it as much later. */
    static void putOff(Tx tx, Due due, long atMicros) throws SQLException {
        tx.sql()
                .update(
                        "UPDATE repetition SET start_at = start_at + ? - next_at, next_at = ? WHERE key = ? AND next_at > 0",
                        atMicros,
                        atMicros,
                        due.key());
    }

    static void created(Tx tx, Due due, int number) throws SQLException {
        long next = due.nextAfter(number);
        tx.sql()
                .update(
                        "UPDATE repetition SET created = ?, next_at = ?, ended = ?, ended_at = ?, number_key ="
                                + " CASE WHEN ? = 0 THEN NULL ELSE number_key END WHERE key = ?",
                        number,
                        next,
                        next == 0 ? End.DONE.name() : null,
                        next == 0 ? tx.nowMicros() : 0,
                        next,
                        due.key());
        if (next == 0) {
            tx.texts().repeatedEnough(tx, due.key());
        }
    }

    /** Ends one that goes on; false if it has ended before. */
    static boolean end(Tx tx, long key, End end) throws SQLException {
        boolean ended = tx.sql()
                        .update(
                                "UPDATE repetition SET next_at = 0, ended = ?, ended_at = ?, number_key = NULL"
                                        + " WHERE key = ? AND ended IS NULL",
                                end.name(),
                                tx.nowMicros(),
                                key)
                == 1;
        if (ended) {
            tx.texts().repeatedEnough(tx, key);
        }
        return ended;
    }

    /** The key of the last occurrence. */
    static long last(Tx tx, long key) throws SQLException {
        Long last = tx.sql()
                .first(
                        row -> row.getLong(1),
                        "SELECT key FROM occurrence WHERE parent = ? ORDER BY number DESC LIMIT 1",
                        key);
        return last == null ? key : last;
    }

    static @Nullable Link link(Statements sql, String token) throws SQLException {
        return sql.first(
                row -> new Link(row.getLong(1), row.getString(2), row.getLong(3)),
                "SELECT r.key, r.target, (SELECT MAX(p.sent_at) FROM occurrence o JOIN progress p ON p.key = o.key"
                        + " WHERE o.parent = r.key) FROM repetition r WHERE r.token = ?",
                token);
    }

    /** What is known of the repetition that begins with this message; null if there is none. */
    static @Nullable RepetitionReport find(Statements sql, long key) throws SQLException {
        RepetitionReport found = sql.first(
                RepetitionRows::read,
                "SELECT times, period, token, target, created, next_at, ended, clicked_at, hits FROM repetition"
                        + " WHERE key = ?",
                key);
        if (found == null) {
            return null;
        }
        List<Occurrence> occurrences = sql.list(
                row -> new Occurrence(
                        row.getInt(1),
                        new MessageId(row.getLong(2), row.getLong(3)),
                        SmsState.ofCode(row.getInt(4)),
                        row.getLong(5)),
                "SELECT o.number, m.key, m.secret, COALESCE(p.state, 0), COALESCE(p.sent_at, 0) FROM occurrence o"
                        + " JOIN message m ON m.key = o.key LEFT JOIN progress p ON p.key = o.key WHERE o.parent = ?"
                        + " ORDER BY o.number",
                key);
        return new RepetitionReport(
                found.asked(),
                found.created(),
                found.nextAtMicros(),
                found.end(),
                found.clickedAtMicros(),
                found.hits(),
                occurrences);
    }

    private static RepetitionReport read(ResultSet row) throws SQLException {
        Repetition asked = new Repetition(
                row.getInt(1), Duration.of(row.getLong(2), ChronoUnit.MICROS), row.getString(3), row.getString(4));
        String ended = row.getString(7);
        return new RepetitionReport(
                asked,
                row.getInt(5),
                row.getLong(6),
                ended == null ? null : End.valueOf(ended),
                row.getLong(8),
                row.getInt(9),
                List.of());
    }
}
