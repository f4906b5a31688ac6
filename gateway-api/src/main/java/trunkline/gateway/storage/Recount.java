package trunkline.gateway.storage;

import java.sql.SQLException;

/**
 * What the gateway remembers of how much is in its tables, counted again once somebody else has written to the store: a command beside it
 * ({@code trunkline erase}) removes what this process counts. Confined to the writer's thread.
 */
final class Recount {

    private final LadderRows ladders;
    private final InboundParts parts;
    /** SQLite's own number of what others have committed, as this connection sees it; 0 before the first look. */
    private long seen;

    Recount(LadderRows ladders, InboundParts parts) {
        this.ladders = ladders;
        this.parts = parts;
    }

    /** Whether somebody else has written since the last look, or this is the first. */
    boolean look(Tx tx) throws SQLException {
        Long version = tx.sql().first(row -> row.getLong(1), "PRAGMA data_version");
        if (version == null || version == seen) {
            return false;
        }
        int running = LadderRows.countRunning(tx.sql());
        int waiting = InboundParts.countWaiting(tx.sql());
        tx.onCommit(
                () -> { // after what this transaction has counted before, which is there already
                    ladders.recounted(running);
                    parts.recounted(waiting);
                    seen = version;
                });
        return true;
    }
}
