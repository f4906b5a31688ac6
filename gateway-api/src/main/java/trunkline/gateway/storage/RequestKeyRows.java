package trunkline.gateway.storage;

import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import trunkline.gateway.store.RequestKey;

/** The table {@code request_key}: which request has made which message, for a day. */
final class RequestKeyRows {

    /** What a request with a key has made before; its fingerprint is sealed. */
    record Made(String fingerprint, long message) {}

    private static final long KEPT_MICROS = TimeUnit.HOURS.toMicros(24);

    private RequestKeyRows() {}

    /** What the last request with this key has made, or null if none did within a day. */
    static @Nullable Made find(Statements sql, long nowMicros, long account, RequestKey key) throws SQLException {
        return sql.first(
                row -> new Made(row.getString(1), row.getLong(2)),
                "SELECT fingerprint, message FROM request_key WHERE account = ? AND value = ? AND at > ?",
                account,
                key.value(),
                nowMicros - KEPT_MICROS);
    }

    static void put(Tx tx, long account, RequestKey key, long message) throws SQLException {
        tx.sql()
                .update(
                        "INSERT INTO request_key (account, value, fingerprint, message, at) VALUES (?, ?, ?, ?, ?)"
                                + " ON CONFLICT (account, value) DO UPDATE SET fingerprint = excluded.fingerprint,"
                                + " message = excluded.message, at = excluded.at",
                        account,
                        key.value(),
                        tx.texts().seal(key.fingerprint()),
                        message,
                        tx.nowMicros());
    }

    /** Deletes up to {@code limit} that are older than a day; how many. */
    static int drop(Tx tx, int limit) throws SQLException {
        tx.sql().update("DELETE FROM batch_answer WHERE at <= ?", tx.nowMicros() - KEPT_MICROS);
        return tx.sql()
                .update(
                        "DELETE FROM request_key WHERE (account, value) IN"
                                + " (SELECT account, value FROM request_key WHERE at <= ? LIMIT ?)",
                        tx.nowMicros() - KEPT_MICROS,
                        limit);
    }
}
