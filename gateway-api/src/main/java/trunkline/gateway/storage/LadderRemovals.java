package trunkline.gateway.storage;

import java.sql.SQLException;
import java.util.List;
import trunkline.gateway.storage.RemovalRows.Counts;

/** Takes ladders out of all tables that speak of them; the messages that they sent are messages like others. */
final class LadderRemovals {

    /** What was known of one that was removed. */
    record Removed(boolean wasRunning, List<Long> sent) {}

    private static final String OF_RECIPIENT = "SELECT DISTINCT ladder FROM ladder_step WHERE recipient = ?";
    private static final String IS_RUNNING = "SELECT 1 FROM ladder WHERE key = ? AND next_at > 0";
    private static final String KEPT_BY = "SELECT 1 FROM ladder_step s JOIN ladder l ON l.key = s.ladder"
            + " WHERE s.message = ? AND (l.next_at > 0 OR l.updated_at >= ?)";
    private static final String REMOVE_STEPS = "DELETE FROM ladder_step WHERE ladder = ?";
    private static final String REMOVE_TIMELINE = "DELETE FROM step WHERE key = ?";
    private static final String REMOVE = "DELETE FROM ladder WHERE key = ?";

    private LadderRemovals() {}

    /** All that it asks for one message, one ladder, or one phone. */
    static List<String> statements() {
        return List.of(OF_RECIPIENT, IS_RUNNING, KEPT_BY, REMOVE_STEPS, REMOVE_TIMELINE, REMOVE);
    }

    /** Those with a step to this number, in E.164 form. */
    static List<Long> ofRecipient(Statements sql, String number) throws SQLException {
        return sql.list(row -> row.getLong(1), OF_RECIPIENT, number);
    }

    static boolean isRunning(Statements sql, long key) throws SQLException {
        return sql.first(row -> row.getInt(1), IS_RUNNING, key) != null;
    }

    /** Whether a message is one of a ladder that goes on, or has ended since {@code beforeMicros}. */
    static boolean keep(Statements sql, long message, long beforeMicros) throws SQLException {
        return sql.first(row -> row.getInt(1), KEPT_BY, message, beforeMicros) != null;
    }

    /** Those that ended before {@code beforeMicros} and whose messages are gone. */
    static List<Long> old(Statements sql, long beforeMicros, int limit) throws SQLException {
        return sql.list(
                row -> row.getLong(1),
                "SELECT key FROM ladder WHERE key <= ? AND next_at = 0 AND updated_at < ? AND NOT EXISTS (SELECT 1"
                        + " FROM ladder_step s JOIN message m ON m.key = s.message WHERE s.ladder = ladder.key)"
                        + " ORDER BY key LIMIT ?",
                MessageKeys.before(beforeMicros),
                beforeMicros,
                limit);
    }

    static Removed remove(Statements sql, long key, Counts counts) throws SQLException {
        boolean wasRunning = isRunning(sql, key);
        List<Long> sent = LadderStepRows.sent(sql, key);
        sql.update(REMOVE_STEPS, key);
        counts.add("step", sql.update(REMOVE_TIMELINE, key));
        counts.add("ladder", sql.update(REMOVE, key));
        return new Removed(wasRunning, sent);
    }
}
