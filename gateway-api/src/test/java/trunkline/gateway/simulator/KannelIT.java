package trunkline.gateway.simulator;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import trunkline.gateway.CommandProcess;

/** {@code simulate smsc --as PROFILE} with Kannel's bearerbox as the ESME: what a profile says, an ESME nobody here wrote sees. */
class KannelIT {

    private static final String TEXT = "Kannel says: @£$¥èéùìòÇØøÅå{}[]~|\\^€";

    @TempDir
    private Path directory;

    @Test
    void aDeviceWithOpaqueIdsIsMatchedAsItIs() throws Exception {
        try (CommandProcess smsc = simulate("infobip");
                Kannel kannel = Kannel.start(directory, port(), "")) {
            kannel.send("+46736265449", TEXT);

            JsonNode heard = new ObjectMapper().readTree(smsc.line());
            assertThat(heard.get("text").asText()).isEqualTo(TEXT);
            await().atMost(20, SECONDS).untilAsserted(() -> assertThat(kannel.reports())
                    .containsExactly("type=8&to=46736265449", "type=1&to=46736265449"));
        }
    }

    @Test
    void aDeviceThatWritesIdsInTwoBasesIsMatchedWithTheSettingForThat() throws Exception {
        try (CommandProcess smsc = simulate("vonage");
                Kannel kannel = Kannel.start(directory, port(), "msg-id-type = 0x01")) {
            kannel.send("+46736265449", "one");
            smsc.line();

            await().atMost(20, SECONDS).untilAsserted(() -> assertThat(kannel.reports())
                    .containsExactly("type=8&to=46736265449", "type=1&to=46736265449"));
        }
    }

    @Test
    void andNotWithoutIt() throws Exception {
        try (CommandProcess smsc = simulate("vonage");
                Kannel kannel = Kannel.start(directory, port(), "")) {
            kannel.send("+46736265449", "one");
            smsc.line();

            await().atMost(20, SECONDS).until(() -> kannel.log().contains("got DLR but could not find message"));
            assertThat(kannel.reports()).containsExactly("type=8&to=46736265449");
        }
    }

    private CommandProcess simulate(String profile) throws Exception {
        return CommandProcess.start(
                directory.resolve("smsc.log"),
                List.of(),
                "simulate",
                "smsc",
                "--as=" + profile,
                "--port=0",
                "--receipt-delay=200ms");
    }

    private int port() {
        Path log = directory.resolve("smsc.log");
        await().atMost(30, SECONDS).until(() -> Files.readString(log).contains("listens on"));
        try {
            String line = Files.readString(log)
                    .lines()
                    .filter(found -> found.contains("listens on"))
                    .findFirst()
                    .orElseThrow();
            return Integer.parseInt(line.substring(line.lastIndexOf(':') + 1));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
