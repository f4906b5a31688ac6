package trunkline.gateway;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
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

/** What a user sees of a call while it is up and after, and how he ends it. */
@Timeout(value = 300, unit = SECONDS)
class VoiceFateIT {

    private static final int SECONDS_OF_PROMPT = 40;

    @TempDir
    private Path directory;

    private final BlockingQueue<HeardCall> heard = new ArrayBlockingQueue<>(1);

    @Test
    void aCallInProgressIsListedAndHungUpByDelete() throws Exception {
        try (RecordingCallee callee = callee(CalleeBehaviour.answersAfter(Duration.ZERO));
                TestGateway gateway = gateway(callee)) {
            String id = accept(gateway);
            await().atMost(60, SECONDS)
                    .until(
                            () -> call(gateway, "/calls", id),
                            call -> call.at("/call/rtp_packets").asInt() > 5);
            JsonNode live = call(gateway, "/calls", id);
            assertThat(live.get("status").asText()).isEqualTo("playing");
            assertThat(live.get("trunk").asText()).isEqualTo("callee");
            assertThat(text(gateway, id))
                    .contains("INVITE sip:+46736265449@")
                    .contains("200 OK")
                    .contains("audio begins: PCMA");

            assertThat(gateway.http()
                            .send("DELETE", "/messages/voice/" + id, "")
                            .statusCode())
                    .isEqualTo(204);

            HeardCall call = heard.poll(60, SECONDS);
            assertThat(call).isNotNull();
            JsonNode message = gateway.http().get("/messages/voice/" + id);
            assertThat(message.get("status").asText()).isEqualTo("cancelled");
            assertThat(message.at("/call/played_seconds").asDouble()).isBetween(0.1, SECONDS_OF_PROMPT - 1.0);
            assertThat(message.at("/call/proof").toString())
                    .startsWith("[\"invited\",")
                    .contains("\"answered\",\"rtp-sent\"")
                    .doesNotContain("played");
            assertThat(gateway.http().get("/calls").get("calls")).isEmpty();
            assertThat(text(gateway, id))
                    .contains("hung up on request")
                    .contains("--- BYE sip:")
                    .contains("audio ends: ");
            assertThat(gateway.http()
                            .send("DELETE", "/messages/voice/" + id, "")
                            .statusCode())
                    .as("it is what was asked for")
                    .isEqualTo(204);
        }
    }

    @Test
    void aCallThatRingsIsCancelledByDelete() throws Exception {
        try (RecordingCallee callee = callee(CalleeBehaviour.ringsForEver());
                TestGateway gateway = gateway(callee)) {
            String id = accept(gateway);
            await().atMost(60, SECONDS)
                    .until(
                            () -> gateway.http().get("/messages/voice/" + id),
                            message -> message.get("status").asText().equals("ringing"));

            assertThat(gateway.http()
                            .send("DELETE", "/messages/voice/" + id, "")
                            .statusCode())
                    .isEqualTo(204);

            JsonNode message = gateway.http().get("/messages/voice/" + id);
            assertThat(message.get("status").asText()).isEqualTo("cancelled");
            assertThat(message.at("/call/proof").toString()).isEqualTo("[\"invited\",\"ringing\"]");
            assertThat(text(gateway, id))
                    .contains("180 Ringing")
                    .contains("CANCEL sip:")
                    .contains("487 ");
        }
    }

    @Test
    void theTimelineOfABusyCalleeShowsEveryMessageAndNoCredentials() throws Exception {
        try (RecordingCallee callee = callee(CalleeBehaviour.busy());
                TestGateway gateway = gateway(callee)) {
            String id = accept(gateway);
            await().atMost(60, SECONDS)
                    .until(
                            () -> gateway.http().get("/messages/voice/" + id),
                            message -> message.get("status").asText().equals("busy"));

            JsonNode events =
                    gateway.http().get("/messages/voice/" + id + "/timeline").at("/calls/0/events");
            assertThat(events.findValuesAsText("message")).first().asString().startsWith("INVITE sip:+46736265449@");
            assertThat(events.findValuesAsText("message")).contains("SIP/2.0 486 Busy Here");
            assertThat(events.get(0).get("sip").toString()).contains("m=audio");
            assertThat(gateway.http()
                            .send("DELETE", "/messages/voice/" + id, "")
                            .statusCode())
                    .isEqualTo(409);
            assertThat(gateway.http()
                            .send("GET", "/messages/voice/" + id + "/timeline?format=pdf", "")
                            .statusCode())
                    .isEqualTo(400);
            assertThat(gateway.http()
                            .send("GET", "/messages/sms/" + id + "/timeline", "")
                            .statusCode())
                    .isEqualTo(404);
        }
    }

    private static JsonNode call(TestGateway gateway, String path, String id) throws IOException, InterruptedException {
        for (JsonNode call : gateway.http().get(path).get("calls")) {
            if (call.get("id").asText().equals(id)) {
                return call;
            }
        }
        return MissingNode.getInstance();
    }

    private static String text(TestGateway gateway, String id) throws IOException, InterruptedException {
        return gateway.http()
                .send("GET", "/messages/voice/" + id + "/timeline?format=text", "")
                .body();
    }

    private TestGateway gateway(RecordingCallee callee) throws Exception {
        return TestGateway.start(
                directory,
                """
                trunks: [{name: callee, proxy: "127.0.0.1:%d"}]
                routes: [{to: "+46", voice: [callee]}]
                """
                        .formatted(callee.localAddress().getPort()));
    }

    private RecordingCallee callee(CalleeBehaviour behaviour) throws Exception {
        var callee = new RecordingCallee(
                CalleeSettings.on("127.0.0.1"),
                InetAddress.getLoopbackAddress(),
                directory.resolve("wav"),
                heard::offer);
        callee.behave(behaviour);
        callee.start();
        return callee;
    }

    private static String accept(TestGateway gateway) throws Exception {
        short[] samples = new short[SECONDS_OF_PROMPT * 8000];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = (short) (8000 * Math.sin(i * 0.4));
        }
        gateway.http()
                .send(
                        "PUT",
                        "/voice-files/long.wav",
                        BodyPublishers.ofByteArray(WavOctets.of(samples, 8000)),
                        "Bearer " + gateway.key());
        return gateway.http()
                .accept(
                        "/messages/voice",
                        """
                        {"from": "+46736265400", "to": "+46736265449", "file": "long.wav"}""");
    }
}
