package trunkline.gateway.storage;

import java.sql.SQLException;
import trunkline.gateway.store.Retry;

/** The table {@code due}: messages that their way takes up at a time, whatever its marks say. */
final class DueRows {

    private DueRows() {}

    static void put(Tx tx, long way, Retry retry) throws SQLException {
        tx.sql()
                .update(
                        "INSERT INTO due (key, way, at) VALUES (?, ?, ?)"
                                + " ON CONFLICT (key) DO UPDATE SET way = excluded.way, at = excluded.at,"
                                + " waits = 0",
                        retry.key(),
                        way,
                        retry.atMicros());
    }

    /** The same for what waits for one of its way's senders. */
    static void putWaiting(Tx tx, long way, Retry retry) throws SQLException {
        put(tx, way, retry);
        tx.sql().update("UPDATE due SET waits = 1 WHERE key = ?", retry.key());
    }

    /** All that waits for a sender of a way is due now. */
    static void wake(Tx tx, long way) throws SQLException {
        tx.sql()
                .update(
                        "UPDATE due SET at = ? WHERE way = ? AND waits = 1 AND at > ?",
                        tx.nowMicros(),
                        way,
                        tx.nowMicros());
    }

    static void remove(Tx tx, long key) throws SQLException {
        tx.sql().update("DELETE FROM due WHERE key = ?", key);
    }
}
