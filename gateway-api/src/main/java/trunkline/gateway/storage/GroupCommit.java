package trunkline.gateway.storage;

import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;
import trunkline.gateway.store.CommitListener;

/**
 * The one writer: takes what is waiting, runs it in one transaction, commits, and then completes the futures.
 *
 * <pre>
 *   write(work) --> waiting --> [ BEGIN, work, work, work, COMMIT = one fsync ] --> futures complete
 * </pre>
 *
 * <p>Nothing waits for company: while one commit is being synced the next batch gathers, so batches grow with the load and
 * a lone write is not held up. A batch that fails is rolled back and its works are tried one by one, so that one bad row
 * does not fail its neighbours. After an I/O error nothing is written any more: a failed fsync must not be tried again,
 * since the kernel may have dropped the pages; the gateway has to be restarted.
 *
 * <p>{@link #write} and {@link #offer} are thread-safe; the rest is confined to the writer's thread.
 */
final class GroupCommit implements AutoCloseable {

    /** Runs in a transaction; may run twice, if its batch had to be rolled back, and must then do the same again. */
    interface Work<T> {
        T run(Tx tx) throws SQLException;
    }

    private static final Logger LOGGER = LoggerFactory.getLogger(GroupCommit.class);
    /** Works in one transaction. More would let the first of them wait too long. */
    private static final int BATCH_MAX = 500;
    /** Offers that may wait; one more is refused. At 10,000 a second this is about the 400 ms a caller may have to wait. */
    static final int OFFERED_MAX = 4_096;

    private final Statements statements;
    private final InstantSource clock;
    private final LongSupplier nanoClock;
    private final CommitListener listener;
    private final Outbox outbox;
    private final PassingTexts texts;
    private final WriteAheadLog log;
    private final ChangeHook hook;
    private final CommitFigures figures = new CommitFigures();
    /** Bounded by {@link #OFFERED_MAX} for offers, and for the rest by the windows and channels they come from. */
    private final Queue<Pending<?>> waiting = new ConcurrentLinkedQueue<>();

    private final AtomicInteger offered = new AtomicInteger();
    private final Balances balances = new Balances();
    private final Thread thread = new Thread(this::run, "store-write");
    private volatile boolean parked;
    private volatile boolean closing;
    private volatile @Nullable String broken;

    GroupCommit(
            Statements statements,
            InstantSource clock,
            LongSupplier nanoClock,
            CommitListener listener,
            Outbox outbox,
            PassingTexts texts,
            ChangeHook hook) {
        this.statements = statements;
        this.clock = clock;
        this.nanoClock = nanoClock;
        this.listener = listener;
        this.outbox = outbox;
        this.texts = texts;
        this.log = new WriteAheadLog(statements);
        this.hook = hook;
    }

    /** What accounts have paid in advance. */
    Balances balances() {
        return balances;
    }

    void start() {
        thread.start();
    }

    /** Joins the next commit; always finds room. */
    <T> CompletableFuture<T> write(Work<T> work) {
        return add(new Pending<>(work, false));
    }

    /** Joins the next commit, or is refused with null if too many offers wait. */
    <T> @Nullable CompletableFuture<T> offer(Work<T> work) {
        if (offered.incrementAndGet() > OFFERED_MAX) {
            offered.decrementAndGet();
            return null;
        }
        return add(new Pending<>(work, true));
    }

    /** The texts that are not to stay. */
    PassingTexts texts() {
        return texts;
    }

    /** Has the log be emptied of what was removed since, between two transactions; costs nothing if nothing was. */
    void emptyLog() {
        log.want();
        LockSupport.unpark(thread);
    }

    CommitFigures figures() {
        return figures;
    }

    int waitingOffers() {
        return offered.get();
    }

    /** Why nothing can be written any more, or null. */
    @Nullable
    String broken() {
        return broken;
    }

    private <T> CompletableFuture<T> add(Pending<T> pending) {
        if (closing) {
            pending.fail(new SQLException("the store is closed"));
            return pending.result;
        }
        waiting.add(pending);
        if (parked) {
            LockSupport.unpark(thread);
        }
        return pending.result;
    }

    private void run() {
        List<Pending<?>> batch = new ArrayList<>(BATCH_MAX);
        while (true) {
            log.emptyIfWanted();
            collect(batch);
            if (!batch.isEmpty()) {
                write(batch);
                batch.clear();
            } else if (closing) {
                return;
            } else {
                awaitWork();
            }
        }
    }

    private void collect(List<Pending<?>> batch) {
        for (Pending<?> next; batch.size() < BATCH_MAX && (next = waiting.poll()) != null; ) {
            if (next.offered) {
                offered.decrementAndGet();
            }
            batch.add(next);
        }
    }

    private void awaitWork() {
        parked = true;
        if (waiting.isEmpty() && !closing && !log.isWanted()) {
            LockSupport.park(this);
        }
        parked = false;
    }

    private void write(List<Pending<?>> batch) {
        String why = broken;
        if (why != null) {
            batch.forEach(pending -> pending.fail(new SQLException(why)));
            return;
        }
        SQLException failure = tryCommit(batch);
        if (failure == null) {
            return;
        }
        if (batch.size() == 1 || broken != null) {
            batch.forEach(pending -> pending.fail(failure));
            return;
        }
        for (Pending<?> pending : batch) {
            write(List.of(pending));
        }
    }

    private @Nullable SQLException tryCommit(List<Pending<?>> batch) {
        long startNanos = nanoClock.getAsLong();
        long nowMicros = ChronoUnit.MICROS.between(Instant.EPOCH, clock.instant());
        Tx tx = new Tx(statements, nowMicros, outbox, texts, balances, hook);
        try {
            statements.update("BEGIN IMMEDIATE");
            for (Pending<?> pending : batch) {
                pending.run(tx);
            }
            statements.update("COMMIT");
        } catch (SQLException | RuntimeException e) {
            rollBack(e);
            return e instanceof SQLException sql ? sql : new SQLException(e);
        }
        figures.committed(batch.size(), tx.events(), nanoClock.getAsLong() - startNanos);
        tx.committed();
        if (tx.hasRemains()) {
            log.hasRemains();
        }
        tell(tx);
        batch.forEach(Pending::complete);
        return null;
    }

    private void tell(Tx tx) {
        try {
            if (!tx.kept().isEmpty()) {
                listener.onKept(tx.kept());
            }
            if (!tx.changes().isEmpty()) {
                listener.onChanged(tx.changes());
            }
            if (!tx.told().isEmpty()) {
                listener.onEvents(tx.told());
            }
        } catch (RuntimeException e) {
            LOGGER.atError().setCause(e).log("what a commit brought was not passed on");
        }
    }

    private void rollBack(Exception cause) {
        figures.failed();
        if (cause instanceof SQLiteException sqlite && isBeyondRepair(sqlite.getResultCode())) {
            broken = "the store failed (" + cause.getMessage() + "): check its disk, then restart the gateway";
            LOGGER.atError().addKeyValue("cause", cause.getMessage()).log("store broken");
        } else {
            LOGGER.atWarn().addKeyValue("cause", cause.toString()).log("commit failed");
        }
        try {
            statements.update("ROLLBACK");
        } catch (SQLException e) {
            // SQLite rolls back on its own after most errors, and then says that there is no transaction
            LOGGER.atDebug().addKeyValue("cause", e.getMessage()).log("rollback not needed");
        }
    }

    /** The primary code is in the low octet of SQLite's extended codes. */
    private static boolean isBeyondRepair(SQLiteErrorCode code) {
        int primary = code.code & 0xFF;
        return primary == SQLiteErrorCode.SQLITE_IOERR.code
                || primary == SQLiteErrorCode.SQLITE_CORRUPT.code
                || primary == SQLiteErrorCode.SQLITE_NOTADB.code;
    }

    /** Writes what is waiting, then ends. */
    @Override
    public void close() {
        closing = true;
        LockSupport.unpark(thread);
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        for (Pending<?> late; (late = waiting.poll()) != null; ) {
            late.fail(new SQLException("the store is closed"));
        }
        try {
            statements.close();
        } catch (SQLException e) {
            LOGGER.atWarn().addKeyValue("cause", e.toString()).log("store writer did not close");
        }
    }

    private static final class Pending<T> {
        private final Work<T> work;
        private final boolean offered;
        private final CompletableFuture<T> result = new CompletableFuture<>();
        private @Nullable T value;

        Pending(Work<T> work, boolean offered) {
            this.work = work;
            this.offered = offered;
        }

        void run(Tx tx) throws SQLException {
            value = work.run(tx);
        }

        @SuppressWarnings("NullAway") // run() came before
        void complete() {
            result.complete(value);
        }

        void fail(SQLException cause) {
            result.completeExceptionally(cause);
        }
    }
}
