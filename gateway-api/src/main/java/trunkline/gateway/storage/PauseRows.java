package trunkline.gateway.storage;

import java.sql.SQLException;
import java.util.List;
import trunkline.gateway.event.EventKinds;
import trunkline.gateway.limit.PauseStore.Pause;

/** The table {@code account_pause}; each change is in the audit trail too. */
final class PauseRows {

    private PauseRows() {}

    /** Pauses an account; false if it was paused before, or there is none of this number. */
    static boolean pause(Statements sql, long atMicros, long account, String reason, String by) throws SQLException {
        String name = SqlAccounts.nameOf(sql, account);
        boolean isNew = name != null
                && sql.update(
                                "INSERT INTO account_pause (account, at, reason) VALUES (?, ?, ?)"
                                        + " ON CONFLICT (account) DO NOTHING",
                                account,
                                atMicros,
                                reason)
                        == 1;
        if (name != null && isNew) {
            AuditRows.add(sql, atMicros, by, EventKinds.ACCOUNT_PAUSED, name, reason);
        }
        return isNew;
    }

    /** Lifts a pause; false if there was none. */
    static boolean resume(Statements sql, long atMicros, long account, String by) throws SQLException {
        String name = SqlAccounts.nameOf(sql, account);
        boolean was = sql.update("DELETE FROM account_pause WHERE account = ?", account) == 1;
        if (was) {
            AuditRows.add(sql, atMicros, by, EventKinds.ACCOUNT_RESUMED, name == null ? "" : name, "");
        }
        return was;
    }

    static List<Pause> all(Statements sql) throws SQLException {
        return sql.list(
                row -> new Pause(row.getLong(1), row.getLong(2), row.getString(3)),
                "SELECT account, at, reason FROM account_pause");
    }
}
