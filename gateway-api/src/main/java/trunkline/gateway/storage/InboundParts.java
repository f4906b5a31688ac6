package trunkline.gateway.storage;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import trunkline.gateway.inbound.InboundPlace;
import trunkline.gateway.inbound.InboundReading;

/**
 * The tables {@code inbound_long} and {@code inbound_part}: long messages whose parts are gathered, in whatever order and on
 * whatever bind they come.
 *
 * <p>Bounded: of one phone to one number only so many messages may be open, and only so many parts may wait in all; where
 * there is no room the oldest message is given as it is. A part that says something else than the one which came under its
 * number begins another message: the reference has come round.
 */
final class InboundParts {

    /**
     * A long message and the parts that it has.
     *
     * @param id its row
     * @param parts what came, in their order
     * @param missing the numbers of what did not
     */
    record Gathered(
            long id,
            String from,
            String to,
            int total,
            long beganAtMicros,
            List<InboundReading.Raw> parts,
            List<Integer> missing) {}

    /**
     * What a part led to.
     *
     * @param repeated whether it had come before
     * @param finished messages that are to be given, in their order
     */
    record Effect(boolean repeated, List<Gathered> finished) {
        private static final Effect REPEATED = new Effect(true, List.of());
    }

    private record Open(long id, String from, String to, int total, long beganAtMicros, boolean done) {}

    /** Long messages of one phone to one number that may be open at once. */
    static final int OPEN_OF_PAIR_MAX = 20;
    /** Parts that may wait in all. */
    static final int WAITING_MAX = 200_000;

    private static final String OPEN_COLUMNS = "id, sender, recipient, total, began_at, done_at";

    private final MessageKeys keys;
    private final Ways ways;
    /** Parts of open messages. */
    private final AtomicInteger waiting = new AtomicInteger();

    InboundParts(MessageKeys keys, Ways ways) {
        this.keys = keys;
        this.ways = ways;
    }

    void load(Statements sql) throws SQLException {
        waiting.set(countWaiting(sql));
    }

    static int countWaiting(Statements sql) throws SQLException {
        Integer count = sql.first(
                row -> row.getInt(1),
                "SELECT COUNT(*) FROM inbound_part p JOIN inbound_long l ON l.id = p.long WHERE l.done_at = 0");
        return count == null ? 0 : count;
    }

    /** So many wait, whatever was counted before. */
    void recounted(int count) {
        waiting.set(count);
    }

    int waiting() {
        return waiting.get();
    }

    /** So many parts that waited were removed with all that concerned their phone. */
    void removed(int count) {
        waiting.addAndGet(-count);
    }

    /**
     * Keeps a part.
     *
     * @param waitingMax parts that may wait in all
     */
    Effect put(Tx tx, long way, InboundPlace place, InboundReading part, int waitingMax) throws SQLException {
        List<Gathered> finished = new ArrayList<>();
        Open open = newest(tx, place, part);
        if (open != null) {
            Long known = tx.sql()
                    .first(
                            row -> row.getLong(1),
                            "SELECT fingerprint FROM inbound_part WHERE long = ? AND number = ?",
                            open.id(),
                            place.number());
            if (known != null && known == part.fingerprint()) {
                return Effect.REPEATED;
            }
            if (known != null && !open.done()) {
                finished.add(finish(tx, open));
            }
            open = known != null || open.done() ? null : open;
        }
        if (open == null) {
            makeRoom(tx, part, finished, waitingMax);
            open = begin(tx, place, part);
        }
        tx.sql()
                .update(
                        "INSERT INTO inbound_part (long, number, way, fingerprint, pdu) VALUES (?, ?, ?, ?, ?)",
                        open.id(),
                        place.number(),
                        way,
                        part.fingerprint(),
                        part.pdu());
        tx.onCommit(waiting::incrementAndGet);
        Integer count =
                tx.sql().first(row -> row.getInt(1), "SELECT COUNT(*) FROM inbound_part WHERE long = ?", open.id());
        if (count != null && count == place.total()) {
            finished.add(finish(tx, open));
        }
        return new Effect(false, finished);
    }

    private static @Nullable Open newest(Tx tx, InboundPlace place, InboundReading part) throws SQLException {
        return tx.sql()
                .first(
                        InboundParts::readOpen,
                        "SELECT " + OPEN_COLUMNS + " FROM inbound_long WHERE sender = ? AND recipient = ?"
                                + " AND kind = ? AND reference = ? AND total = ? ORDER BY id DESC LIMIT 1",
                        part.from(),
                        part.to(),
                        place.kind(),
                        place.reference(),
                        place.total());
    }

    private static Open readOpen(ResultSet row) throws SQLException {
        return new Open(
                row.getLong(1), row.getString(2), row.getString(3), row.getInt(4), row.getLong(5), row.getLong(6) != 0);
    }

    private Open begin(Tx tx, InboundPlace place, InboundReading part) throws SQLException {
        long id = keys.next(tx.nowMicros()).key();
        tx.sql()
                .update(
                        "INSERT INTO inbound_long (id, sender, recipient, kind, reference, total, began_at)"
                                + " VALUES (?, ?, ?, ?, ?, ?, ?)",
                        id,
                        part.from(),
                        part.to(),
                        place.kind(),
                        place.reference(),
                        place.total(),
                        tx.nowMicros());
        return new Open(id, part.from(), part.to(), place.total(), tx.nowMicros(), false);
    }

    /** Finishes what is oldest where one more message would be too many. */
    private void makeRoom(Tx tx, InboundReading part, List<Gathered> finished, int waitingMax) throws SQLException {
        List<Open> ofPair = tx.sql()
                .list(
                        InboundParts::readOpen,
                        "SELECT " + OPEN_COLUMNS + " FROM inbound_long WHERE sender = ? AND recipient = ?"
                                + " AND done_at = 0 ORDER BY id LIMIT " + OPEN_OF_PAIR_MAX,
                        part.from(),
                        part.to());
        if (ofPair.size() >= OPEN_OF_PAIR_MAX) {
            finished.add(finish(tx, ofPair.get(0)));
        } else if (waiting.get() >= waitingMax) {
            for (Open oldest : oldest(tx, Long.MAX_VALUE, 1)) {
                finished.add(finish(tx, oldest));
            }
        }
    }

    private static List<Open> oldest(Tx tx, long beforeMicros, int limit) throws SQLException {
        return tx.sql()
                .list(
                        InboundParts::readOpen,
                        "SELECT " + OPEN_COLUMNS + " FROM inbound_long WHERE done_at = 0 AND began_at < ?"
                                + " ORDER BY id LIMIT ?",
                        beforeMicros,
                        limit);
    }

    /** Finishes up to {@code limit} messages whose first part came before {@code beforeMicros}. */
    List<Gathered> finishOld(Tx tx, long beforeMicros, int limit) throws SQLException {
        List<Gathered> finished = new ArrayList<>();
        for (Open open : oldest(tx, beforeMicros, limit)) {
            finished.add(finish(tx, open));
        }
        return finished;
    }

    private Gathered finish(Tx tx, Open open) throws SQLException {
        List<Integer> missing =
                new ArrayList<>(IntStream.rangeClosed(1, open.total()).boxed().toList());
        List<InboundReading.Raw> parts = tx.sql()
                .list(
                        row -> {
                            missing.remove((Integer) row.getInt(1));
                            return new InboundReading.Raw(ways.nameOf(tx.sql(), row.getLong(2)), row.getBytes(3));
                        },
                        "SELECT number, way, pdu FROM inbound_part WHERE long = ? ORDER BY number",
                        open.id());
        tx.sql().update("UPDATE inbound_long SET done_at = ? WHERE id = ?", tx.nowMicros(), open.id());
        tx.sql().update("UPDATE inbound_part SET pdu = NULL WHERE long = ?", open.id());
        tx.onCommit(() -> waiting.addAndGet(-parts.size()));
        return new Gathered(open.id(), open.from(), open.to(), open.total(), open.beganAtMicros(), parts, missing);
    }

    /** Forgets up to {@code limit} messages that were given before {@code beforeMicros}. */
    static int forget(Tx tx, long beforeMicros, int limit) throws SQLException {
        List<Long> done = tx.sql()
                .list(
                        row -> row.getLong(1),
                        "SELECT id FROM inbound_long WHERE done_at > 0 AND done_at < ? ORDER BY done_at LIMIT ?",
                        beforeMicros,
                        limit);
        for (long id : done) {
            tx.sql().update("DELETE FROM inbound_part WHERE long = ?", id);
            tx.sql().update("DELETE FROM inbound_long WHERE id = ?", id);
        }
        return done.size();
    }
}
