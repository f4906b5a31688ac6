package trunkline.gateway.storage;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import trunkline.gateway.store.DeadLetter;
import trunkline.gateway.store.DeliveryBatch;
import trunkline.gateway.store.DeliveryRetry;

/** The tables {@code endpoint_retry} and {@code endpoint_dead}, and the position of an endpoint. */
final class DeliveryRows {

    private final EventRows events;

    DeliveryRows(EventRows events) {
        this.events = events;
    }

    static void record(Tx tx, DeliveryBatch batch) throws SQLException {
        Statements sql = tx.sql();
        int updated = sql.update(
                "UPDATE endpoint SET position = ?, succeeded_at = ?, failed_at = ?, failure = ? WHERE id = ? AND removed = 0",
                batch.position(),
                batch.health().succeededAtMicros(),
                batch.health().failedAtMicros(),
                batch.health().failure(),
                batch.endpoint());
        if (updated == 0) {
            return; // it was taken away meanwhile
        }
        for (DeliveryRetry retry : batch.retries()) {
            put(sql, batch.endpoint(), retry);
        }
        for (long event : batch.settled()) {
            settle(sql, batch.endpoint(), event);
        }
        for (DeadLetter dead : batch.dead()) {
            settle(sql, batch.endpoint(), dead.event());
            bury(sql, batch.endpoint(), dead);
        }
        for (long event : batch.revived()) {
            sql.update("DELETE FROM endpoint_dead WHERE endpoint = ? AND event = ?", batch.endpoint(), event);
        }
    }

    private static void put(Statements sql, long endpoint, DeliveryRetry retry) throws SQLException {
        sql.update(
                "INSERT INTO endpoint_retry (endpoint, event, message, attempts, at, until) VALUES (?, ?, ?, ?, ?, ?)"
                        + " ON CONFLICT (endpoint, event) DO UPDATE SET attempts = excluded.attempts, at = excluded.at,"
                        + " until = excluded.until",
                endpoint,
                retry.event(),
                retry.message(),
                retry.attempts(),
                retry.atMicros(),
                retry.untilMicros());
    }

    private static void settle(Statements sql, long endpoint, long event) throws SQLException {
        sql.update("DELETE FROM endpoint_retry WHERE endpoint = ? AND event = ?", endpoint, event);
    }

    private static void bury(Statements sql, long endpoint, DeadLetter dead) throws SQLException {
        sql.update(
                "INSERT INTO endpoint_dead (endpoint, event, attempts, died_at, failure) VALUES (?, ?, ?, ?, ?)"
                        + " ON CONFLICT (endpoint, event) DO UPDATE SET attempts = excluded.attempts,"
                        + " died_at = excluded.died_at, failure = excluded.failure, replay = 0",
                endpoint,
                dead.event(),
                dead.attempts(),
                dead.diedAtMicros(),
                dead.failure());
    }

    /** Those that are due first come first. */
    static List<DeliveryRetry> retries(Statements sql, long endpoint, int limit) throws SQLException {
        return sql.list(
                row -> new DeliveryRetry(row.getLong(1), row.getLong(2), row.getInt(3), row.getLong(4), row.getLong(5)),
                "SELECT event, message, attempts, at, until FROM endpoint_retry WHERE endpoint = ?"
                        + " ORDER BY at, event LIMIT ?",
                endpoint,
                limit);
    }

    /** Dead letters from before {@code beforeEvent}, the newest first. */
    List<DeadLetter> dead(Statements sql, long endpoint, long beforeEvent, int limit) throws SQLException {
        return whole(
                sql,
                sql.list(
                        DeliveryRows::readDead,
                        "SELECT event, attempts, died_at, failure FROM endpoint_dead WHERE endpoint = ? AND event < ?"
                                + " ORDER BY event DESC LIMIT ?",
                        endpoint,
                        beforeEvent,
                        limit),
                endpoint);
    }

    /** Dead letters that are to be tried again, the oldest first. */
    List<DeadLetter> replays(Statements sql, long endpoint, int limit) throws SQLException {
        return whole(
                sql,
                sql.list(
                        DeliveryRows::readDead,
                        "SELECT d.event, d.attempts, d.died_at, d.failure FROM endpoint_dead d JOIN endpoint n ON n.id = ?"
                                + " WHERE d.endpoint = ? AND (d.replay = 1 OR d.died_at < n.replay_before)"
                                + " ORDER BY d.event LIMIT ?",
                        endpoint,
                        endpoint,
                        limit),
                endpoint);
    }

    private static DeadLetter readDead(ResultSet row) throws SQLException {
        return new DeadLetter(row.getLong(1), row.getInt(2), row.getLong(3), row.getString(4), null);
    }

    private List<DeadLetter> whole(Statements sql, List<DeadLetter> bare, long endpoint) throws SQLException {
        Long account = sql.first(row -> row.getLong(1), "SELECT account FROM endpoint WHERE id = ?", endpoint);
        List<DeadLetter> whole = new ArrayList<>(bare.size());
        for (DeadLetter dead : bare) {
            whole.add(new DeadLetter(
                    dead.event(),
                    dead.attempts(),
                    dead.diedAtMicros(),
                    dead.failure(),
                    account == null ? null : events.find(sql, account, dead.event())));
        }
        return whole;
    }

    static int countDead(Statements sql, long endpoint, int max) throws SQLException {
        Integer count = sql.first(
                row -> row.getInt(1),
                "SELECT COUNT(*) FROM (SELECT 1 FROM endpoint_dead WHERE endpoint = ? LIMIT ?) AS some",
                endpoint,
                max);
        return count == null ? 0 : count;
    }

    /** Marks these to be tried again, or all that are dead by now; how many of those named there are. */
    static int replay(Tx tx, long endpoint, @Nullable List<Long> ids) throws SQLException {
        if (ids == null) {
            // what dies in this very microsecond is not older than it
            return tx.sql().update("UPDATE endpoint SET replay_before = ? WHERE id = ?", tx.nowMicros() + 1, endpoint);
        }
        int marked = 0;
        for (long event : ids) {
            marked += tx.sql()
                    .update("UPDATE endpoint_dead SET replay = 1 WHERE endpoint = ? AND event = ?", endpoint, event);
        }
        return marked;
    }

    /** Drops what is kept of events with ids up to {@code event}. */
    static int drop(Tx tx, long endpoint, long event, int limit) throws SQLException {
        int dropped = delete(tx, "endpoint_dead", endpoint, event, limit);
        return dropped + delete(tx, "endpoint_retry", endpoint, event, limit - dropped);
    }

    private static int delete(Tx tx, String table, long endpoint, long event, int limit) throws SQLException {
        return tx.sql()
                .update(
                        "DELETE FROM " + table + " WHERE endpoint = ? AND event IN (SELECT event FROM " + table
                                + " WHERE endpoint = ? AND event <= ? ORDER BY event LIMIT ?)",
                        endpoint,
                        endpoint,
                        event,
                        limit);
    }
}
