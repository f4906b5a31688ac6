package trunkline.gateway.storage;

import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import trunkline.gateway.store.KnownWay;

/**
 * The numbers that stand for the names of SMSCs and trunks in the tables. A number never changes its name, so both
 * directions are kept in memory: as many as the configuration names over the years. Thread-safe.
 */
final class Ways {

    private record Named(long id, String name) {}

    private final Map<String, Long> ids = new ConcurrentHashMap<>();
    private final Map<Long, String> names = new ConcurrentHashMap<>();

    /** The number of {@code name}, given now if it had none. For transactions of the writer. */
    long idOf(Tx tx, String name) throws SQLException {
        Long known = ids.get(name);
        if (known != null) {
            return known;
        }
        Statements sql = tx.sql();
        sql.update("INSERT INTO way (name) VALUES (?) ON CONFLICT (name) DO NOTHING", name);
        Long id = sql.first(row -> row.getLong(1), "SELECT id FROM way WHERE name = ?", name);
        if (id == null) {
            throw new SQLException("way " + name + " was inserted and is not there");
        }
        tx.onCommit(() -> remember(id, name)); // and not before: the transaction may still be rolled back
        return id;
    }

    /** The number of {@code name}, or -1 if nothing ever went that way. */
    long find(Statements sql, String name) throws SQLException {
        if (!ids.containsKey(name)) {
            load(sql);
        }
        return ids.getOrDefault(name, -1L);
    }

    /** The name behind a number that stands in a table. */
    String nameOf(Statements sql, long id) throws SQLException {
        if (!names.containsKey(id)) {
            load(sql);
        }
        String name = names.get(id);
        if (name == null) {
            throw new SQLException("no way has the number " + id);
        }
        return name;
    }

    /** All that have messages. */
    static List<KnownWay> all(Statements sql) throws SQLException {
        return sql.list(
                row -> new KnownWay(row.getString(1), row.getInt(2) != 0),
                "SELECT w.name, m.voice FROM way w JOIN message m"
                        + " ON m.key = (SELECT MAX(key) FROM message WHERE way = w.id) ORDER BY w.id");
    }

    private void remember(long id, String name) {
        ids.put(name, id);
        names.put(id, name);
    }

    private void load(Statements sql) throws SQLException {
        List<Named> rows = sql.list(row -> new Named(row.getLong(1), row.getString(2)), "SELECT id, name FROM way");
        rows.forEach(way -> remember(way.id(), way.name()));
    }
}
