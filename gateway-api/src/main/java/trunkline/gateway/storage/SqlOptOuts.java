package trunkline.gateway.storage;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import trunkline.gateway.event.EventKinds;
import trunkline.gateway.inbound.OptOut;
import trunkline.gateway.inbound.OptOutStore;

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
    public CompletableFuture<Boolean> add(String sender, String number) {
        return writer.write(tx -> {
            ends.optedOut(tx, sender, number);
            return rows.add(tx, 0, sender, number, 0);
        });
    }

    @Override
    public CompletableFuture<Boolean> remove(String sender, String number) {
        return writer.write(tx -> {
            OptOut removed = OptOutRows.remove(tx, sender, number);
            if (removed != null) {
                InboundEvents.optOut(
                        tx, EventKinds.OPT_OUT_REMOVED, removed.account(), removed.sender(), removed.number());
            }
            return removed != null;
        });
    }
}
