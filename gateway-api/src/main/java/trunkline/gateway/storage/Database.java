package trunkline.gateway.storage;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.JournalMode;
import org.sqlite.SQLiteConfig.SynchronousMode;

/**
 * One SQLite file: opens its connections, and holds the lock that keeps a second gateway away.
 *
 * <p>Every connection writes ahead (WAL) with {@code synchronous=FULL}, read back to be sure: anything less loses
 * acknowledged messages on a power cut.
 */
public final class Database implements AutoCloseable {

    private static final Logger LOGGER = LoggerFactory.getLogger(Database.class);
    private static final String URL_PREFIX = "sqlite:";
    private static final int SYNCHRONOUS_FULL = 2;
    /** Another process (the command line) may hold the write lock for a moment. */
    static final int BUSY_TIMEOUT_MILLIS = 5_000;
    /** Pages of write-ahead log after which a commit copies them back: 16 MiB. Rarer means longer single commits. */
    private static final int CHECKPOINT_PAGES = 4_096;

    /**
     * What the file of the write-ahead log keeps for itself: 32 MiB. It grows as long as somebody reads what was before (an export, a backup); once all of
     * it is copied back it is cut to this.
     */
    static final int LOG_OCTETS_MAX = 2 * CHECKPOINT_PAGES * 4_096;

    private static final int PAGE_OCTETS = 4_096;
    private static final int CACHE_KIBIBYTES = 65_536;

    private final Path file;
    private final @Nullable FileChannel lock;

    private Database(Path file, @Nullable FileChannel lock) {
        this.file = file;
        this.lock = lock;
    }

    /** Opens the store for the gateway itself: nobody else may, until {@link #close}. */
    public static Database openForGateway(String url, Path baseDirectory) throws StoreUnusableException {
        Path file = fileOf(url, baseDirectory);
        Database database = new Database(file, lock(file));
        database.prepare();
        return database;
    }

    /** Opens the store beside a gateway that may be running, for short changes from the command line. */
    public static Database openBeside(String url, Path baseDirectory) throws StoreUnusableException {
        Database database = new Database(fileOf(url, baseDirectory), null);
        database.prepare();
        return database;
    }

    /** Opens a store that is there, to be read as it is: one of an older version stays one. */
    public static Database openToRead(String url, Path baseDirectory) throws StoreUnusableException {
        Path file = fileOf(url, baseDirectory);
        if (!Files.isRegularFile(file)) {
            throw new StoreUnusableException("there is no store at " + file);
        }
        return new Database(file, null);
    }

    /** The file that {@code url} names. */
    static Path fileOf(String url, Path baseDirectory) throws StoreUnusableException {
        if (!url.startsWith(URL_PREFIX) || url.length() == URL_PREFIX.length()) {
            throw new StoreUnusableException("'store.url' is '" + url + "': must be sqlite:PATH");
        }
        Path file = baseDirectory.resolve(url.substring(URL_PREFIX.length())).toAbsolutePath();
        try {
            Path directory = file.getParent();
            if (directory != null) {
                Files.createDirectories(directory);
            }
        } catch (IOException e) {
            throw new StoreUnusableException("cannot make the directory of " + file, e);
        }
        return file;
    }

    private static FileChannel lock(Path file) throws StoreUnusableException {
        Path lockFile = file.resolveSibling(file.getFileName() + ".lock");
        try {
            FileChannel channel = FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (channel.tryLock() == null) {
                channel.close();
                throw inUse(file);
            }
            return channel;
        } catch (OverlappingFileLockException e) {
            throw inUse(file);
        } catch (IOException e) {
            throw new StoreUnusableException("cannot lock " + lockFile, e);
        }
    }

    private static StoreUnusableException inUse(Path file) {
        return new StoreUnusableException(
                file + " is in use by another gateway: stop it, or give this one its own store");
    }

    private void prepare() throws StoreUnusableException {
        try (Connection connection = connect()) {
            Schema.bring(connection);
            String type = Files.getFileStore(file).type();
            if (type.equals("tmpfs") || type.startsWith("nfs")) {
                LOGGER.atWarn()
                        .addKeyValue("file", file)
                        .addKeyValue("fileSystem", type)
                        .log("store lies on a file system that may lose what was synced");
            }
        } catch (SQLException | IOException e) {
            throw new StoreUnusableException("cannot use " + file, e);
        }
    }

    /** What hashes of texts are keyed with. */
    StoreSecret secret() throws StoreUnusableException {
        return StoreSecret.load(file.resolveSibling(file.getFileName() + ".secret"));
    }

    /** A connection for one thread. */
    Connection connect() throws SQLException {
        SQLiteConfig config = new SQLiteConfig();
        config.setJournalMode(JournalMode.WAL);
        config.setSynchronous(SynchronousMode.FULL);
        config.setBusyTimeout(BUSY_TIMEOUT_MILLIS);
        config.setPageSize(PAGE_OCTETS);
        config.setCacheSize(-CACHE_KIBIBYTES);
        config.setGetGeneratedKeys(false); // else every INSERT is followed by a query that nobody asked for
        config.setPragma(
                SQLiteConfig.Pragma.SECURE_DELETE, "true"); // what is removed is overwritten, not only forgotten
        config.setPragma(SQLiteConfig.Pragma.WAL_AUTOCHECKPOINT, Integer.toString(CHECKPOINT_PAGES));
        config.setPragma(SQLiteConfig.Pragma.JOURNAL_SIZE_LIMIT, Integer.toString(LOG_OCTETS_MAX));
        Connection connection = config.createConnection("jdbc:" + URL_PREFIX + file);
        try (Statement statement = connection.createStatement()) {
            require("wal", read(statement, "PRAGMA journal_mode"));
            require(Integer.toString(SYNCHRONOUS_FULL), read(statement, "PRAGMA synchronous"));
            // in its own mode of commits the driver tries a BEGIN after every statement; SQLite commits what stands
            // alone by itself
            connection.setAutoCommit(false);
            statement.execute("COMMIT");
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
        return connection;
    }

    /** A connection that only reads a file which is nobody's store yet. */
    static Connection read(Path other) throws SQLException {
        SQLiteConfig config = new SQLiteConfig();
        config.setReadOnly(true);
        return config.createConnection("jdbc:" + URL_PREFIX + other);
    }

    private static String read(Statement statement, String pragma) throws SQLException {
        try (ResultSet row = statement.executeQuery(pragma)) {
            return row.getString(1);
        }
    }

    private static void require(String wanted, String found) throws SQLException {
        if (!wanted.equals(found)) {
            throw new SQLException("asked SQLite for " + wanted + " and got " + found
                    + ": on this file system it cannot keep what it acknowledges");
        }
    }

    @Override
    public void close() {
        if (lock == null) {
            return;
        }
        try {
            lock.close();
        } catch (IOException e) {
            LOGGER.atWarn().addKeyValue("cause", e.toString()).log("store lock not released");
        }
    }
}
