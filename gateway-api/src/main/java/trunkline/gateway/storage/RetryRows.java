package trunkline.gateway.storage;

import java.sql.SQLException;
import trunkline.gateway.store.Retry;

/** The table {@code retry}: messages that rest until a time. */
final class RetryRows {

    private RetryRows() {}

    static void put(Tx tx, long way, Retry retry) throws SQLException {
        tx.sql()
                .update(
                        "INSERT INTO retry (key, way, at) VALUES (?, ?, ?)"
                                + " ON CONFLICT (key) DO UPDATE SET way = excluded.way, at = excluded.at",
                        retry.key(),
                        way,
                        retry.atMicros());
    }

    static void remove(Tx tx, long key) throws SQLException {
        tx.sql().update("DELETE FROM retry WHERE key = ?", key);
    }
}
