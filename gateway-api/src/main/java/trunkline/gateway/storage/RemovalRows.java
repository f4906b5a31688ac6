package trunkline.gateway.storage;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Takes messages out of all tables that speak of them, but for {@code withdrawn}: the way of a message that ended before it
 * came to it may still hold it in memory, and learns there that it must not send it.
 */
final class RemovalRows {

    /** How many rows went of each table. */
    static final class Counts {
        private final Map<String, Integer> rows = new HashMap<>();

        void add(String table, int count) {
            rows.merge(table, count, Integer::sum);
        }

        int of(String... tables) {
            return Stream.of(tables)
                    .mapToInt(table -> rows.getOrDefault(table, 0))
                    .sum();
        }
    }

    /** What other tables know a message by. */
    private record Known(String recipient, int reference, int segments) {}

    /** Rows of these belong to the message of their key. */
    private static final List<String> BY_KEY =
            List.of("progress", "due", "reference", "receipt", "step", "call", "call_trace", "passing_text", "message");

    private static final String UNANSWERED =
            "DELETE FROM unanswered WHERE way IN (SELECT id FROM way) AND recipient = ? AND key = ?";
    private static final String CONCATENATION = "DELETE FROM concatenation WHERE recipient = ? AND reference = ?";
    private static final String REPETITION_OF = "SELECT parent FROM occurrence WHERE key = ?";

    private RemovalRows() {}

    /** All that it asks for each message. */
    static List<String> statements() {
        List<String> all = new ArrayList<>(List.of(UNANSWERED, CONCATENATION, REPETITION_OF));
        BY_KEY.forEach(table -> all.add(delete(table)));
        return all;
    }

    private static String delete(String table) {
        return "DELETE FROM " + table + " WHERE key = ?";
    }

    /** Removes one; false if it is gone already. */
    static boolean remove(Statements sql, long key, Counts counts) throws SQLException {
        Known known = sql.first(
                row -> new Known(row.getString(1), row.getInt(2), row.getInt(3)),
                "SELECT recipient, reference, segments FROM message WHERE key = ?",
                key);
        if (known == null) {
            return false;
        }
        sql.update(UNANSWERED, known.recipient(), key);
        if (known.segments() > 1) { // the last of its recipient that had a reference: the next one may begin anew
            sql.update(CONCATENATION, Long.parseLong(known.recipient().substring(1)), known.reference());
        }
        for (String table : BY_KEY) {
            counts.add(table, sql.update(delete(table), key));
        }
        return true;
    }

    /** Removes what is known of a repetition beside its messages. */
    static void removeRepetition(Statements sql, long key, Counts counts) throws SQLException {
        counts.add("link_hit", sql.update("DELETE FROM link_hit WHERE parent = ?", key));
        sql.update("DELETE FROM occurrence WHERE parent = ?", key);
        sql.update("DELETE FROM repetition WHERE key = ?", key);
    }

    /** The key of the first message of the repetition that this one is an occurrence of; null if it is alone. */
    static @Nullable Long repetitionOf(Statements sql, long key) throws SQLException {
        return sql.first(row -> row.getLong(1), REPETITION_OF, key);
    }

    /** All messages of a repetition. */
    static List<Long> occurrences(Statements sql, long key) throws SQLException {
        return sql.list(row -> row.getLong(1), "SELECT key FROM occurrence WHERE parent = ?", key);
    }
}
