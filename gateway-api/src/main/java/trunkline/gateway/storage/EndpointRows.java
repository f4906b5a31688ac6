package trunkline.gateway.storage;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import trunkline.gateway.event.Callback;
import trunkline.gateway.event.Endpoint;
import trunkline.gateway.event.EndpointSecret;
import trunkline.gateway.event.EventFilter;
import trunkline.gateway.message.MessageId;
import trunkline.gateway.store.EndpointState;

/** The tables {@code endpoint} and {@code endpoint_secret}. */
final class EndpointRows {

    private static final String COLUMNS =
            "id, secret, account, url, filter, description, paused, created_at, updated_at,"
                    + " callback, callback_account, callback_salt, callback_key";
    private static final String STATE_COLUMNS = ", position, succeeded_at, failed_at, failure";
    private static final String BY_ID =
            "SELECT " + COLUMNS + " FROM endpoint WHERE id = ? AND secret = ? AND account = ? AND removed = 0";
    private static final String BETWEEN_PATTERNS = " ";

    private EndpointRows() {}

    /** Makes one; null if the account has {@code most}. */
    static @Nullable Endpoint insert(
            Tx tx, MessageKeys keys, long account, Endpoint.Settings settings, EndpointSecret secret, int most)
            throws SQLException {
        if (list(tx.sql(), account).size() >= most) {
            return null;
        }
        MessageId id = keys.next(tx.nowMicros());
        Callback callback = settings.callback();
        tx.sql()
                .update(
                        "INSERT INTO endpoint (id, secret, account, url, filter, description, paused, created_at, updated_at,"
                                + " position, callback, callback_account, callback_salt, callback_key)"
                                + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                        id.key(),
                        id.secret(),
                        account,
                        settings.url(),
                        String.join(BETWEEN_PATTERNS, settings.filter().patterns()),
                        settings.description(),
                        settings.paused(),
                        tx.nowMicros(),
                        tx.nowMicros(),
                        id.key(),
                        callback == null ? null : callback.form().label(),
                        callback == null ? "" : callback.account(),
                        callback == null ? "" : callback.salt(),
                        callback == null ? "" : callback.key());
        insert(tx, id.key(), secret);
        return new Endpoint(id, account, settings, tx.nowMicros(), tx.nowMicros());
    }

    private static void insert(Tx tx, long endpoint, EndpointSecret secret) throws SQLException {
        tx.sql()
                .update(
                        "INSERT INTO endpoint_secret (endpoint, number, value, created_at, expires_at) SELECT ?,"
                                + " COALESCE(MAX(number), 0) + 1, ?, ?, ? FROM endpoint_secret WHERE endpoint = ?",
                        endpoint,
                        secret.value(),
                        secret.createdAtMicros(),
                        secret.expiresAtMicros(),
                        endpoint);
    }

    /** The newest secret stays until {@code oldUntilMicros} beside a new one; those before it go. */
    static void rotate(Tx tx, long endpoint, EndpointSecret secret, long oldUntilMicros) throws SQLException {
        tx.sql()
                .update(
                        "DELETE FROM endpoint_secret WHERE endpoint = ? AND number < (SELECT MAX(number) FROM endpoint_secret"
                                + " WHERE endpoint = ?)",
                        endpoint,
                        endpoint);
        tx.sql().update("UPDATE endpoint_secret SET expires_at = ? WHERE endpoint = ?", oldUntilMicros, endpoint);
        insert(tx, endpoint, secret);
    }

    static List<Endpoint> list(Statements sql, long account) throws SQLException {
        return sql.list(
                EndpointRows::read,
                "SELECT " + COLUMNS + " FROM endpoint WHERE account = ? AND removed = 0 ORDER BY id",
                account);
    }

    static @Nullable Endpoint find(Statements sql, long account, MessageId id) throws SQLException {
        return sql.first(EndpointRows::read, BY_ID, id.key(), id.secret(), account);
    }

    private static Endpoint read(ResultSet row) throws SQLException {
        EventFilter filter = new EventFilter(List.of(row.getString(5).split(BETWEEN_PATTERNS, -1)));
        return new Endpoint(
                new MessageId(row.getLong(1), row.getLong(2)),
                row.getLong(3),
                new Endpoint.Settings(row.getString(4), filter, row.getString(6), row.getInt(7) != 0, callback(row)),
                row.getLong(8),
                row.getLong(9));
    }

    private static @Nullable Callback callback(ResultSet row) throws SQLException {
        String label = row.getString(10);
        for (Callback.Form form : Callback.Form.values()) {
            if (form.label().equals(label)) {
                return new Callback(form, row.getString(11), row.getString(12), row.getString(13));
            }
        }
        return null;
    }

    /** What it chose when it was made, whether it gets events or callbacks, stays. */
    static Endpoint update(Tx tx, Endpoint endpoint, Endpoint.Settings settings) throws SQLException {
        tx.sql()
                .update(
                        "UPDATE endpoint SET url = ?, filter = ?, description = ?, paused = ?, updated_at = ? WHERE id = ?",
                        settings.url(),
                        String.join(BETWEEN_PATTERNS, settings.filter().patterns()),
                        settings.description(),
                        settings.paused(),
                        tx.nowMicros(),
                        endpoint.key());
        return new Endpoint(endpoint.id(), endpoint.account(), settings, endpoint.createdAtMicros(), tx.nowMicros());
    }

    /** Takes it away at once for everybody; its rows go by {@link #sweep}. */
    static boolean remove(Tx tx, long account, MessageId id) throws SQLException {
        return tx.sql()
                        .update(
                                "UPDATE endpoint SET removed = 1 WHERE id = ? AND secret = ? AND account = ? AND removed = 0",
                                id.key(),
                                id.secret(),
                                account)
                == 1;
    }

    /** Deletes up to {@code limit} rows of endpoints that were taken away; those without any go themselves. */
    static int sweep(Tx tx, int limit) throws SQLException {
        int swept = 0;
        for (long endpoint : tx.sql().list(row -> row.getLong(1), "SELECT id FROM endpoint WHERE removed = 1")) {
            int rows = DeliveryRows.drop(tx, endpoint, Long.MAX_VALUE, limit - swept);
            swept += rows;
            if (rows == 0 && swept < limit) {
                tx.sql().update("DELETE FROM endpoint_secret WHERE endpoint = ?", endpoint);
                tx.sql().update("DELETE FROM endpoint WHERE id = ?", endpoint);
            }
        }
        return swept;
    }

    static List<EndpointState> all(Statements sql, long nowMicros) throws SQLException {
        return sql.list(
                row -> readState(sql, row, nowMicros),
                "SELECT " + COLUMNS + STATE_COLUMNS + " FROM endpoint WHERE removed = 0 ORDER BY id");
    }

    static @Nullable EndpointState state(Statements sql, long endpoint, long nowMicros) throws SQLException {
        return sql.first(
                row -> readState(sql, row, nowMicros),
                "SELECT " + COLUMNS + STATE_COLUMNS + " FROM endpoint WHERE id = ? AND removed = 0",
                endpoint);
    }

    private static EndpointState readState(Statements sql, ResultSet row, long nowMicros) throws SQLException {
        List<EndpointSecret> secrets = sql.list(
                secret -> new EndpointSecret(secret.getString(1), secret.getLong(2), secret.getLong(3)),
                "SELECT value, created_at, expires_at FROM endpoint_secret WHERE endpoint = ?"
                        + " AND (expires_at = 0 OR expires_at > ?) ORDER BY number DESC",
                row.getLong(1),
                nowMicros);
        return new EndpointState(
                read(row),
                secrets,
                row.getLong(14),
                new EndpointState.Health(row.getLong(15), row.getLong(16), row.getString(17)));
    }
}
