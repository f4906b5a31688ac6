package trunkline.gateway;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import trunkline.smpp.simulator.SimulatorListener;
import trunkline.smpp.simulator.SimulatorSettings;
import trunkline.smpp.simulator.SmscBehaviour;
import trunkline.smpp.simulator.SmscSimulator;

/** A gateway that is stopped before the times that it was told, and started long after them. */
class MissedTimesIT {

    private static final String WAYS =
            """
            links: {base: "https://s.example/"}
            smsc: [{name: smsc, host: 127.0.0.1, port: %d, system-id: gw}]
            routes: [{to: "+", sms: [smsc]}]
            """;

    @TempDir
    private Path directory;

    private final Set<String> arrived = ConcurrentHashMap.newKeySet();

    @Test
    void missedSchedulesLeaveIfTheyAreStillValidAndMissedRepeatsCollapseToOne() throws Exception {
        try (SmscSimulator smsc =
                new SmscSimulator(SimulatorSettings.LOOPBACK, SmscBehaviour.PERFECT, new Arrivals())) {
            smsc.start();
            String key;
            String valid;
            String stale;
            String repeated;
            try (TestGateway gateway = TestGateway.start(directory, WAYS.formatted(smsc.port()))) {
                HttpSender http = gateway.http();
                key = gateway.key();
                valid = schedule(http, "valid", Duration.ofHours(1));
                stale = schedule(http, "stale", Duration.ofMinutes(30));
                repeated = http.accept(
                        "/messages/sms",
                        "{\"from\": \"Missed\", \"to\": \"+46736265449\", \"message\": \"again\", \"repeat\": 10,"
                                + " \"repeat_interval\": 20}");
                await().atMost(30, SECONDS).until(() -> status(http, repeated).equals("delivered"));
                assertThat(arrived).hasSize(1).doesNotContain("valid", "stale");
            }
            // the schedules are 40 minutes late, and times 2 to 6 of the repetition were missed
            new StoredTime(directory.resolve("data/trunkline.db")).passes(Duration.ofMinutes(100));
            try (TestGateway gateway = TestGateway.start(directory, WAYS.formatted(smsc.port()))) {
                HttpSender http = gateway.as(key);
                await().atMost(30, SECONDS).until(() -> status(http, valid).equals("delivered"));
                await().atMost(30, SECONDS).until(() -> status(http, stale).equals("expired"));
                assertThat(arrived).contains("valid").doesNotContain("stale");
                await().atMost(30, SECONDS).until(() -> numbers(http, repeated).size() == 2);
                assertThat(numbers(http, repeated)).containsExactly(1, 6);
            }
        }
    }

    private static String status(HttpSender http, String id) throws Exception {
        return http.get("/messages/sms/" + id).get("status").asText();
    }

    private static List<Integer> numbers(HttpSender http, String id) throws Exception {
        List<Integer> numbers = new ArrayList<>();
        for (JsonNode one : http.get("/messages/sms/" + id).get("occurrences")) {
            numbers.add(one.get("number").asInt());
        }
        return numbers;
    }

    private static String schedule(HttpSender http, String text, Duration validity) throws Exception {
        return http.accept(
                "/messages/sms",
                "{\"from\": \"Missed\", \"to\": \"+46736265449\", \"message\": \"%s\", \"send_at\": \"%s\", \"validity\": %d}"
                        .formatted(text, Instant.now().plus(Duration.ofHours(1)), validity.toSeconds()));
    }

    private final class Arrivals implements SimulatorListener {

        @Override
        public void onMessage(ReceivedMessage message) {
            arrived.add(message.text());
        }

        @Override
        public void onReceipt(SentReceipt receipt) {
            // the gateway tells of it
        }
    }
}
