package trunkline.gateway.storage;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;
import trunkline.gateway.inbound.NumberKey;
import trunkline.gateway.inbound.OptOut;

/** The table {@code opt_out}. */
final class OptOutRows {

    /** Of a hash; a pair that falls on an empty one is in no row, so that accepting an SMS costs next to nothing. */
    private static final int FILTER_BITS = 1 << 20;

    private static final int HASH_SPREAD = 0x9E3779B9;

    private final MessageKeys keys;
    /** Pairs that have a row, and some that no longer do; confined to the writer's thread. */
    private final BitSet pairs = new BitSet(FILTER_BITS);

    OptOutRows(MessageKeys keys) {
        this.keys = keys;
    }

    void load(Statements sql) throws SQLException {
        sql.list(row -> slot(row.getString(1), row.getString(2)), "SELECT sender_key, number_key FROM opt_out")
                .forEach(pairs::set);
    }

    private static int slot(String senderKey, String numberKey) {
        int hash = (senderKey.hashCode() * 31 + numberKey.hashCode()) * HASH_SPREAD;
        return hash >>> (Integer.SIZE - Integer.numberOfTrailingZeros(FILTER_BITS));
    }

    /** Whether {@code number} wants no SMS of {@code sender}. */
    boolean isOut(Tx tx, String sender, String number) throws SQLException {
        if (pairs.isEmpty()) {
            return false;
        }
        String senderKey = NumberKey.of(sender);
        String numberKey = NumberKey.of(number);
        return pairs.get(slot(senderKey, numberKey))
                && tx.sql()
                                .first(
                                        row -> row.getLong(1),
                                        "SELECT id FROM opt_out WHERE sender_key = ? AND number_key = ?",
                                        senderKey,
                                        numberKey)
                        != null;
    }

    /**
     * Notes that {@code number} wants no SMS of {@code sender}; false if it was noted before.
     *
     * @param inbound the key of the message that said so, 0 for none
     */
    boolean add(Tx tx, long account, String sender, String number, long inbound) throws SQLException {
        String senderKey = NumberKey.of(sender);
        String numberKey = NumberKey.of(number);
        pairs.set(slot(senderKey, numberKey));
        return tx.sql()
                        .update(
                                "INSERT INTO opt_out (sender_key, number_key, id, account, sender, number, at, inbound)"
                                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (sender_key, number_key) DO NOTHING",
                                senderKey,
                                numberKey,
                                keys.next(tx.nowMicros()).key(),
                                account,
                                sender,
                                number,
                                tx.nowMicros(),
                                inbound)
                == 1;
    }

    /** What was removed; null if there was none. */
    static @Nullable OptOut remove(Tx tx, String sender, String number) throws SQLException {
        return tx.sql()
                .first(
                        OptOutRows::read,
                        "DELETE FROM opt_out WHERE sender_key = ? AND number_key = ?"
                                + " RETURNING id, account, sender, number, at",
                        NumberKey.of(sender),
                        NumberKey.of(number));
    }

    static List<OptOut> find(
            Statements sql,
            @Nullable Long account,
            @Nullable String sender,
            @Nullable String number,
            long beforeId,
            int limit)
            throws SQLException {
        StringBuilder query = new StringBuilder("SELECT id, account, sender, number, at FROM opt_out WHERE id < ?");
        List<@Nullable Object> arguments = new ArrayList<>(List.of(beforeId));
        if (account != null) {
            query.append(" AND account = ?");
            arguments.add(account);
        }
        if (sender != null) {
            query.append(" AND sender_key = ?");
            arguments.add(NumberKey.of(sender));
        }
        if (number != null) {
            query.append(" AND number_key = ?");
            arguments.add(NumberKey.of(number));
        }
        query.append(" ORDER BY id DESC LIMIT ?");
        arguments.add(limit);
        return sql.list(OptOutRows::read, query.toString(), arguments.toArray());
    }

    private static OptOut read(ResultSet row) throws SQLException {
        return new OptOut(row.getLong(1), row.getLong(2), row.getString(3), row.getString(4), row.getLong(5));
    }
}
