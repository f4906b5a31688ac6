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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import trunkline.gateway.simulator.HeardCall;
import trunkline.gateway.simulator.RecordingCallee;
import trunkline.media.codec.WavOctets;
import trunkline.sip.simulator.CalleeBehaviour;
import trunkline.sip.simulator.CalleeSettings;

/** Trunks come, change and go while calls are up. */
@Timeout(value = 300, unit = SECONDS)
class TrunkReloadIT {

    private static final int SAMPLE_RATE = 8000;
    private static final String TO = "+46736265449";

    @TempDir
    private Path directory;

    private final List<HeardCall> atOne = new CopyOnWriteArrayList<>();
    private final List<HeardCall> atOther = new CopyOnWriteArrayList<>();
    private RecordingCallee one;
    private RecordingCallee other;

    @BeforeEach
    void start() throws Exception {
        one = callee("one", atOne);
        other = callee("other", atOther);
    }

    @AfterEach
    void close() {
        one.close();
        other.close();
    }

    @Test
    void aGatewayWithoutTrunksTakesUpItsFirst() throws Exception {
        try (TestGateway gateway = TestGateway.start(directory, "trunks: []\n")) {
            upload(gateway, 1);

            assertThat(gateway.reload(trunks("{name: pbx, proxy: \"%s\"}", "pbx"))
                            .changes())
                    .containsExactly("trunk pbx added", "route route-1 added");

            assertThat(ended(gateway, accept(gateway)).get("status").asText()).isEqualTo("played");
            assertThat(gateway.http().send("GET", "/metrics", "").body())
                    .contains("trunkline_trunk_up{trunk=\"pbx\"} 1.0", "trunkline_rtp_streams ");
        }
    }

    @Test
    void aCallGoesOnAsItBeganWhileItsTrunkMovesAndTheNextGoesToTheNewPlace() throws Exception {
        String before = trunks("{name: pbx, proxy: \"%s\", plays: 1}", "pbx");
        try (TestGateway gateway = TestGateway.start(directory, before)) {
            upload(gateway, 4);
            String first = accept(gateway);
            awaitPlaying(gateway, first);

            assertThat(gateway.reload(before).changes())
                    .as("nothing is different")
                    .isEmpty();
            Reloading reloading = gateway.reload(before.replace(address(one), address(other)));

            assertThat(reloading.changes()).containsExactly("trunk pbx changed");
            assertThat(reloading.atRestart()).isEmpty();
            JsonNode went = ended(gateway, first);
            assertThat(went.get("status").asText()).isEqualTo("played");
            assertThat(went.at("/call/played_seconds").asDouble()).isEqualTo(4.0);
            assertThat(ended(gateway, accept(gateway)).get("status").asText()).isEqualTo("played");
            await().atMost(60, SECONDS).until(() -> atOne.size() == 1 && atOther.size() == 1);
        }
    }

    @Test
    void whatWaitsForATrunkThatGoesTakesAnotherAndItsCallEndsAsItBegan() throws Exception {
        String before = trunks("{name: leaves, proxy: \"%s\", channels: 1}", "leaves");
        try (TestGateway gateway = TestGateway.start(directory, before)) {
            upload(gateway, 4);
            String first = accept(gateway);
            awaitPlaying(gateway, first);
            String second = accept(gateway);

            assertThat(gateway.reload("trunks: [{name: stays, proxy: \"%s\"}]\nroutes: [{to: \"+46\", voice: [stays]}]"
                                    .formatted(address(other)))
                            .changes())
                    .containsExactly("trunk leaves removed", "trunk stays added", "route route-1 changed");

            assertThat(ended(gateway, first).at("/call/played_seconds").asDouble())
                    .isEqualTo(4.0);
            JsonNode moved = ended(gateway, second);
            assertThat(moved.at("/call/trunk").asText()).isEqualTo("stays");
            assertThat(moved.get("status").asText()).isEqualTo("played");
            assertThat(gateway.http()
                            .send("GET", "/messages/voice/" + second + "/timeline?format=text", "")
                            .body())
                    .contains("given to stays by leaves, since it is down: it is not in the configuration any more");
            assertThat(gateway.http().send("GET", "/health/ready", "").body()).doesNotContain("leaves");

            assertThat(gateway.reload(before).changes())
                    .containsExactly("trunk stays removed", "trunk leaves added", "route route-1 changed");
            assertThat(ended(gateway, accept(gateway)).at("/call/trunk").asText())
                    .isEqualTo("leaves");
            await().atMost(60, SECONDS).until(() -> atOne.size() == 2 && atOther.size() == 1);
        }
    }

    @Test
    void oneThatCannotBeUsedChangesNothing() throws Exception {
        String before = trunks("{name: pbx, proxy: \"%s\"}", "pbx");
        try (TestGateway gateway = TestGateway.start(directory, before)) {
            upload(gateway, 1);

            Reloading reloading = gateway.reload(
                    before.replace(address(one), address(other) + "\", channels: 10000, from-user: \"x"));

            assertThat(reloading.changes()).isEmpty();
            assertThat(reloading.problems())
                    .containsExactly("'trunks' have 10000 channels together: without a restart at most 8192");
            ended(gateway, accept(gateway));
            await().atMost(60, SECONDS).until(() -> atOne.size() == 1);
            assertThat(atOther).isEmpty();
        }
    }

    private String trunks(String trunk, String name) {
        return "trunks: [%s]\nroutes: [{to: \"+46\", voice: [%s]}]\n".formatted(trunk.formatted(address(one)), name);
    }

    private RecordingCallee callee(String name, List<HeardCall> heard) throws Exception {
        var callee = new RecordingCallee(
                CalleeSettings.on("127.0.0.1"), InetAddress.getLoopbackAddress(), directory.resolve(name), heard::add);
        callee.behave(CalleeBehaviour.answersAfter(Duration.ZERO));
        callee.start();
        return callee;
    }

    private static String address(RecordingCallee callee) {
        return "127.0.0.1:" + callee.localAddress().getPort();
    }

    private static void upload(TestGateway gateway, int seconds) throws Exception {
        short[] samples = new short[seconds * SAMPLE_RATE];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = (short) (8000 * Math.sin(i / 3.0)); // silence at the ends would be cut
        }
        gateway.http()
                .send(
                        "PUT",
                        "/voice-files/hello.wav",
                        BodyPublishers.ofByteArray(WavOctets.of(samples, SAMPLE_RATE)),
                        "Bearer " + gateway.key());
    }

    private static String accept(TestGateway gateway) throws Exception {
        return gateway.http()
                .accept(
                        "/messages/voice",
                        "{\"from\": \"+46736265400\", \"to\": \"%s\", \"file\": \"hello.wav\"}".formatted(TO));
    }

    private static void awaitPlaying(TestGateway gateway, String id) {
        await().atMost(60, SECONDS).until(() -> gateway.http()
                .get("/messages/voice/" + id)
                .get("status")
                .asText()
                .equals("playing"));
    }

    private static JsonNode ended(TestGateway gateway, String id) {
        return await().atMost(120, SECONDS)
                .until(() -> gateway.http().get("/messages/voice/" + id), message -> !List.of(
                                "accepted", "scheduled", "calling", "ringing", "playing")
                        .contains(message.get("status").asText()));
    }
}
