package trunkline.gateway.storage;

import java.sql.SQLException;
import java.util.List;
import trunkline.gateway.store.MessageFilter;
import trunkline.gateway.store.MessageReport;

/** Messages as they are at one moment: one transaction that only reads. Confined to one thread at a time. */
final class Snapshot implements AutoCloseable {

    private final Statements sql;
    private final ListRows rows;
    private final MessageFilter filter;
    private long lastKey;

    Snapshot(Database database, ListRows rows, MessageFilter filter) throws SQLException {
        this.sql = new Statements(database.connect());
        this.rows = rows;
        this.filter = filter;
        try {
            sql.update("BEGIN");
            sql.first(row -> row.getInt(1), "SELECT COUNT(*) FROM way"); // the moment is that of the first read
        } catch (SQLException e) {
            sql.close();
            throw e;
        }
    }

    List<MessageReport> next(int limit) throws SQLException {
        List<MessageReport> page = rows.after(sql, filter, lastKey, limit);
        if (!page.isEmpty()) {
            lastKey = page.get(page.size() - 1).message().key();
        }
        return page;
    }

    @Override
    public void close() throws SQLException {
        sql.close(); // and with it ends the transaction
    }
}
