package trunkline.gateway;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Has time pass for a store while nobody looks at it: the times that it holds move into the past. */
record StoredTime(Path database) {

    private static final List<String> REPETITIONS = List.of(
            "UPDATE repetition SET start_at = start_at - ?",
            "UPDATE repetition SET next_at = next_at - ? WHERE next_at > 0");
    private static final List<String> SCHEDULES = List.of(
            "UPDATE message SET send_at = send_at - ?, expires_at = expires_at - ? WHERE send_at > 0",
            "UPDATE due SET at = at - ?");

    /** For all that waits for a time. */
    void passes(Duration time) throws SQLException {
        move(SCHEDULES, time);
        move(REPETITIONS, time);
    }

    /** For repetitions alone. */
    void passesForRepetitions(Duration time) throws SQLException {
        move(REPETITIONS, time);
    }

    private void move(List<String> updates, Duration time) throws SQLException {
        long micros = TimeUnit.NANOSECONDS.toMicros(time.toNanos());
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            for (String update : updates) {
                statement.executeUpdate(update.replace("?", Long.toString(micros)));
            }
            connection.commit();
        }
    }

    /** How many rows there are of {@code what}: a table, and which of its rows. */
    int count(String what) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT COUNT(*) FROM " + what)) {
            return row.getInt(1);
        }
    }

    private Connection connect() throws SQLException {
        Connection connection = DriverManager.getConnection("jdbc:sqlite:" + database);
        try (Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA busy_timeout = 10000");
        }
        return connection;
    }
}
