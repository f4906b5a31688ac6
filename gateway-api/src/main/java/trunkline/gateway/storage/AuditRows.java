package trunkline.gateway.storage;

import java.sql.SQLException;
import java.util.List;
import trunkline.gateway.account.AuditStore.Entry;

/** The table {@code audit}: rows are added in the transaction of what they tell, and stay. */
final class AuditRows {

    private static final String CONFIGURATION = "configuration";

    private AuditRows() {}

    /** Notes a change; see {@link Entry}. */
    static void add(Statements sql, long atMicros, String actor, String action, String subject, String detail)
            throws SQLException {
        sql.update(
                "INSERT INTO audit (at, actor, action, subject, detail) VALUES (?, ?, ?, ?, ?)",
                atMicros,
                actor,
                action,
                subject,
                detail);
    }

    /** Notes a change that an account has made of what is its own. */
    static void addOf(Tx tx, long account, String action, String subject, String detail) throws SQLException {
        String name = SqlAccounts.nameOf(tx.sql(), account);
        add(tx.sql(), tx.nowMicros(), name == null ? "" : name, action, subject, detail);
    }

    /** Notes the configuration in force; false if it is the one that was noted last. */
    static boolean addConfiguration(Statements sql, long atMicros, String actor, String detail, String fingerprint)
            throws SQLException {
        String last = sql.first(
                row -> row.getString(1),
                "SELECT fingerprint FROM audit WHERE fingerprint IS NOT NULL ORDER BY id DESC LIMIT 1");
        if (fingerprint.equals(last)) {
            return false;
        }
        sql.update(
                "INSERT INTO audit (at, actor, action, subject, detail, fingerprint) VALUES (?, ?, ?, ?, ?, ?)",
                atMicros,
                actor,
                last == null ? "configuration.first" : "configuration.changed",
                CONFIGURATION,
                detail,
                fingerprint);
        return true;
    }

    /** The newest first, from before {@code beforeId}. */
    static List<Entry> find(Statements sql, long beforeId, int limit) throws SQLException {
        return sql.list(
                row -> new Entry(
                        row.getLong(1),
                        row.getLong(2),
                        row.getString(3),
                        row.getString(4),
                        row.getString(5),
                        row.getString(6)),
                "SELECT id, at, actor, action, subject, detail FROM audit WHERE id < ? ORDER BY id DESC LIMIT ?",
                beforeId,
                limit);
    }
}
