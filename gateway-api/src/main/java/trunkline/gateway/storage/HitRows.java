package trunkline.gateway.storage;

import java.sql.SQLException;
import java.util.List;
import trunkline.gateway.message.MessageId;
import trunkline.gateway.store.LinkHit;

/** The table {@code link_hit}: who fetched a link. The first fetches are kept, and the first click; all are counted. */
final class HitRows {

    /** Fetches of one link that are kept, so that nobody who has a link can fill the disk. */
    private static final int KEPT_MAX = 100;

    private HitRows() {}

    /** Notes a fetch; {@code mustStay} for one that is kept whatever number it has. */
    static void add(Tx tx, long key, LinkHit hit, boolean mustStay) throws SQLException {
        Integer number = tx.sql()
                .first(
                        row -> row.getInt(1),
                        "UPDATE repetition SET hits = hits + 1 WHERE key = ? AND (hits < ? OR ? = 1) RETURNING hits",
                        key,
                        KEPT_MAX,
                        mustStay);
        if (number != null) {
            tx.sql()
                    .update(
                            "INSERT INTO link_hit (parent, number, at, kind, agent) VALUES (?, ?, ?, ?, ?)",
                            key,
                            number,
                            hit.atMicros(),
                            hit.kind().name(),
                            hit.agent());
        }
    }

    static List<LinkHit> of(Statements sql, long account, MessageId id) throws SQLException {
        return sql.list(
                row -> new LinkHit(row.getLong(1), LinkHit.Kind.valueOf(row.getString(2)), row.getString(3)),
                "SELECT h.at, h.kind, h.agent FROM link_hit h JOIN message m ON m.key = h.parent"
                        + " WHERE h.parent = ? AND m.secret = ? AND m.account = ? ORDER BY h.number",
                id.key(),
                id.secret(),
                account);
    }
}
