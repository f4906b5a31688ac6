package trunkline.smpp.bind;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import trunkline.smpp.address.Address;
import trunkline.smpp.receipt.MessageState;
import trunkline.smpp.session.Credentials;
import trunkline.smpp.session.OperationRequest;
import trunkline.smpp.session.SubmitOptions;

/**
 * A bind against an SMSC on node-smpp, with a codec of its own. Needs node, and {@code npm ci} in interop; skipped where
 * they are not, unless {@code TRUNKLINE_INTEROP=required}.
 */
class NodeSmppSmscIT extends ForeignSmsc {

    private static final Path FOLDER = Path.of("interop");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final List<JsonNode> submits = new CopyOnWriteArrayList<>();
    private @Nullable Process process;
    private @Nullable PrintWriter commands;
    private int port;

    @BeforeEach
    void startSmsc() throws IOException {
        assumeInstalled();
        Process started = new ProcessBuilder("node", "smsc.js")
                .directory(FOLDER.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        process = started;
        commands = new PrintWriter(started.outputWriter(StandardCharsets.UTF_8), true);
        BufferedReader lines = started.inputReader(StandardCharsets.UTF_8);
        port = Integer.parseInt(lines.readLine().substring("ready ".length()));
        var reader = new Thread(() -> read(lines), "node-smsc");
        reader.setDaemon(true);
        reader.start();
    }

    private static void assumeInstalled() {
        boolean installed = Files.isDirectory(FOLDER.resolve("node_modules/smpp"));
        if ("required".equals(System.getenv("TRUNKLINE_INTEROP"))) {
            assertThat(installed)
                    .as("npm ci in smpp-bind/interop was run, since TRUNKLINE_INTEROP=required")
                    .isTrue();
        }
        assumeTrue(installed, "npm ci in smpp-bind/interop was not run");
    }

    private void read(BufferedReader lines) {
        try {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                submits.add(JSON.readTree(line));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @AfterEach
    void stopSmsc() {
        if (process != null) {
            process.destroy();
        }
    }

    @Override
    int port() {
        return port;
    }

    @Override
    Credentials credentials() {
        return new Credentials("node", "npm");
    }

    @Override
    List<Seen> seen() {
        return submits.stream()
                .map(submit -> new Seen(
                        submit.get("esm_class").asInt(),
                        submit.get("data_coding").asInt(),
                        submit.get("octets").asText()))
                .toList();
    }

    @Override
    void sendMessage() {
        command("message");
    }

    @Override
    String message() {
        return "From node: } \u001be"; // ñ is 0x7D in GSM 7-bit, € 0x65 behind an escape
    }

    @Override
    void dropLinks() {
        command("drop");
    }

    private void command(String line) {
        if (commands != null) {
            commands.println(line);
        }
    }

    @Test
    void asksWhereAMessageStands() {
        try (var gateway = bound()) {
            var query = new OperationRequest.Query("6490A001", Address.alphanumeric("Trunkline"));
            assertThat(gateway.bind.operate(query).join())
                    .isEqualTo(new OperationOutcome.Queried(MessageState.DELIVERED, 0, ""));
        }
    }

    @Test
    void itReadsTheTextsThatWereSent() {
        try (var gateway = bound()) {
            gateway.submit(1, "@£$ äöü {[]} €", SubmitOptions.NONE);
            await().until(() -> submits.size() == 1);
            gateway.submit(2, "Привет 😀", SubmitOptions.NONE);
            await().until(() -> submits.size() == 2);
        }
        assertThat(submits)
                .extracting(submit -> submit.get("text").asText())
                .containsExactly("@£$ äöü {[]} €", "Привет 😀");
    }
}
