package trunkline.gateway.storage;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.stream.Collectors;

/** Brings an empty or older database to the tables this version needs; a newer one is refused. */
final class Schema {

    static final int VERSION = 23;

    private Schema() {}

    static void bring(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            int found = version(statement);
            if (found > VERSION) {
                throw new SQLException("it was written by a later version (schema " + found + ", this one knows up to "
                        + VERSION + "): run that version, or restore a backup");
            }
            for (int step = found + 1; step <= VERSION; step++) {
                apply(statement, step);
            }
        }
    }

    /** Fails unless the database has the tables of this version. */
    static void require(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            int found = version(statement);
            if (found != VERSION) {
                throw new SQLException("it was written by another version (schema " + found + ", this one has "
                        + VERSION + "): use that version, or start a gateway of this one on it first");
            }
        }
    }

    /** One step is one transaction: a crash in the middle leaves the older schema whole. */
    private static void apply(Statement statement, int step) throws SQLException {
        statement.execute("BEGIN IMMEDIATE");
        try {
            // two processes may have seen the same old version: the later one finds the work done
            if (version(statement) < step) {
                for (String sql : script(step).split(";", -1)) {
                    if (!sql.isBlank()) {
                        statement.execute(sql);
                    }
                }
                statement.execute("PRAGMA user_version = " + step);
            }
            statement.execute("COMMIT");
        } catch (SQLException e) {
            statement.execute("ROLLBACK");
            throw e;
        }
    }

    private static int version(Statement statement) throws SQLException {
        try (ResultSet row = statement.executeQuery("PRAGMA user_version")) {
            return row.getInt(1);
        }
    }

    /** The script of one step, in SQLite's words. */
    private static String script(int step) {
        String name = "schema-" + step + ".sql";
        try (InputStream in = Schema.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("no resource " + name);
            }
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return text.lines()
                    .filter(line -> !line.startsWith("--"))
                    .collect(Collectors.joining("\n"))
                    .replace("BIGKEY", "INTEGER PRIMARY KEY")
                    .replace(") CLUSTERED", ") WITHOUT ROWID");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
