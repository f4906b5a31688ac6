package trunkline.gateway;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.InetAddress;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import trunkline.gateway.simulator.HeardCall;
import trunkline.gateway.simulator.RecordingCallee;
import trunkline.media.codec.WavOctets;
import trunkline.sip.simulator.CalleeBehaviour;
import trunkline.sip.simulator.CalleeSettings;

/** Calls that their trunk does not take go by the next one of their route. */
@Timeout(value = 300, unit = SECONDS)
class VoiceFailoverIT {

    @TempDir
    private Path directory;

    private final List<HeardCall> heard = new CopyOnWriteArrayList<>();

    @Test
    void aCallGoesPastATrunkThatIsOverloadedAndOneThatIsGoneAndIsHeardOnce() throws Exception {
        try (RecordingCallee sick = callee(CalleeBehaviour.unavailable(Duration.ofMinutes(2)));
                RecordingCallee well = callee(CalleeBehaviour.answersAfter(Duration.ZERO));
                TestGateway gateway = TestGateway.start(
                        directory,
                        """
                        trunks:
                          - {name: sick, proxy: "127.0.0.1:%d"}
                          - {name: gone, proxy: "127.0.0.1:1;transport=tcp"}
                          - {name: well, proxy: "127.0.0.1:%d"}
                        routes: [{to: "+46", voice: [sick, gone, well]}]
                        """
                                .formatted(port(sick), port(well)))) {
            upload(gateway);
            String given = accept(gateway, "+46736265449");
            JsonNode message = ended(gateway, given);

            assertThat(message.get("status").asText()).as(message.toString()).isEqualTo("played");
            assertThat(message.at("/call/trunk").asText()).isEqualTo("well");
            String ladder = gateway.http()
                    .send("GET", "/messages/voice/" + given + "/timeline?format=text", "")
                    .body();
            assertThat(ladder)
                    .contains("given to gone by sick, since it is in trouble: 503 ")
                    .contains("given to well by gone, since it is in trouble: 503 ")
                    .contains("trunk sick, Call-ID")
                    .contains("trunk well, Call-ID");
            await().atMost(60, SECONDS).until(() -> heard.size() == 1);
        }
    }

    private RecordingCallee callee(CalleeBehaviour behaviour) throws Exception {
        var callee = new RecordingCallee(
                CalleeSettings.on("127.0.0.1"), InetAddress.getLoopbackAddress(), directory.resolve("wav"), heard::add);
        callee.behave(behaviour);
        callee.start();
        return callee;
    }

    private static int port(RecordingCallee callee) {
        return callee.localAddress().getPort();
    }

    private static void upload(TestGateway gateway) throws Exception {
        gateway.http()
                .send(
                        "PUT",
                        "/voice-files/hello.wav",
                        BodyPublishers.ofByteArray(WavOctets.of(new short[4000], 8000)),
                        "Bearer " + gateway.key());
    }

    private static String accept(TestGateway gateway, String to) throws Exception {
        return gateway.http()
                .accept(
                        "/messages/voice",
                        """
                        {"from": "+46736265400", "to": "%s", "file": "hello.wav"}"""
                                .formatted(to));
    }

    private static JsonNode ended(TestGateway gateway, String id) {
        return await().atMost(120, SECONDS)
                .until(() -> gateway.http().get("/messages/voice/" + id), message -> !List.of(
                                "accepted", "scheduled", "calling", "ringing", "playing")
                        .contains(message.get("status").asText()));
    }
}
