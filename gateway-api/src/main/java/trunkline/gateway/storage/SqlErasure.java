package trunkline.gateway.storage;

import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicBoolean;
import trunkline.gateway.store.ErasureStore;
import trunkline.gateway.store.StoreBusyException;

/** The verb of {@link ErasureStore} on a running gateway: readers look, the one writer removes. */
final class SqlErasure implements ErasureStore {

    private final InboundParts parts;
    private final LadderRows ladders;
    private final Readers readers;
    private final GroupCommit writer;
    private final InstantSource clock;
    private final AtomicBoolean running = new AtomicBoolean();

    SqlErasure(InboundParts parts, LadderRows ladders, Readers readers, GroupCommit writer, InstantSource clock) {
        this.parts = parts;
        this.ladders = ladders;
        this.readers = readers;
        this.writer = writer;
        this.clock = clock;
    }

    @Override
    public CompletableFuture<Outcome> erase(Wish wish, String actor) {
        if (!running.compareAndSet(false, true)) {
            return CompletableFuture.failedFuture(new StoreBusyException("a number is being erased at this moment"));
        }
        return CompletableFuture.supplyAsync(() -> run(wish, actor))
                .whenComplete((outcome, failure) -> running.set(false));
    }

    /** On a thread that may wait. */
    private Outcome run(Wish wish, String actor) {
        Erasure erasure = new Erasure(new Shared(), wish);
        try {
            Outcome outcome = erasure.run(actor, ChronoUnit.MICROS.between(Instant.EPOCH, clock.instant()));
            writer.emptyLog();
            return outcome;
        } catch (SQLException e) {
            throw new CompletionException(e);
        } finally {
            parts.removed(erasure.waitingParts());
            if (!erasure.sentByLadders().isEmpty()) {
                writer.write(tx -> {
                            ladders.removed(tx, erasure.runningLadders(), erasure.sentByLadders());
                            return true;
                        })
                        .join();
            }
        }
    }

    private final class Shared implements Erasure.Access {

        @Override
        public <T> T read(Readers.Query<T> query) {
            return readers.read(query).join();
        }

        @Override
        public <T> T write(Readers.Query<T> change) {
            return writer.write(tx -> {
                        tx.leavesRemains();
                        return change.read(tx.sql());
                    })
                    .join();
        }
    }
}
