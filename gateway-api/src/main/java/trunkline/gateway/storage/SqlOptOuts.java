package trunkline.gateway.storage;

import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import trunkline.gateway.event.EventKinds;
import trunkline.gateway.inbound.OptOut;
import trunkline.gateway.inbound.OptOutStore;
import trunkline.gateway.message.PhoneNumber;

/** The verbs of {@link OptOutStore}. */
final class SqlOptOuts implements OptOutStore {

    private final OptOutRows rows;
    private final OptOutEnds ends;
    private final Readers readers;
    private final GroupCommit writer;

    SqlOptOuts(OptOutRows rows, OptOutEnds ends, Readers readers, GroupCommit writer) {
        this.rows = rows;
        this.ends = ends;
        this.readers = readers;
        this.writer = writer;
    }

    @Override
    public CompletableFuture<List<OptOut>> find(
            @Nullable Long account, @Nullable String sender, @Nullable String number, long beforeId, int limit) {
        return readers.read(sql -> OptOutRows.find(sql, account, sender, number, beforeId, limit));
    }

    @Override
    public CompletableFuture<Boolean> add(String sender, String number, String by) {
        return writer.write(tx -> {
            ends.optedOut(tx, sender, number);
            boolean isNew = rows.add(tx, 0, sender, number, 0);
            if (isNew) {
                note(tx, by, "opt-out.added", sender, number);
            }
            return isNew;
        });
    }

    @Override
    public CompletableFuture<Boolean> remove(String sender, String number, String by) {
        return writer.write(tx -> {
            OptOut removed = OptOutRows.remove(tx, sender, number);
            if (removed != null) {
                note(tx, by, "opt-out.removed", removed.sender(), removed.number());
                InboundEvents.optOut(
                        tx, EventKinds.OPT_OUT_REMOVED, removed.account(), removed.sender(), removed.number());
            }
            return removed != null;
        });
    }

    /** The trail stays when a phone is erased: it does not tell which one it was. */
    private static void note(Tx tx, String by, String action, String sender, String number) throws SQLException {
        AuditRows.add(tx.sql(), tx.nowMicros(), by, action, sender, PhoneNumber.masked(number));
    }
}
