package trunkline.gateway;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import trunkline.smpp.simulator.SimulatorListener;
import trunkline.smpp.simulator.SimulatorSettings;
import trunkline.smpp.simulator.SmscBehaviour;
import trunkline.smpp.simulator.SmscBehaviour.Responses;
import trunkline.smpp.simulator.SmscSimulator;

/** Messages that do not get through on their way go by another; {@code bench/failover.sh} is the long form. */
class FailoverIT {

    private static final int WINDOW = 50;

    @TempDir
    private Path directory;

    @Test
    void nothingIsLostWhenAnSmscDiesUnderLoadAndWhatItAnsweredIsNotSentAgain() throws Exception {
        Outages outages = new Outages(4_000, 1_000, WINDOW, 1_000);

        Outages.Result result = outages.run(directory, Duration.ofMinutes(2));

        assertThat(result.lost()).as(result.toString()).isZero();
        assertThat(result.answered()).as(result.toString()).isZero();
        assertThat(result.unflagged()).as(result.toString()).isZero();
        assertThat(result.twice()).as(result.toString()).isLessThanOrEqualTo(WINDOW);
        assertThat(result.first()).as(result.toString()).isBetween(1_000, 3_999);
    }

    @Test
    void aMessageThatIsRefusedGoesToTheNextWayIfItsRouteSaysSo() throws Exception {
        Set<String> arrived = ConcurrentHashMap.newKeySet();
        SmscBehaviour refusing = SmscBehaviour.PERFECT.withResponses(Responses.failing(0x0B, 1));
        try (SmscSimulator one = new SmscSimulator(SimulatorSettings.LOOPBACK, refusing, new Arrivals(arrived));
                SmscSimulator two =
                        new SmscSimulator(SimulatorSettings.LOOPBACK, SmscBehaviour.PERFECT, new Arrivals(arrived))) {
            one.start();
            two.start();
            try (TestGateway gateway = TestGateway.start(
                    directory,
                    """
                    smsc:
                      - {name: one, host: 127.0.0.1, port: %d, system-id: gw}
                      - {name: two, host: 127.0.0.1, port: %d, system-id: gw}
                    routes:
                      - {to: "+46", sms: [one, two], failover: [refused]}
                      - {to: "+47", sms: [one, two]}
                    """
                            .formatted(one.port(), two.port()))) {
                String refused = gateway.http().accept("/messages/sms", sms("+4740000000", "refused"));
                String given = gateway.http().accept("/messages/sms", sms("+46736265449", "given"));

                await().atMost(60, SECONDS).until(() -> arrived.contains("given"));
                await().atMost(60, SECONDS).until(() -> gateway.http()
                        .get("/messages/sms/" + refused)
                        .get("status")
                        .asText()
                        .equals("rejected"));
                JsonNode timeline = gateway.http().get("/messages/sms/" + given + "/timeline");
                assertThat(timeline.toString()).contains("given to two by one, since the SMSC refused it");
                assertThat(arrived).containsExactly("given");
            }
        }
    }

    private static String sms(String to, String text) {
        return "{\"from\": \"x\", \"to\": \"%s\", \"message\": \"%s\"}".formatted(to, text);
    }

    private record Arrivals(Set<String> texts) implements SimulatorListener {

        @Override
        public void onMessage(ReceivedMessage message) {
            texts.add(message.text());
        }

        @Override
        public void onReceipt(SentReceipt receipt) {
            // not asked for
        }
    }
}
