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
                                + " ON CONFLICT (key) DO UPDATE SET way = excluded.way, at = excluded.at",
                        retry.key(),
                        way,
                        retry.atMicros());
    }

    static void remove(Tx tx, long key) throws SQLException {
        tx.sql().update("DELETE FROM due WHERE key = ?", key);
    }
}
