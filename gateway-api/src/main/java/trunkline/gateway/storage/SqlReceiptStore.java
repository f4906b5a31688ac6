package trunkline.gateway.storage;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import trunkline.gateway.store.ReceiptMatch;
import trunkline.gateway.store.ReceiptReading;
import trunkline.gateway.store.ReceiptStore;
import trunkline.gateway.store.UnmatchedReceipt;

/** The verbs of {@link ReceiptStore}. */
final class SqlReceiptStore implements ReceiptStore {

    private final ReceiptRows receipts;
    private final Ways ways;
    private final Readers readers;
    private final GroupCommit writer;

    SqlReceiptStore(ReceiptRows receipts, Ways ways, Readers readers, GroupCommit writer) {
        this.receipts = receipts;
        this.ways = ways;
        this.readers = readers;
        this.writer = writer;
    }

    @Override
    public CompletableFuture<List<ReceiptMatch>> record(String way, List<ReceiptReading> batch) {
        return writer.write(tx -> {
            long id = ways.idOf(tx, way);
            List<ReceiptMatch> matches = new ArrayList<>(batch.size());
            for (ReceiptReading receipt : batch) {
                matches.add(receipts.received(tx, id, receipt));
            }
            return matches;
        });
    }

    @Override
    public CompletableFuture<Integer> judge(long beforeMicros, int limit) {
        return writer.write(tx -> receipts.judge(tx, beforeMicros, limit));
    }

    @Override
    public CompletableFuture<Integer> drop(long beforeMicros, int limit) {
        return writer.write(tx -> ReceiptRows.drop(tx, beforeMicros, limit));
    }

    @Override
    public CompletableFuture<List<UnmatchedReceipt>> unmatched(long beforeId, int limit) {
        return readers.read(sql -> receipts.unmatched(sql, beforeId, limit));
    }

    @Override
    public CompletableFuture<Boolean> saveLearnt(String way, String ids) {
        return writer.write(tx -> tx.sql()
                        .update(
                                "INSERT INTO learnt (way, ids) VALUES (?, ?)"
                                        + " ON CONFLICT (way) DO UPDATE SET ids = excluded.ids",
                                ways.idOf(tx, way),
                                ids)
                == 1);
    }

    @Override
    public CompletableFuture<Optional<String>> learnt(String way) {
        return readers.read(sql -> Optional.ofNullable(sql.first(
                row -> row.getString(1),
                "SELECT l.ids FROM learnt l JOIN way w ON w.id = l.way WHERE w.name = ?",
                way)));
    }
}
