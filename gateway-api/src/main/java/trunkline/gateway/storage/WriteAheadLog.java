package trunkline.gateway.storage;

import java.sql.SQLException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * SQLite's write-ahead log, in which copies of what was removed stay until something is written over them: from time to time it is
 * emptied. Confined to the writer's thread but for {@link #want}.
 */
final class WriteAheadLog {

    private static final Logger LOGGER = LoggerFactory.getLogger(WriteAheadLog.class);

    private final Statements statements;
    private boolean remains;
    private volatile boolean wanted;

    WriteAheadLog(Statements statements) {
        this.statements = statements;
    }

    /** Has it be emptied soon. */
    void want() {
        wanted = true;
    }

    boolean isWanted() {
        return wanted;
    }

    /** A commit has removed something. */
    void hasRemains() {
        remains = true;
    }

    /** Between two transactions. If somebody reads what is older (an export, a backup), the next wish tries again. */
    void emptyIfWanted() {
        if (!wanted) {
            return;
        }
        wanted = false;
        if (!remains) {
            return;
        }
        try {
            // waiting for readers would hold up every message
            statements.first(row -> row.getInt(1), "PRAGMA busy_timeout = 0");
            try {
                Integer busy = statements.first(row -> row.getInt(1), "PRAGMA wal_checkpoint(TRUNCATE)");
                remains = busy == null || busy != 0;
            } finally {
                statements.first(row -> row.getInt(1), "PRAGMA busy_timeout = " + Database.BUSY_TIMEOUT_MILLIS);
            }
        } catch (SQLException e) {
            LOGGER.atWarn().addKeyValue("cause", e.toString()).log("write-ahead log not emptied, will try again");
        }
    }
}
