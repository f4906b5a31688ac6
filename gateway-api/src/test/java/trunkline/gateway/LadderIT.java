package trunkline.gateway;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import trunkline.media.codec.WavOctets;
import trunkline.smpp.simulator.SimulatorListener;
import trunkline.smpp.simulator.SimulatorSettings;
import trunkline.smpp.simulator.SmscBehaviour;
import trunkline.smpp.simulator.SmscBehaviour.Receipts;
import trunkline.smpp.simulator.SmscSimulator;

/** A ladder against a simulated SMSC and a phone that presses a key. */
@Timeout(value = 300, unit = SECONDS)
class LadderIT {

    private static final String LADDER =
            """
            {"reference": "alarm 4", "steps": [
              {"type": "sms", "from": "Alarm", "to": "+46736265449", "message": "Fire in hall 3.", "until": "clicked", "wait": 2},
              {"type": "voice", "from": "+46736265400", "to": "+46736265449", "file": "fire.wav", "plays": 20, "confirm": "1", "wait": 120},
              {"type": "sms", "from": "Alarm", "to": "+46736265449", "message": "Fire! Nobody answered.", "wait": 60}]}
            """;

    @TempDir
    private Path directory;

    @Test
    void anSmsThatIsNotClickedIsFollowedByACallAndACallThatIsConfirmedByNothing() throws Exception {
        SmscBehaviour delivers = SmscBehaviour.PERFECT.withReceipts(Receipts.after(Duration.ofMillis(10)));
        try (SmscSimulator smsc = new SmscSimulator(SimulatorSettings.LOOPBACK, delivers, SimulatorListener.NONE);
                KeyPressingPhone phone = new KeyPressingPhone("1")) {
            smsc.start();
            try (TestGateway gateway = gateway(smsc.port(), phone.port())) {
                upload(gateway);
                HttpResponse<String> accepted = gateway.http().send("POST", "/messages/ladder", LADDER);
                assertThat(accepted.statusCode()).as(accepted.body()).isEqualTo(201);
                String path = "/messages/ladder/"
                        + HttpSender.json(accepted).get("id").asText();

                JsonNode ladder = await().atMost(120, SECONDS)
                        .until(
                                () -> gateway.http().get(path),
                                one -> !one.get("status").asText().equals("running"));

                assertThat(ladder.get("status").asText()).isEqualTo("confirmed");
                assertThat(ladder.get("reached_by").asInt()).isEqualTo(2);
                assertThat(statuses(ladder)).containsExactly("delivered", "confirmed", "not-needed");
                assertThat(ladder.at("/steps/0/message").asText()).startsWith("Fire in hall 3. http");
                assertThat(ladder.at("/steps/1/call/keys").asText()).isEqualTo("1");
                JsonNode timeline = gateway.http().get(path + "/timeline");
                assertThat(timeline.findValuesAsText("event"))
                        .containsSubsequence("accepted", "ladder-step", "ladder-step", "ladder-ended");
                assertThat(timeline.get("steps")).hasSize(2);
                assertThat(gateway.http().get("/messages?reference=alarm+4").get("messages"))
                        .hasSize(2);
            }
        }
    }

    private static List<String> statuses(JsonNode ladder) {
        List<String> statuses = new ArrayList<>();
        ladder.get("steps").forEach(step -> statuses.add(step.get("status").asText()));
        return statuses;
    }

    private TestGateway gateway(int smsc, int phone) throws Exception {
        return TestGateway.start(
                directory,
                """
                smsc: [{name: carrier-a, host: 127.0.0.1, port: %d, system-id: gw}]
                trunks: [{name: pbx, proxy: "127.0.0.1:%d"}]
                routes: [{to: "+46", sms: [carrier-a], voice: [pbx]}]
                """
                        .formatted(smsc, phone));
    }

    private static void upload(TestGateway gateway) throws Exception {
        short[] samples = new short[4_000];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = (short) (8_000 * Math.sin(i * 0.4));
        }
        gateway.http()
                .send(
                        "PUT",
                        "/voice-files/fire.wav",
                        BodyPublishers.ofByteArray(WavOctets.of(samples, 8_000)),
                        "Bearer " + gateway.key());
    }
}
