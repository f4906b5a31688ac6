package trunkline.gateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import trunkline.gateway.storage.FilledStore;

/** {@code export} beside a store that is open. */
class ExportCommandTest {

    private static final String PHONE = "+46736265449";
    private static final String OTHER = "+46736265450";

    @TempDir
    private Path directory;

    @SuppressWarnings("NullAway.Init")
    private FilledStore filled;

    private final StringWriter err = new StringWriter();

    @BeforeEach
    void open() throws Exception {
        filled = FilledStore.open(directory);
        Files.writeString(directory.resolve("gateway.yaml"), "store: {url: \"sqlite:test.db\"}\n");
    }

    @AfterEach
    void close() {
        filled.close();
    }

    @Test
    void whateverATextHasComesBackFromJsonLines() throws Exception {
        List<String> texts = List.of(
                "=cmd|' /C calc'!A0", "a\tb\r\nc", "nul \0 and \u001b", "\"quoted\", 'too'", "\u2028\ud83d\ude00", "");
        texts.forEach(text -> filled.accept(PHONE, text));

        assertThat(export("all.jsonl", "--format", "jsonl")).isZero();

        List<JsonNode> lines = jsonLines("all.jsonl");
        assertThat(lines).extracting(line -> line.get("message").asText()).containsExactlyElementsOf(texts);
        assertThat(err.toString()).contains("6 messages");
    }

    @Test
    void halfASurrogatePairLeavesTheLineReadable() throws Exception {
        filled.accept(PHONE, "half \ud83d of it");

        assertThat(export("all.jsonl", "--format", "jsonl")).isZero();
        assertThat(export("all.csv")).isZero();

        assertThat(jsonLines("all.jsonl")).hasSize(1);
        assertThat(Files.readString(directory.resolve("all.csv"))).contains(",half ? of it,");
    }

    @Test
    void aTextThatIsNotKeptIsThereAsLengthAndHashOnly() throws Exception {
        filled.submitted(filled.acceptPassing(PHONE, "the code is 493817"));

        assertThat(export("all.csv")).isZero();
        assertThat(export("all.jsonl", "--format", "jsonl")).isZero();

        JsonNode line = jsonLines("all.jsonl").get(0);
        assertThat(line.get("message").isNull()).isTrue();
        assertThat(line.get("body_length").asInt()).isEqualTo(18);
        assertThat(line.get("body_hash").asText()).hasSize(64);
        assertThat(Files.readString(directory.resolve("all.csv")))
                .contains(",18," + line.get("body_hash").asText() + ",")
                .doesNotContain("493817");
    }

    @Test
    void whatIsErasedHasNoTrace() throws Exception {
        filled.delivered(filled.accept(PHONE, "to be forgotten"));
        filled.delivered(filled.accept(OTHER, "stays"));
        assertThat(run("erase", PHONE, "-c", config())).isZero();

        assertThat(export("all.csv")).isZero();

        assertThat(Files.readString(directory.resolve("all.csv")))
                .contains("stays", OTHER)
                .doesNotContain(PHONE, PHONE.substring(1), "forgotten");
    }

    @Test
    void aFileIsNeverTakenForWholeThatIsNot() throws Exception {
        filled.accept(PHONE, "a text");
        Files.writeString(directory.resolve("cut.csv.partial"), "id,");

        assertThat(export("cut.csv")).isEqualTo(2);
        assertThat(err.toString()).contains("cut.csv.partial': is being made, or was cut short");
        assertThat(directory.resolve("cut.csv")).doesNotExist();

        assertThat(export("whole.csv")).isZero();
        assertThat(directory.resolve("whole.csv.partial")).doesNotExist();
        assertThat(Files.getPosixFilePermissions(directory.resolve("whole.csv")))
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));
        assertThat(export("whole.csv")).as("it is there already").isEqualTo(2);
    }

    @Test
    void aStoreThatIsNotThereOrOfAnotherVersionIsSaid() throws Exception {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + directory.resolve("test.db"));
                Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA user_version = 3");
        }
        assertThat(export("all.csv")).isEqualTo(1);
        assertThat(err.toString()).contains("it was written by another version (schema 3, this one has ");

        Files.writeString(directory.resolve("gateway.yaml"), "store: {url: \"sqlite:elsewhere.db\"}\n");
        assertThat(export("all.csv")).isEqualTo(1);
        assertThat(err.toString()).contains("there is no store at ", "elsewhere.db");
        assertThat(directory.resolve("elsewhere.db")).doesNotExist();
        assertThat(directory.resolve("all.csv.partial")).doesNotExist();
    }

    @Test
    void optionsAreChecked() throws Exception {
        assertThat(export("x.csv", "--since", "yesterday")).isEqualTo(2);
        assertThat(err.toString()).contains("'--since' is 'yesterday': must be a time such as 2026-12-01T08:30:00Z");
        assertThat(export("x.csv", "--account", "nobody")).isEqualTo(2);
        assertThat(err.toString()).contains("'--account' is 'nobody': must be the name of an account");
        assertThat(export("x.csv", "--format", "xml")).isEqualTo(2);
        assertThat(directory.resolve("x.csv.partial")).doesNotExist();
    }

    private String config() {
        return directory.resolve("gateway.yaml").toString();
    }

    private int export(String file, String... options) {
        List<String> arguments =
                new ArrayList<>(List.of("export", directory.resolve(file).toString()));
        arguments.addAll(List.of(options));
        arguments.addAll(List.of("-c", config()));
        return run(arguments.toArray(new String[0]));
    }

    private int run(String... arguments) {
        CommandLine line = Main.line();
        line.setErr(new PrintWriter(err, true));
        line.setOut(new PrintWriter(err, true));
        return Main.run(line, arguments);
    }

    private List<JsonNode> jsonLines(String file) throws Exception {
        List<JsonNode> lines = new ArrayList<>();
        for (String line : Files.readString(directory.resolve(file)).split("\n", -1)) {
            if (!line.isEmpty()) {
                lines.add(new ObjectMapper().readTree(line));
            }
        }
        return lines;
    }
}
