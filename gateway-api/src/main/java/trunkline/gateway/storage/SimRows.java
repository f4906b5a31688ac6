package trunkline.gateway.storage;

import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import trunkline.gateway.bank.BankStore;
import trunkline.gateway.bank.SimState;
import trunkline.gateway.store.Step;

/** The tables {@code sim} and {@code sim_recipient}: banks of modems. */
final class SimRows {

    private record Known(String recipient, String sim) {}

    private SimRows() {}

    static BankStore.Memory load(Statements sql, long way, int recipientsMax) throws SQLException {
        List<SimState> sims = sql.list(
                row -> new SimState(
                        row.getString(1),
                        row.getLong(2),
                        row.getInt(3),
                        row.getLong(4),
                        row.getInt(5),
                        row.getInt(6),
                        row.getInt(7),
                        row.getLong(8),
                        row.getLong(9),
                        row.getString(10)),
                "SELECT name, day, today, month, this_month, refusals, rests, rests_until, quarantined_at, why"
                        + " FROM sim WHERE way = ?",
                way);
        forgetOldest(sql, way, recipientsMax);
        Map<String, String> recipients = new LinkedHashMap<>();
        sql.list(
                        row -> new Known(row.getString(1), row.getString(2)),
                        "SELECT recipient, sim FROM sim_recipient WHERE way = ? ORDER BY at",
                        way)
                .forEach(known -> recipients.put(known.recipient(), known.sim()));
        return new BankStore.Memory(sims, recipients);
    }

    private static void forgetOldest(Statements sql, long way, int max) throws SQLException {
        sql.update(
                "DELETE FROM sim_recipient WHERE way = ? AND at <="
                        + " (SELECT at FROM sim_recipient WHERE way = ? ORDER BY at DESC LIMIT 1 OFFSET ?)",
                way,
                way,
                max);
    }

    static void put(Tx tx, long way, SimState state) throws SQLException {
        tx.sql()
                .update(
                        "INSERT INTO sim (way, name, day, today, month, this_month, refusals, rests, rests_until,"
                                + " quarantined_at, why) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
                                + " ON CONFLICT (way, name) DO UPDATE SET day = excluded.day, today = excluded.today,"
                                + " month = excluded.month, this_month = excluded.this_month,"
                                + " refusals = excluded.refusals, rests = excluded.rests,"
                                + " rests_until = excluded.rests_until, quarantined_at = excluded.quarantined_at,"
                                + " why = excluded.why",
                        way,
                        state.sim(),
                        state.day(),
                        state.today(),
                        state.month(),
                        state.thisMonth(),
                        state.refusals(),
                        state.rests(),
                        state.restsUntilMicros(),
                        state.quarantinedAtMicros(),
                        state.why());
    }

    static void putRecipient(Tx tx, long way, String recipient, String sim) throws SQLException {
        tx.sql()
                .update(
                        "INSERT INTO sim_recipient (way, recipient, sim, at) VALUES (?, ?, ?, ?)"
                                + " ON CONFLICT (way, recipient) DO UPDATE SET sim = excluded.sim, at = excluded.at",
                        way,
                        recipient,
                        sim,
                        tx.nowMicros());
    }

    /** Forgets by which SIMs a recipient was written to. */
    static void forget(Statements sql, String recipient) throws SQLException {
        sql.update("DELETE FROM sim_recipient WHERE way IN (SELECT id FROM way) AND recipient = ?", recipient);
    }

    /** Up to {@code limit} recipients that were last written to before {@code beforeMicros}. */
    static List<String> oldRecipients(Statements sql, long beforeMicros, int limit) throws SQLException {
        return sql.list(
                row -> row.getString(1),
                "SELECT DISTINCT recipient FROM sim_recipient WHERE at < ? LIMIT ?",
                beforeMicros,
                limit);
    }

    /** Forgets a recipient that was last written to before {@code beforeMicros}, bank by bank. */
    static void forgetOld(Statements sql, String recipient, long beforeMicros) throws SQLException {
        sql.update(
                "DELETE FROM sim_recipient WHERE way IN (SELECT id FROM way) AND recipient = ? AND at < ?",
                recipient,
                beforeMicros);
    }

    /** The number that a message was last sent as, or null. */
    static @Nullable String numberOf(Statements sql, long message) throws SQLException {
        return sql.first(
                row -> row.getString(1),
                "SELECT detail FROM step WHERE key = ? AND kind = ? ORDER BY id DESC LIMIT 1",
                message,
                Step.Kind.SENDER_CHOSEN.name());
    }
}
