package trunkline.gateway.storage;

import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import trunkline.gateway.store.ExportStore;
import trunkline.gateway.store.MessageFilter;
import trunkline.gateway.store.MessageReport;
import trunkline.gateway.store.StoreBusyException;

/** The exports of a gateway, each with a thread and a connection of its own, so that they hold nobody up. */
final class SqlExports implements ExportStore {

    private static final Logger LOGGER = LoggerFactory.getLogger(SqlExports.class);
    /** Exports at once; one more fails. */
    private static final int OPEN_MAX = 4;

    private final Database database;
    private final ListRows rows;
    private final Semaphore room = new Semaphore(OPEN_MAX);

    SqlExports(Database database, ListRows rows) {
        this.database = database;
        this.rows = rows;
    }

    @Override
    public CompletableFuture<Export> open(MessageFilter filter) {
        if (!room.tryAcquire()) {
            return CompletableFuture.failedFuture(new StoreBusyException(OPEN_MAX + " exports are running"));
        }
        ExecutorService thread = Executors.newSingleThreadExecutor(task -> {
            Thread reader = new Thread(task, "store-export");
            reader.setDaemon(true);
            return reader;
        });
        return CompletableFuture.<Export>supplyAsync(
                        () -> {
                            try {
                                return new Running(new Snapshot(database, rows, filter), thread);
                            } catch (SQLException e) {
                                throw new CompletionException(e);
                            }
                        },
                        thread)
                .whenComplete((export, failure) -> {
                    if (failure != null) {
                        thread.shutdown();
                        room.release();
                    }
                });
    }

    private final class Running implements Export {

        private final Snapshot snapshot;
        private final ExecutorService thread;
        private boolean closed;

        Running(Snapshot snapshot, ExecutorService thread) {
            this.snapshot = snapshot;
            this.thread = thread;
        }

        @Override
        public CompletableFuture<List<MessageReport>> next(int limit) {
            return CompletableFuture.supplyAsync(
                    () -> {
                        try {
                            return snapshot.next(limit);
                        } catch (SQLException e) {
                            throw new CompletionException(e);
                        }
                    },
                    thread);
        }

        @Override
        public synchronized void close() {
            if (closed) {
                return;
            }
            closed = true;
            thread.execute(() -> {
                try {
                    snapshot.close();
                } catch (SQLException e) {
                    LOGGER.atWarn().addKeyValue("cause", e.toString()).log("export did not close");
                }
                room.release();
            });
            thread.shutdown();
        }
    }
}
