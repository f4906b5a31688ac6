package trunkline.gateway.storage;

import java.sql.SQLException;
import trunkline.gateway.message.PhoneNumber;

/**
 * The table {@code concatenation}: the last concatenation reference of each recipient who ever got a message of several
 * segments, so that two such messages never share one before all 65,536 (or, where eight bits are sent, 256) were used.
 */
final class ConcatenationRows {

    /** The largest reference: the concatenation header has 8 or 16 bits for it (3GPP TS 23.040 §9.2.3.24.8). */
    static final int REFERENCE_MAX = 0xFFFF;

    private ConcatenationRows() {}

    /** The next reference of this recipient; {@code first} if it is his first, of whatever gateway wrote to him before. */
    static int next(Tx tx, PhoneNumber to, int first) throws SQLException {
        Integer next = tx.sql()
                .first(
                        row -> row.getInt(1),
                        "INSERT INTO concatenation (recipient, reference) VALUES (?, ?) ON CONFLICT (recipient) DO UPDATE"
                                + " SET reference = (concatenation.reference + 1) % " + (REFERENCE_MAX + 1)
                                + " RETURNING reference",
                        Long.parseLong(to.digits()),
                        first);
        return next == null ? first : next;
    }
}
