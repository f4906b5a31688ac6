package trunkline.gateway.storage;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import trunkline.gateway.store.StoreBusyException;

/** Threads that read, each with a connection of its own, so that a slow query never holds up a commit. Thread-safe. */
final class Readers implements AutoCloseable {

    /** Runs on a reader's thread. */
    interface Query<T> {
        T read(Statements statements) throws SQLException;
    }

    private record Pending<T>(Query<T> query, CompletableFuture<T> result) {

        void run(Statements statements) {
            try {
                result.complete(query.read(statements));
            } catch (SQLException | RuntimeException e) {
                result.completeExceptionally(e);
            }
        }
    }

    private static final Logger LOGGER = LoggerFactory.getLogger(Readers.class);
    private static final int THREADS = 2;
    /** Reads that may wait; one more fails at once, and its caller answers 503. */
    private static final int WAITING_MAX = 4_096;

    private final Database database;
    private final BlockingQueue<Pending<?>> waiting = new ArrayBlockingQueue<>(WAITING_MAX);
    private final List<Thread> threads = new ArrayList<>();

    Readers(Database database) {
        this.database = database;
    }

    void start() throws SQLException {
        for (int i = 0; i < THREADS; i++) {
            Statements statements = new Statements(database.connect());
            Thread thread = new Thread(() -> run(statements), "store-read-" + i);
            thread.setDaemon(true);
            threads.add(thread);
            thread.start();
        }
    }

    /** Fails with {@link StoreBusyException} if too many reads wait. */
    <T> CompletableFuture<T> read(Query<T> query) {
        CompletableFuture<T> result = new CompletableFuture<>();
        if (!waiting.offer(new Pending<>(query, result))) {
            result.completeExceptionally(new StoreBusyException(WAITING_MAX + " reads wait already"));
        }
        return result;
    }

    private void run(Statements statements) {
        try (statements) {
            while (true) {
                waiting.take().run(statements);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // close() asks this thread to end
        } catch (SQLException e) {
            LOGGER.atWarn().addKeyValue("cause", e.toString()).log("store reader did not close");
        }
    }

    /** Ends the threads; reads that still wait fail. */
    @Override
    public void close() {
        threads.forEach(Thread::interrupt);
        for (Pending<?> pending; (pending = waiting.poll()) != null; ) {
            pending.result().completeExceptionally(new StoreBusyException("the store is being closed"));
        }
    }
}
