package trunkline.gateway.storage;

import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.List;
import trunkline.gateway.inbound.NumberKey;
import trunkline.gateway.storage.RemovalRows.Counts;

/** What tables beside the messages to a phone know of it. */
final class ErasedTraces {

    /** A long message from a phone. */
    private record Gathering(long id, String sender, boolean open) {}

    private final String digits;

    /** @param digits of the phone's number, with its country code */
    ErasedTraces(String digits) {
        this.digits = digits;
    }

    /** Removes up to {@code limit} messages from it; how many. */
    int inbound(Statements sql, int limit, Counts counts) throws SQLException {
        int removed = sql.update(
                "DELETE FROM inbound WHERE key IN (SELECT key FROM inbound WHERE sender_key = ? LIMIT ?)",
                digits,
                limit);
        counts.add("inbound", removed);
        return removed;
    }

    /** Removes the parts of long messages from it; how many were waiting for others. */
    int parts(Statements sql, Counts counts) throws SQLException {
        List<Gathering> all = sql.list(
                row -> new Gathering(row.getLong(1), row.getString(2), row.getLong(3) == 0),
                "SELECT id, sender, done_at FROM inbound_long");
        int waiting = 0;
        for (Gathering one : all) {
            if (NumberKey.of(one.sender()).equals(digits)) {
                int removed = sql.update("DELETE FROM inbound_part WHERE long = ?", one.id());
                counts.add("inbound_part", removed);
                waiting += one.open() ? removed : 0;
                sql.update("DELETE FROM inbound_long WHERE id = ?", one.id());
            }
        }
        return waiting;
    }

    /** Removes what is small: receipts that match nothing and name it, what the gateway counts and remembers of it. */
    void rest(Statements sql, boolean optOuts, Counts counts) throws SQLException {
        List<Long> receipts =
                sql.list(row -> row.getLong(1), "SELECT id FROM unmatched_receipt WHERE instr(pdu, ?) > 0", (Object)
                        digits.getBytes(StandardCharsets.US_ASCII));
        for (long receipt : receipts) {
            sql.update("DELETE FROM unmatched_reference WHERE receipt = ?", receipt);
            counts.add("unmatched_receipt", sql.update("DELETE FROM unmatched_receipt WHERE id = ?", receipt));
        }
        sql.update("DELETE FROM concatenation WHERE recipient = ?", Long.parseLong(digits));
        sql.update("DELETE FROM auto_reply WHERE number_key = ?", digits);
        SimRows.forget(sql, "+" + digits);
        counts.add("batch_answer", sql.update("DELETE FROM batch_answer WHERE answer LIKE ?", "%" + digits + "%"));
        if (optOuts) {
            counts.add("opt_out", sql.update("DELETE FROM opt_out WHERE number_key = ?", digits));
        }
    }

    /**
     * Removes events of an account that name it, or tell of a message, or a ladder, that is gone, with what endpoints keep of them.
     *
     * @param width how many events are looked at, from just after {@code afterId}
     * @return the id up to which it has looked; {@link Long#MAX_VALUE} for all
     */
    long events(Statements sql, long account, long afterId, int width, Counts counts) throws SQLException {
        Long last = sql.first(
                row -> row.getLong(1),
                "SELECT id FROM event WHERE account = ? AND id > ? ORDER BY id LIMIT 1 OFFSET ?",
                account,
                afterId,
                width - 1);
        long upTo = last == null ? Long.MAX_VALUE : last;
        List<Long> found = sql.list(
                row -> row.getLong(1),
                "SELECT e.id FROM event e WHERE e.account = ? AND e.id > ? AND e.id <= ? AND (e.data LIKE ? OR"
                        + " (e.message <> 0 AND NOT EXISTS (SELECT 1 FROM message m WHERE m.key = e.message)"
                        + " AND NOT EXISTS (SELECT 1 FROM ladder l WHERE l.key = e.message)))",
                account,
                afterId,
                upTo,
                "%" + digits + "%");
        for (long event : found) {
            for (String table : List.of("endpoint_retry", "endpoint_dead")) {
                sql.update(
                        "DELETE FROM " + table + " WHERE event = ? AND endpoint IN"
                                + " (SELECT id FROM endpoint WHERE account = ?)",
                        event,
                        account);
            }
            counts.add("event", sql.update("DELETE FROM event WHERE account = ? AND id = ?", account, event));
        }
        return upTo;
    }
}
