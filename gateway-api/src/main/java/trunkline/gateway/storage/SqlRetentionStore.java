package trunkline.gateway.storage;

import static trunkline.gateway.message.MessageState.FIRST_FINAL_CODE;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import trunkline.gateway.storage.RemovalRows.Counts;
import trunkline.gateway.store.RetentionStore;

/** The verbs of {@link RetentionStore}: readers look for what is old, the writer removes it. */
final class SqlRetentionStore implements RetentionStore {

    /** Messages removed in one transaction: about as much work for the writer as the results of so many submits. */
    static final int REMOVED_AT_ONCE = 100;
    /** Messages that one look passes. */
    static final int LOOKED_AT = 1_000;

    private record Seen(long key, int state, long updatedAt) {}

    /** @param old keys of messages that are over, in order */
    private record Found(List<Long> old, long upTo, boolean more) {}

    private final Readers readers;
    private final GroupCommit writer;

    SqlRetentionStore(Readers readers, GroupCommit writer) {
        this.readers = readers;
        this.writer = writer;
    }

    @Override
    public CompletableFuture<Sweep> removeMessages(long beforeMicros, long afterKey) {
        return readers.read(sql -> find(sql, beforeMicros, afterKey))
                .thenCompose(found -> found.old().isEmpty()
                        ? CompletableFuture.completedFuture(new Sweep(0, found.upTo(), found.more()))
                        : writer.write(tx -> remove(tx, found, beforeMicros)));
    }

    /** A message that has no row of progress is not over. */
    private static Found find(Statements sql, long beforeMicros, long afterKey) throws SQLException {
        List<Seen> seen = sql.list(
                row -> new Seen(row.getLong(1), row.getInt(2), row.getLong(3)),
                "SELECT key, state, updated_at FROM progress WHERE key > ? AND key <= ? ORDER BY key LIMIT ?",
                afterKey,
                MessageKeys.before(beforeMicros),
                LOOKED_AT);
        List<Long> old = new ArrayList<>();
        long upTo = afterKey;
        for (Seen one : seen) {
            if (old.size() == REMOVED_AT_ONCE) {
                return new Found(old, upTo, true);
            }
            upTo = one.key();
            if (one.state() >= FIRST_FINAL_CODE && one.updatedAt() < beforeMicros) {
                old.add(one.key());
            }
        }
        return new Found(old, upTo, seen.size() == LOOKED_AT);
    }

    private static Sweep remove(Tx tx, Found found, long beforeMicros) throws SQLException {
        tx.leavesRemains();
        int removed = 0;
        for (long key : found.old()) {
            removed += remove(tx.sql(), key, beforeMicros);
            if (removed >= REMOVED_AT_ONCE) {
                return new Sweep(removed, key, true);
            }
        }
        return new Sweep(removed, found.upTo(), found.more());
    }

    /** How many messages went: those of a repetition go together, with its first. */
    private static int remove(Statements sql, long key, long beforeMicros) throws SQLException {
        if (LadderRemovals.keep(sql, key, beforeMicros)) {
            return 0;
        }
        Long repetition = RemovalRows.repetitionOf(sql, key);
        if (repetition == null) {
            return RemovalRows.remove(sql, key, new Counts()) ? 1 : 0;
        }
        if (repetition != key || !isOver(sql, key, beforeMicros)) {
            return 0;
        }
        List<Long> occurrences = RemovalRows.occurrences(sql, key);
        for (long occurrence : occurrences) {
            RemovalRows.remove(sql, occurrence, new Counts());
        }
        RemovalRows.removeRepetition(sql, key, new Counts());
        return occurrences.size();
    }

    private static boolean isOver(Statements sql, long repetition, long beforeMicros) throws SQLException {
        Integer open = sql.first(
                row -> row.getInt(1),
                "SELECT 1 FROM repetition WHERE key = ? AND (ended IS NULL OR ended_at >= ?)"
                        + " UNION ALL SELECT 1 FROM occurrence o LEFT JOIN progress p ON p.key = o.key WHERE o.parent = ?"
                        + " AND (p.key IS NULL OR p.state < " + FIRST_FINAL_CODE + " OR p.updated_at >= ?)",
                repetition,
                beforeMicros,
                repetition,
                beforeMicros);
        return open == null;
    }

    @Override
    public CompletableFuture<Integer> removeLadders(long beforeMicros, int limit) {
        return readers.read(sql -> LadderRemovals.old(sql, beforeMicros, limit))
                .thenCompose(old -> old.isEmpty()
                        ? CompletableFuture.completedFuture(0)
                        : writer.write(tx -> {
                            tx.leavesRemains();
                            for (long key : old) {
                                LadderRemovals.remove(tx.sql(), key, new Counts());
                            }
                            return old.size();
                        }));
    }

    @Override
    public CompletableFuture<Integer> removeInbound(long beforeMicros, int limit) {
        return writer.write(tx -> {
            tx.leavesRemains();
            return tx.sql()
                    .update(
                            "DELETE FROM inbound WHERE key IN"
                                    + " (SELECT key FROM inbound WHERE key <= ? ORDER BY key LIMIT ?)",
                            MessageKeys.before(beforeMicros),
                            limit);
        });
    }

    /** A reader finds them: they are not in the order of their age. */
    @Override
    public CompletableFuture<Integer> removeRecipients(long beforeMicros, int limit) {
        return readers.read(sql -> SimRows.oldRecipients(sql, beforeMicros, limit))
                .thenCompose(found -> found.isEmpty()
                        ? CompletableFuture.completedFuture(0)
                        : writer.write(tx -> {
                            tx.leavesRemains();
                            for (String recipient : found) {
                                SimRows.forgetOld(tx.sql(), recipient, beforeMicros);
                            }
                            return found.size();
                        }));
    }

    @Override
    public CompletableFuture<Integer> dropInboundTexts(long beforeMicros, int limit) {
        return writer.write(tx -> PassingInbound.drop(tx, beforeMicros, limit));
    }

    @Override
    public void wipeRemains() {
        writer.emptyLog();
    }
}
