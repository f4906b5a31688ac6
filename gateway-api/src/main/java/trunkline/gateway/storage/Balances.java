package trunkline.gateway.storage;

import java.sql.SQLException;
import java.util.Map;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import trunkline.gateway.limit.BalanceStore;
import trunkline.gateway.limit.Limits;
import trunkline.gateway.message.MessageRequest;
import trunkline.gateway.message.OutboundMessage;
import trunkline.gateway.store.Shortage;

/**
 * The table {@code balance}, and what of it was taken for a message, which stands in the message's row: both are written with the
 * message. As long as no account has a balance, nothing is asked. Reading and changing rows is for any thread's statements; taking and
 * giving back for the writer's.
 */
final class Balances {

    /** What {@link #take} gives where the balance does not cover the message. */
    static final long SHORT = -1;

    /** Once there was one, until the process ends: an account that has none costs a look then. */
    private volatile boolean inUse;

    private volatile ToLongFunction<MessageRequest> prices = request -> 0;

    /** @param cost of a message, in millionths */
    void charge(ToLongFunction<MessageRequest> cost) {
        prices = cost;
    }

    /** Looks whether there is any: the command line may have made one. */
    boolean look(Statements sql) throws SQLException {
        if (!inUse && sql.first(row -> row.getLong(1), "SELECT account FROM balance LIMIT 1") != null) {
            inUse = true;
        }
        return inUse;
    }

    /** Takes what a message costs, and tells how much that is; 0 where its account does not pay in advance. */
    long take(Tx tx, MessageRequest request) throws SQLException {
        if (!inUse) {
            return 0;
        }
        long cost = prices.applyAsLong(request);
        return cost == 0 ? 0 : take(tx, request.account(), cost);
    }

    private static long take(Tx tx, long account, long amount) throws SQLException {
        boolean taken = tx.sql()
                        .update(
                                "UPDATE balance SET amount = amount - ? WHERE account = ? AND amount >= ?",
                                amount,
                                account,
                                amount)
                == 1;
        return taken ? amount : of(tx.sql(), account) == null ? 0 : SHORT;
    }

    /** What {@link #take} has found. */
    Shortage shortage(Tx tx, MessageRequest request) throws SQLException {
        Long left = of(tx.sql(), request.account());
        return new Shortage(left == null ? 0 : left, prices.applyAsLong(request));
    }

    /** Notes what was taken for a message that was kept. */
    void note(Tx tx, OutboundMessage message, long taken) throws SQLException {
        if (taken > 0) {
            tx.sql().update("UPDATE message SET charged = ? WHERE key = ?", taken, message.key());
        }
    }

    /** Gives back what was taken for a message that will not leave. */
    void giveBack(Tx tx, long key) throws SQLException {
        if (inUse) {
            giveBack(tx.sql(), key);
        }
    }

    /** The same in any transaction. */
    static void giveBack(Statements sql, long key) throws SQLException {
        long taken = taken(sql, key);
        if (taken > 0) {
            sql.update(
                    "UPDATE balance SET amount = amount + ? WHERE account = (SELECT account FROM message WHERE key = ?)",
                    taken,
                    key);
            sql.update("UPDATE message SET charged = 0 WHERE key = ?", key);
        }
    }

    /** Takes what a message costs that is to be another one; false, and nothing changed, if the balance does not cover that. */
    boolean takeInstead(Tx tx, long key, MessageRequest request) throws SQLException {
        if (!inUse) {
            return true;
        }
        long before = taken(tx.sql(), key);
        long more = prices.applyAsLong(request) - before;
        if (before == 0 || more == 0) {
            return true;
        }
        if (take(tx, request.account(), more) == SHORT) {
            return false;
        }
        tx.sql().update("UPDATE message SET charged = ? WHERE key = ?", before + more, key);
        return true;
    }

    private static long taken(Statements sql, long key) throws SQLException {
        Long taken = sql.first(row -> row.getLong(1), "SELECT charged FROM message WHERE key = ?", key);
        return taken == null ? 0 : taken; // NULL reads as 0
    }

    /** What is left of an account's balance, or null if it has none. */
    static @Nullable Long of(Statements sql, long account) throws SQLException {
        return sql.first(row -> row.getLong(1), "SELECT amount FROM balance WHERE account = ?", account);
    }

    static Map<Long, Long> all(Statements sql) throws SQLException {
        return sql
                .list(row -> Map.entry(row.getLong(1), row.getLong(2)), "SELECT account, amount FROM balance")
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** See {@link BalanceStore#add}; null where that gives nothing. */
    static @Nullable Long add(Statements sql, long atMicros, long account, long amount, String by) throws SQLException {
        String name = SqlAccounts.nameOf(sql, account);
        Long before = of(sql, account);
        long after = (before == null ? 0 : before) + amount;
        if (name == null || after < 0 || after > BalanceStore.AMOUNT_MAX) {
            return null;
        }
        sql.update(
                "INSERT INTO balance (account, amount) VALUES (?, ?)"
                        + " ON CONFLICT (account) DO UPDATE SET amount = excluded.amount",
                account,
                after);
        String detail = Limits.amount(amount) + ", which makes it " + Limits.amount(after);
        AuditRows.add(sql, atMicros, by, "balance.added", name, detail);
        return after;
    }

    /** See {@link BalanceStore#end}. */
    static boolean end(Statements sql, long atMicros, long account, String by) throws SQLException {
        Long before = of(sql, account);
        if (before == null) {
            return false;
        }
        String name = SqlAccounts.nameOf(sql, account);
        sql.update("DELETE FROM balance WHERE account = ?", account);
        AuditRows.add(
                sql, atMicros, by, "balance.ended", name == null ? "" : name, Limits.amount(before) + " was left");
        return true;
    }

    /** There is one now. */
    void used() {
        inUse = true;
    }
}
