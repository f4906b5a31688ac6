package trunkline.gateway.storage;

import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import trunkline.gateway.account.Account;
import trunkline.gateway.account.NumberSwitches;

/** The table {@code sms_off}; each change is in the audit trail too. */
final class SqlNumberSwitches implements NumberSwitches {

    private final Readers readers;
    private final GroupCommit writer;

    SqlNumberSwitches(Readers readers, GroupCommit writer) {
        this.readers = readers;
        this.writer = writer;
    }

    @Override
    public CompletableFuture<Boolean> isOff(long account, String number) {
        return readers.read(sql -> since(sql, account, number) != null);
    }

    private static @Nullable Long since(Statements sql, long account, String number) throws SQLException {
        return sql.first(
                row -> row.getLong(1), "SELECT at FROM sms_off WHERE account = ? AND number = ?", account, number);
    }

    @Override
    public CompletableFuture<Boolean> set(Account account, String number, boolean off) {
        return writer.write(tx -> {
            Statements sql = tx.sql();
            if ((since(sql, account.id(), number) != null) == off) {
                return true;
            }
            if (!off) {
                sql.update("DELETE FROM sms_off WHERE account = ? AND number = ?", account.id(), number);
            } else if (count(sql, account.id()) >= OFF_MAX) {
                return false;
            } else {
                sql.update(
                        "INSERT INTO sms_off (account, number, at) VALUES (?, ?, ?)",
                        account.id(),
                        number,
                        tx.nowMicros());
            }
            AuditRows.add(
                    sql,
                    tx.nowMicros(),
                    account.name(),
                    off ? "number.switched-off" : "number.switched-on",
                    account.name(),
                    number);
            return true;
        });
    }

    private static long count(Statements sql, long account) throws SQLException {
        Long count = sql.first(row -> row.getLong(1), "SELECT COUNT(*) FROM sms_off WHERE account = ?", account);
        return count == null ? 0 : count;
    }
}
