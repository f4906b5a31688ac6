package trunkline.gateway.storage;

import java.sql.SQLException;
import trunkline.gateway.account.AuditStore;
import trunkline.gateway.store.ErasureStore.Outcome;
import trunkline.gateway.store.ErasureStore.Wish;

/** Erases a phone from the command line, whether or not a gateway runs on the store. Confined to one thread. */
public final class StoreErasure implements AutoCloseable {

    private final Statements sql;

    private StoreErasure(Statements sql) {
        this.sql = sql;
    }

    public static StoreErasure open(Database database) throws StoreUnusableException {
        try {
            return new StoreErasure(new Statements(database.connect()));
        } catch (SQLException e) {
            throw new StoreUnusableException("cannot open the store", e);
        }
    }

    /** Erases, and notes it in the audit trail; blocks until it is done. */
    public Outcome erase(Wish wish, long nowMicros) throws StoreUnusableException {
        try {
            return new Erasure(new Alone(), wish).run(AuditStore.COMMAND_LINE, nowMicros);
        } catch (SQLException e) {
            throw new StoreUnusableException("cannot erase all of it, ask again", e);
        }
    }

    private final class Alone implements Erasure.Access {

        @Override
        public <T> T read(Readers.Query<T> query) throws SQLException {
            return query.read(sql);
        }

        @Override
        public <T> T write(Readers.Query<T> change) throws SQLException {
            sql.update("BEGIN IMMEDIATE");
            try {
                T result = change.read(sql);
                sql.update("COMMIT");
                return result;
            } catch (SQLException e) {
                sql.update("ROLLBACK");
                throw e;
            }
        }
    }

    @Override
    public void close() throws StoreUnusableException {
        try {
            sql.close();
        } catch (SQLException e) {
            throw new StoreUnusableException("cannot close the store", e);
        }
    }
}
