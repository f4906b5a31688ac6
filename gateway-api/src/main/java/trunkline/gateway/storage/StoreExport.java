package trunkline.gateway.storage;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import trunkline.gateway.account.Account;
import trunkline.gateway.store.MessageFilter;
import trunkline.gateway.store.MessageReport;

/** An export from the command line, whether or not a gateway runs on the store. Confined to one thread. */
public final class StoreExport implements AutoCloseable {

    private final Snapshot snapshot;

    private StoreExport(Snapshot snapshot) {
        this.snapshot = snapshot;
    }

    /** The names of all accounts, by their numbers. */
    public static Map<Long, String> accounts(Database database) throws StoreUnusableException {
        try {
            Connection connection = database.connect();
            Statements sql = new Statements(connection);
            try {
                Schema.require(connection);
                return SqlAccounts.all(sql).stream().collect(Collectors.toMap(Account::id, Account::name));
            } finally {
                sql.close();
            }
        } catch (SQLException e) {
            throw new StoreUnusableException("cannot read the accounts", e);
        }
    }

    public static StoreExport open(Database database, MessageFilter filter) throws StoreUnusableException {
        try {
            return new StoreExport(new Snapshot(database, new ListRows(new MessageRows(new Ways())), filter));
        } catch (SQLException e) {
            throw new StoreUnusableException("cannot open the store", e);
        }
    }

    /** The next messages, the oldest first; none once all have been read. */
    public List<MessageReport> next(int limit) throws StoreUnusableException {
        try {
            return snapshot.next(limit);
        } catch (SQLException e) {
            throw new StoreUnusableException("cannot read on", e);
        }
    }

    @Override
    public void close() throws StoreUnusableException {
        try {
            snapshot.close();
        } catch (SQLException e) {
            throw new StoreUnusableException("cannot close the store", e);
        }
    }
}
