package trunkline.gateway;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.InetAddress;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import trunkline.gateway.simulator.HeardCall;
import trunkline.gateway.simulator.RecordingCallee;
import trunkline.media.codec.WavOctets;
import trunkline.sip.simulator.CalleeBehaviour;
import trunkline.sip.simulator.CalleeSettings;

/** How often a prompt is played and a callee called, with which pauses, and what a key that he presses does to it. */
@Timeout(value = 300, unit = SECONDS)
class AnswerModelIT {

    @TempDir
    private Path directory;

    private final BlockingQueue<HeardCall> heard = new ArrayBlockingQueue<>(1);

    @Test
    void aPromptIsRepeatedWithSilenceBeforeAndBetween() throws Exception {
        try (RecordingCallee callee = callee();
                TestGateway gateway =
                        gateway(callee.localAddress().getPort(), "start-after: 600ms, plays: 2, pause: 400ms")) {
            JsonNode message = ended(gateway, accept(gateway, ""));

            assertThat(message.get("status").asText()).isEqualTo("played");
            assertThat(message.at("/call/plays").asInt()).isEqualTo(2);
            assertThat(message.at("/call/played_seconds").asDouble()).isEqualTo(0.5);
            HeardCall call = heard.poll(60, SECONDS);
            assertThat(call).isNotNull();
            // 0.6 + 0.5 + 0.4 + 0.5 s in packets of 20 ms; the system may have lost some on the way
            assertThat(call.report().packets() + call.report().lost()).isBetween(95L, 110L);
        }
    }

    @Test
    void aMessageSaysItselfHowItIsPlayed() throws Exception {
        try (RecordingCallee callee = callee();
                TestGateway gateway = gateway(callee.localAddress().getPort(), "plays: 1, confirm-wait: 100ms")) {
            JsonNode message = ended(gateway, accept(gateway, ", \"plays\": 3, \"pause\": 0, \"confirm\": \"1\""));

            assertThat(message.get("status").asText())
                    .as("nobody pressed the key")
                    .isEqualTo("played");
            assertThat(message.get("plays").asInt()).isEqualTo(3);
            assertThat(message.get("confirm").asText()).isEqualTo("1");
            assertThat(message.at("/call/plays").asInt()).isEqualTo(3);
        }
    }

    @Test
    void theKeyThatWasAskedForConfirmsTheMessageAndStopsThePrompt() throws Exception {
        try (KeyPressingPhone phone = new KeyPressingPhone("21");
                TestGateway gateway = gateway(phone.port(), "plays: 20")) {
            JsonNode message = ended(gateway, accept(gateway, ", \"confirm\": \"1\""));

            assertThat(message.get("status").asText()).isEqualTo("confirmed");
            assertThat(message.at("/call/keys").asText()).isEqualTo("21");
            assertThat(message.at("/call/proof").toString()).endsWith("\"confirmed\"]");
            assertThat(message.at("/call/plays").asInt()).isLessThan(20);
            assertThat(message.at("/call/hung_up_by").asText()).isEqualTo("gateway");
            String ladder = gateway.http()
                    .send("GET", "/messages/voice/" + message.get("id").asText() + "/timeline?format=text", "")
                    .body();
            assertThat(ladder).contains("the callee pressed 2").contains("the callee pressed 1");
        }
    }

    @Test
    void theKeyMayComeByInfo() throws Exception {
        try (KeyPressingPhone phone = new KeyPressingPhone("");
                TestGateway gateway = gateway(phone.port(), "plays: 20")) {
            phone.infoKey = "#";
            JsonNode message = ended(gateway, accept(gateway, ", \"confirm\": \"12#\""));

            assertThat(message.get("status").asText()).isEqualTo("confirmed");
            assertThat(message.at("/call/keys").asText()).isEqualTo("#");
            assertThat(message.at("/call/confirmed_by").asText()).isEqualTo("#");
        }
    }

    @Test
    void aBusyCalleeIsCalledAgain() throws Exception {
        try (RecordingCallee callee = callee();
                TestGateway gateway = gateway(callee.localAddress().getPort(), "busy-retries: 20, busy-interval: 1s")) {
            callee.behave(CalleeBehaviour.busy());
            String id = accept(gateway, "");
            JsonNode waiting = await().atMost(90, SECONDS)
                    .until(
                            () -> gateway.http().get("/messages/voice/" + id),
                            message -> message.get("status").asText().equals("scheduled"));
            assertThat(waiting.get("reason").asText()).isEqualTo("busy, will be called again");
            assertThat(waiting.at("/call/sip_status").asInt()).isEqualTo(486);

            callee.behave(CalleeBehaviour.answersAfter(Duration.ZERO));
            JsonNode message = await().atMost(90, SECONDS)
                    .until(
                            () -> gateway.http().get("/messages/voice/" + id),
                            one -> one.get("status").asText().equals("played"));
            int attempts = message.get("attempts").asInt();
            assertThat(attempts).isGreaterThan(1);
            JsonNode calls =
                    gateway.http().get("/messages/voice/" + id + "/timeline").get("calls");
            assertThat(calls).hasSize(attempts);
            assertThat(calls.findValuesAsText("call_id")).doesNotHaveDuplicates();
        }
    }

    private TestGateway gateway(int port, String keys) throws Exception {
        return TestGateway.start(
                directory,
                """
                trunks: [{name: callee, proxy: "127.0.0.1:%d", %s}]
                routes: [{to: "+46", voice: [callee]}]
                """
                        .formatted(port, keys));
    }

    private RecordingCallee callee() throws Exception {
        var callee = new RecordingCallee(
                CalleeSettings.on("127.0.0.1"),
                InetAddress.getLoopbackAddress(),
                directory.resolve("wav"),
                heard::offer);
        callee.behave(CalleeBehaviour.answersAfter(Duration.ZERO));
        callee.start();
        return callee;
    }

    private static String accept(TestGateway gateway, String more) throws Exception {
        short[] samples = new short[4000];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = (short) (8000 * Math.sin(i * 0.4));
        }
        gateway.http()
                .send(
                        "PUT",
                        "/voice-files/hello.wav",
                        BodyPublishers.ofByteArray(WavOctets.of(samples, 8000)),
                        "Bearer " + gateway.key());
        return gateway.http()
                .accept(
                        "/messages/voice",
                        "{\"from\": \"+46736265400\", \"to\": \"+46736265449\", \"file\": \"hello.wav\"" + more + "}");
    }

    private static JsonNode ended(TestGateway gateway, String id) {
        return await().atMost(90, SECONDS)
                .until(() -> gateway.http().get("/messages/voice/" + id), message -> message.at("/call/ended_at")
                        .isTextual());
    }
}
