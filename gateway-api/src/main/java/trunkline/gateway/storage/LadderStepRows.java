package trunkline.gateway.storage;

import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import trunkline.gateway.inbound.NumberKey;
import trunkline.gateway.message.Content;
import trunkline.gateway.store.LadderStep;

/**
 * The table {@code ladder_step}: what was asked for in each step of a ladder, and what became of it. A text that is not to stay goes once no
 * message is to be made of it any more: the message that was has its own.
 */
final class LadderStepRows {

    /** A step and what became of it; {@code message} is 0 for none, or one that is not kept any more. */
    record Begun(LadderStep asked, long message, @Nullable String refused) {}

    private LadderStepRows() {}

    static void insert(Tx tx, long ladder, int number, LadderStep step) throws SQLException {
        tx.sql()
                .update(
                        "INSERT INTO ladder_step (ladder, number, recipient, asked, goal, wait, sender_key, number_key)"
                                + " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                        ladder,
                        number,
                        step.to().e164(),
                        StepColumn.write(step),
                        step.goal().name(),
                        step.patience().toNanos() / 1_000,
                        step.isVoice() ? null : NumberKey.of(step.from().value()),
                        step.isVoice() ? null : NumberKey.of(step.to().e164()));
    }

    static List<Begun> of(Statements sql, long ladder) throws SQLException {
        return sql.list(
                row -> new Begun(
                        StepColumn.read(row.getString(1), row.getString(2), row.getLong(3)),
                        row.getLong(4),
                        row.getString(5)),
                "SELECT s.asked, s.goal, s.wait, m.key, s.refused FROM ladder_step s"
                        + " LEFT JOIN message m ON m.key = s.message WHERE s.ladder = ? ORDER BY s.number",
                ladder);
    }

    /** Step {@code number}, from 1; null if there is none. */
    static @Nullable LadderStep find(Statements sql, long ladder, int number) throws SQLException {
        return sql.first(
                row -> StepColumn.read(row.getString(1), row.getString(2), row.getLong(3)),
                "SELECT asked, goal, wait FROM ladder_step WHERE ladder = ? AND number = ?",
                ladder,
                number);
    }

    /** Messages that its steps became, those that are not kept any more included. */
    static List<Long> sent(Statements sql, long ladder) throws SQLException {
        return sql.list(
                row -> row.getLong(1),
                "SELECT message FROM ladder_step WHERE ladder = ? AND message IS NOT NULL",
                ladder);
    }

    /** Ladders that go on and have an SMS of this sender to this number. */
    static List<Long> ofPair(Statements sql, String sender, String number) throws SQLException {
        return sql.list(
                row -> row.getLong(1),
                "SELECT DISTINCT ladder FROM ladder_step WHERE number_key = ? AND sender_key = ?",
                NumberKey.of(number),
                NumberKey.of(sender));
    }

    /** A step has become a message: false if it had before. */
    static boolean begun(Tx tx, long ladder, int number, long message) throws SQLException {
        boolean first = tx.sql()
                        .update(
                                "UPDATE ladder_step SET message = ? WHERE ladder = ? AND number = ? AND message IS NULL"
                                        + " AND refused IS NULL",
                                message,
                                ladder,
                                number)
                == 1;
        dropText(tx, ladder, number);
        return first;
    }

    /** A step becomes none. */
    static void refused(Tx tx, long ladder, int number, String why) throws SQLException {
        tx.sql().update("UPDATE ladder_step SET refused = ? WHERE ladder = ? AND number = ?", why, ladder, number);
        dropText(tx, ladder, number);
    }

    /** Those after step {@code started} become none. */
    static void ended(Tx tx, long ladder, int started) throws SQLException {
        tx.sql().update("UPDATE ladder_step SET sender_key = NULL, number_key = NULL WHERE ladder = ?", ladder);
        for (int number = started + 1; number <= LadderStep.STEPS_MAX; number++) {
            dropText(tx, ladder, number);
        }
    }

    private static void dropText(Tx tx, long ladder, int number) throws SQLException {
        LadderStep step = find(tx.sql(), ladder, number);
        if (step != null
                && step.content() instanceof Content.Sms sms
                && sms.options().dropsBody()) {
            tx.sql()
                    .update(
                            "UPDATE ladder_step SET asked = ? WHERE ladder = ? AND number = ?",
                            StepColumn.write(step.with(tx.texts().dropped(sms))),
                            ladder,
                            number);
            tx.leavesRemains();
        }
    }
}
