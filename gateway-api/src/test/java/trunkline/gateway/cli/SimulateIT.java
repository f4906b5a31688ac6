package trunkline.gateway.cli;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import trunkline.gateway.CommandProcess;
import trunkline.gateway.TestGateway;

/** {@code simulate} as a process that a gateway is pointed at. */
class SimulateIT {

    @TempDir
    private Path directory;

    /** Starts a simulator on a free port and gives back which. */
    private int port(Path log) {
        await().atMost(30, SECONDS).until(() -> Files.readString(log).contains("listens on"));
        try (Stream<String> lines = Files.lines(log)) {
            String line = lines.filter(found -> found.contains("listens on"))
                    .findFirst()
                    .orElseThrow();
            return Integer.parseInt(line.substring(line.lastIndexOf(':') + 1));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static String ended(TestGateway gateway, String path) {
        await().atMost(30, SECONDS).until(() -> !List.of("accepted", "submitted", "calling", "ringing", "playing")
                .contains(gateway.http().get(path).get("status").asText()));
        try {
            return gateway.http().get(path).get("status").asText();
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void anSmscPrintsEachMessageAndSendsTheReceiptItWasToldTo() throws Exception {
        Path log = directory.resolve("smsc.log");
        try (CommandProcess smsc = CommandProcess.start(
                        log,
                        List.of(),
                        "simulate",
                        "smsc",
                        "--port=0",
                        "--receipt-delay=10ms",
                        "--receipt-state=UNDELIV",
                        "--response-ids=hex",
                        "--system-id=gw",
                        "--password=pw");
                TestGateway gateway = TestGateway.start(
                        Files.createDirectory(directory.resolve("gateway")),
                        """
                        smsc: [{name: s, profile: vonage, host: 127.0.0.1, port: %d, system-id: gw, password: pw}]
                        routes: [{to: "+", sms: [s]}]
                        """
                                .formatted(port(log)))) {
            String id = gateway.http()
                    .accept("/messages/sms", "{\"from\":\"x\",\"to\":\"+46736265449\",\"message\":\"Grüße\"}");

            JsonNode heard = new ObjectMapper().readTree(smsc.line());
            assertThat(heard.get("text").asText()).isEqualTo("Grüße");
            assertThat(heard.get("to").asText()).isEqualTo("+46736265449");
            assertThat(ended(gateway, "/messages/sms/" + id)).isEqualTo("failed");
        }
    }

    @Test
    void aCalleeIsBusyWhenToldTo() throws Exception {
        assertThat(call("busy", "--reaction=busy", "--delay=0")).isEmpty();
    }

    @Test
    void aCalleeThatHangsUpEarlyHeardThePartUntilThen() throws Exception {
        assertThat(call("played", "--reaction=answer", "--delay=0", "--hang-up-after=1s"))
                .hasValueSatisfying(heard -> assertThat(heard).isBetween(0.8, 1.5));
    }

    /** Has one call made, which must end so; gives back the seconds that the callee says it heard, if it answered. */
    private Optional<Double> call(String status, String... behaviour) throws Exception {
        Path log = directory.resolve("callee.log");
        String[] arguments = Stream.concat(
                        Stream.of("simulate", "callee", "--port=0", "--recordings=" + directory.resolve("heard")),
                        Stream.of(behaviour))
                .toArray(String[]::new);
        try (CommandProcess callee = CommandProcess.start(log, List.of(), arguments);
                TestGateway gateway = TestGateway.start(
                        Files.createDirectory(directory.resolve("gateway")),
                        """
                        trunks: [{name: t, proxy: "127.0.0.1:%d"}]
                        routes: [{to: "+", voice: [t]}]
                        """
                                .formatted(port(log)));
                var mp3 = Main.class.getResourceAsStream("demo.mp3")) {
            gateway.http()
                    .send(
                            "PUT",
                            "/voice-files/a.mp3",
                            BodyPublishers.ofByteArray(mp3.readAllBytes()),
                            "Bearer " + gateway.key());
            String id = gateway.http()
                    .accept(
                            "/messages/voice",
                            "{\"from\":\"+46736265400\",\"to\":\"+46736265449\",\"file\":\"a.mp3\"}");
            assertThat(ended(gateway, "/messages/voice/" + id)).isEqualTo(status);
            return status.equals("played")
                    ? Optional.of(new ObjectMapper()
                            .readTree(callee.line())
                            .get("seconds")
                            .asDouble())
                    : Optional.empty();
        }
    }
}
