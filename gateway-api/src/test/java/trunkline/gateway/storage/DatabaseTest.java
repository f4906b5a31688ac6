package trunkline.gateway.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatabaseTest {

    @TempDir
    private Path directory;

    @Test
    void everyConnectionSyncsEachCommit() throws Exception {
        try (Database database = Database.openForGateway("sqlite:data/test.db", directory);
                Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            assertThat(read(statement, "PRAGMA synchronous")).isEqualTo("2");
            assertThat(read(statement, "PRAGMA journal_mode")).isEqualTo("wal");
        }
    }

    @Test
    void aSecondGatewayIsKeptAway() throws Exception {
        try (Database first = Database.openForGateway("sqlite:test.db", directory)) {
            assertThatThrownBy(() -> Database.openForGateway("sqlite:test.db", directory))
                    .isInstanceOf(StoreUnusableException.class)
                    .hasMessageContaining(
                            "test.db is in use by another gateway: stop it, or give this one its own store");
            assertThat(first).isNotNull();
        }
        Database.openForGateway("sqlite:test.db", directory).close();
    }

    @Test
    void theCommandLineMayOpenItBesideAGateway() throws Exception {
        try (Database gateway = Database.openForGateway("sqlite:test.db", directory);
                Database beside = Database.openBeside("sqlite:test.db", directory)) {
            assertThat(gateway).isNotNull();
            assertThat(beside).isNotNull();
        }
    }

    @Test
    void aStoreOfALaterVersionIsRefused() throws Exception {
        Database.openForGateway("sqlite:test.db", directory).close();
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + directory.resolve("test.db"));
                Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA user_version = 999");
        }

        assertThatThrownBy(() -> Database.openForGateway("sqlite:test.db", directory))
                .hasMessageContaining("it was written by a later version (schema 999");
    }

    @Test
    void aFileThatIsNoDatabaseIsRefused() throws Exception {
        Files.writeString(directory.resolve("test.db"), "this is a text, and a long enough one to be read as a header");

        assertThatThrownBy(() -> Database.openForGateway("sqlite:test.db", directory))
                .isInstanceOf(StoreUnusableException.class)
                .hasMessageContaining("cannot use " + directory.resolve("test.db"));
    }

    @Test
    void anyOtherUrlIsRefused() {
        assertThatThrownBy(() -> Database.openForGateway("h2:test", directory))
                .hasMessage("'store.url' is 'h2:test': must be sqlite:PATH");
    }

    private static String read(Statement statement, String sql) throws Exception {
        try (ResultSet row = statement.executeQuery(sql)) {
            return row.getString(1);
        }
    }
}
