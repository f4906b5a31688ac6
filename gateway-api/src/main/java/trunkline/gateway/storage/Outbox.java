package trunkline.gateway.storage;

import java.sql.SQLException;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Writes events: in the transaction of what they tell, so that neither is ever there without the other, and only for
 * accounts that want them, so that others pay nothing. Confined to the writer's thread, once loaded.
 */
final class Outbox {

    private final MessageKeys keys;
    /** As many as have ever had an endpoint or a stream. */
    private final Set<Long> wanting = new HashSet<>();

    Outbox(MessageKeys keys) {
        this.keys = keys;
    }

    void load(Statements sql) throws SQLException {
        wanting.addAll(sql.list(row -> row.getLong(1), "SELECT account FROM event_reader"));
    }

    /** Whether there is any account that wants events. */
    boolean isWantedByAny() {
        return !wanting.isEmpty();
    }

    /** Whether the account wants events. */
    boolean isWantedBy(long account) {
        return wanting.contains(account);
    }

    /** From this commit on events of the account are written; the id after which its first one comes. */
    long want(Tx tx, long account) throws SQLException {
        tx.sql()
                .update(
                        "INSERT INTO event_reader (account, since) VALUES (?, ?) ON CONFLICT (account) DO NOTHING",
                        account,
                        tx.nowMicros());
        tx.onCommit(() -> wanting.add(account));
        return keys.nextKey(tx.nowMicros());
    }

    /** Writes an event; its id, 0 if its account wants none. */
    long write(Tx tx, long account, String kind, long message, int version, @Nullable String data) throws SQLException {
        if (!wanting.contains(account)) {
            return 0;
        }
        long id = keys.nextKey(tx.nowMicros());
        tx.sql()
                .update(
                        "INSERT INTO event (account, id, message, version, kind, at, data) VALUES (?, ?, ?, ?, ?, ?, ?)",
                        account,
                        id,
                        message,
                        version,
                        kind,
                        tx.nowMicros(),
                        data);
        return id;
    }
}
