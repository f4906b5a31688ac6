package trunkline.gateway.storage;

import static trunkline.gateway.message.MessageState.FIRST_FINAL_CODE;

import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import trunkline.gateway.message.SegmentProgress;
import trunkline.gateway.message.SegmentState;
import trunkline.gateway.message.VoiceState;
import trunkline.gateway.storage.RemovalRows.Counts;

/** The messages that were sent to one phone, as they are found and erased. */
final class ErasedMessages {

    /** What stands of one. */
    private record Standing(boolean voice, boolean passed, @Nullable Integer state, long updatedAt, String segments) {

        boolean isOver() {
            return state != null && state >= FIRST_FINAL_CODE;
        }

        /** Whether nothing of it has left, and nothing will. */
        boolean isUnsent() {
            if (state == null) {
                return voice || !passed;
            }
            return !isOver()
                    && (voice
                            ? state == VoiceState.SCHEDULED.code()
                            : SegmentText.read(segments).stream()
                                    .allMatch(segment -> segment.state() == SegmentState.PENDING));
        }

        /** Whether something of it is on the wire, so that its result is yet to be recorded. */
        boolean isInFlight(long nowMicros) {
            if (state == null) {
                return !voice && passed;
            }
            if (voice) {
                return !isOver() && state != VoiceState.SCHEDULED.code();
            }
            boolean claimed = SegmentText.read(segments).stream()
                    .map(SegmentProgress::state)
                    .anyMatch(segment -> segment == SegmentState.CLAIMED);
            return claimed && (!isOver() || updatedAt > nowMicros - RESULT_MICROS);
        }
    }

    /** Longer than a response takes. One that ended by its validity may have had a segment on the wire. */
    private static final long RESULT_MICROS = TimeUnit.MINUTES.toMicros(10);

    private ErasedMessages() {}

    /**
     * Adds those with keys after {@code afterKey}.
     *
     * @param width how many messages, to whomever, are looked at
     * @return the key up to which it has looked; {@link Long#MAX_VALUE} for all
     */
    static long find(Statements sql, String recipient, long afterKey, int width, List<Long> into) throws SQLException {
        Long last = sql.first(
                row -> row.getLong(1),
                "SELECT key FROM message WHERE key > ? ORDER BY key LIMIT 1 OFFSET ?",
                afterKey,
                width - 1);
        long upTo = last == null ? Long.MAX_VALUE : last;
        into.addAll(sql.list(
                row -> row.getLong(1),
                "SELECT key FROM message WHERE key > ? AND key <= ? AND recipient = ? ORDER BY key",
                afterKey,
                upTo,
                recipient));
        return upTo;
    }

    private static @Nullable Standing standing(Statements sql, long key) throws SQLException {
        return sql.first(
                row -> {
                    int code = row.getInt(3);
                    Integer state = row.wasNull() ? null : code;
                    String segments = row.getString(5);
                    return new Standing(
                            row.getInt(1) != 0,
                            row.getInt(2) != 0,
                            state,
                            row.getLong(4),
                            segments == null ? "" : segments);
                },
                "SELECT m.voice, m.key <= w.claimed_up_to, p.state, p.updated_at, p.segments FROM message m"
                        + " JOIN way w ON w.id = m.way LEFT JOIN progress p ON p.key = m.key WHERE m.key = ?",
                key);
    }

    /** Whether a message, or the repetition that began with it, goes on. */
    static boolean isOpen(Statements sql, long key) throws SQLException {
        Standing standing = standing(sql, key);
        Integer repeated =
                sql.first(row -> row.getInt(1), "SELECT 1 FROM repetition WHERE key = ? AND ended IS NULL", key);
        return standing != null && (!standing.isOver() || repeated != null);
    }

    /**
     * Removes a message; those of a repetition go together, with its first. What its way holds in memory will not be sent.
     *
     * @param cancel whether it goes though it is not over
     * @return how many had to stay
     */
    static int erase(Statements sql, long key, boolean cancel, long nowMicros, Counts counts) throws SQLException {
        Long repetition = RemovalRows.repetitionOf(sql, key);
        if (repetition != null && repetition != key) {
            return 0;
        }
        List<Long> all = repetition == null ? List.of(key) : RemovalRows.occurrences(sql, key);
        for (long one : all) {
            Standing standing = standing(sql, one);
            if (standing != null && (standing.isInFlight(nowMicros) || (!cancel && isOpen(sql, one)))) {
                return all.size();
            }
        }
        for (long one : all) {
            Standing standing = standing(sql, one);
            if (standing != null && standing.isUnsent()) {
                Balances.giveBack(sql, one);
            }
            CancelRows.withdraw(sql, one);
            RemovalRows.remove(sql, one, counts);
        }
        if (repetition != null) {
            RemovalRows.removeRepetition(sql, key, counts);
        }
        return 0;
    }
}
