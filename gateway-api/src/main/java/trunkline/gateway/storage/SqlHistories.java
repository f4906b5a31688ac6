package trunkline.gateway.storage;

import java.util.concurrent.CompletableFuture;
import trunkline.gateway.store.HistoryFilter;
import trunkline.gateway.store.HistoryPage;
import trunkline.gateway.store.HistoryStore;

/** The verbs of {@link HistoryStore}. */
final class SqlHistories implements HistoryStore {

    private final HistoryRows rows;
    private final Readers readers;

    SqlHistories(HistoryRows rows, Readers readers) {
        this.rows = rows;
        this.readers = readers;
    }

    @Override
    public CompletableFuture<HistoryPage> history(HistoryFilter filter, int offset, int limit) {
        return readers.read(sql -> rows.find(sql, filter, offset, limit));
    }

    @Override
    public CompletableFuture<HistoryPage> conversations(long account, int offset, int limit) {
        return readers.read(sql -> rows.conversations(sql, account, offset, limit));
    }
}
