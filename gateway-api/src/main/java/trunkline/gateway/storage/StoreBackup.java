package trunkline.gateway.storage;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;

/** A copy of the store as it is at one moment, made while a gateway writes on. */
public final class StoreBackup {

    private StoreBackup() {}

    /**
     * Copies the store into a new file, checks the copy and syncs it.
     *
     * @return how many messages it has
     */
    public static long copy(Database database, Path target) throws StoreUnusableException {
        try {
            Statements sql = new Statements(database.connect());
            try {
                sql.update("VACUUM INTO ?", target.toString());
            } finally {
                sql.close();
            }
            try (FileChannel copy = FileChannel.open(target, StandardOpenOption.WRITE)) {
                copy.force(true);
            }
            return check(target);
        } catch (SQLException | IOException e) {
            throw new StoreUnusableException("cannot copy the store to " + target, e);
        }
    }

    /** How many messages a copy has, if it is sound. */
    static long check(Path target) throws SQLException, StoreUnusableException {
        Statements copy = new Statements(Database.read(target));
        try {
            String found = copy.first(row -> row.getString(1), "PRAGMA integrity_check");
            Long messages = copy.first(row -> row.getLong(1), "SELECT COUNT(*) FROM message");
            if (!"ok".equals(found) || messages == null) {
                throw new StoreUnusableException("the copy at " + target + " is not sound: " + found);
            }
            return messages;
        } finally {
            copy.close();
        }
    }
}
