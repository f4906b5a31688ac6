package trunkline.gateway;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import trunkline.smpp.session.CommandStatus;
import trunkline.smpp.simulator.SimulatorListener;
import trunkline.smpp.simulator.SimulatorSettings;
import trunkline.smpp.simulator.SmscBehaviour;
import trunkline.smpp.simulator.SmscBehaviour.Responses;
import trunkline.smpp.simulator.SmscSimulator;

/** A bank of four SIMs, one of which its network has blocked, and one with a quota. */
class ModemBankIT {

    private static final int MESSAGES = 200;
    private static final int QUOTA = 20;
    private static final String WAYS =
            """
            sms: {retry-first: 200ms, retry-max: 200ms}
            smsc:
              - name: goip
                profile: dbl-goip-smpp
                host: 127.0.0.1
                port: %d
                system-id: gw
                bank:
                  rate: 100/s
                  per-day: 100
                  rest: 300ms
                  quarantine-after: 2
                  sims:
                    - {name: sim-1, number: "+46701000001"}
                    - {name: sim-2, number: "+46701000002"}
                    - {name: sim-3, number: "+46701000003"}
                    - {name: sim-4, number: "+46701000004", per-day: %d}
            routes: [{to: "+", sms: [goip]}]
            """;

    @TempDir
    private Path directory;

    private final Map<String, List<String>> arrived = new ConcurrentHashMap<>();

    @Test
    void everyMessageArrivesOnceWhateverItsSimsComeTo() throws Exception {
        SmscBehaviour blocked = SmscBehaviour.PERFECT.withResponses(
                Responses.AT_ONCE.withFailing(Map.of("46701000002", CommandStatus.ESME_RSYSERR)));
        try (SmscSimulator box = new SmscSimulator(SimulatorSettings.LOOPBACK, blocked, new Arrivals())) {
            box.start();
            String ways = WAYS.formatted(box.port(), QUOTA);
            String waiting;
            try (TestGateway gateway = TestGateway.start(directory, ways)) {
                for (int i = 0; i < MESSAGES; i++) {
                    send(gateway, "Shop", "+4673000%04d".formatted(i), "m" + i);
                }
                await().atMost(60, SECONDS).until(() -> arrived.size() == MESSAGES);
                assertThat(shares().get("46701000004")).isBetween(QUOTA / 2, QUOTA);
                String last = "";
                for (int i = 0; i < QUOTA; i++) {
                    last = send(gateway, "+46701000004", "+4673100%04d".formatted(i), "q" + i);
                }
                String tooMany = last;
                await().atMost(60, SECONDS).until(() -> reason(gateway, tooMany).contains("20 of its 20 segments"));
                await().atMost(60, SECONDS).until(() -> shares().getOrDefault("46701000004", 0) == QUOTA);
                assertThat(sim(gateway, 4).get("state").asText()).isEqualTo("spent");
                await().atMost(60, SECONDS).until(() -> {
                    send(gateway, "+46701000002", "+46739999999", "blocked");
                    return sim(gateway, 2).get("state").asText().equals("quarantined");
                });
                waiting = send(gateway, "+46701000002", "+46738888888", "through");
                await().atMost(60, SECONDS).until(() -> reason(gateway, waiting).contains("sim-2 is quarantined"));
                assertThat(gateway.http().send("GET", "/metrics", "").body())
                        .contains("trunkline_sim_state{sim=\"sim-2\",smsc=\"goip\",state=\"quarantined\"} 1.0")
                        .contains("trunkline_sim_sent_today{sim=\"sim-4\",smsc=\"goip\"} 20.0");
            }
            assertThat(shares().keySet()).containsExactlyInAnyOrder("46701000001", "46701000003", "46701000004");
            assertThat(shares().get("46701000004")).isEqualTo(QUOTA);
            assertThat(shares().get("46701000001")).isBetween(60, 100);

            try (TestGateway again = TestGateway.start(directory, ways)) {
                assertThat(sim(again, 2).get("state").asText()).isEqualTo("quarantined");
                assertThat(sim(again, 4).get("sent_today").asInt()).isEqualTo(QUOTA);
                box.behave(SmscBehaviour.PERFECT);
                assertThat(again.http()
                                .send("POST", "/smsc/goip/sims/sim-2/release", "")
                                .statusCode())
                        .isEqualTo(204);
                await().atMost(60, SECONDS).until(() -> arrived.containsKey("through"));
                assertThat(arrived.get("through")).containsExactly("46701000002");
                int known = oneThatHeardFrom("46701000003");
                send(again, "Shop", "+4673000%04d".formatted(known), "again");
                await().atMost(60, SECONDS).until(() -> arrived.containsKey("again"));
                assertThat(arrived.get("again")).containsExactly("46701000003");
            }
            arrived.remove("blocked");
            assertThat(arrived.values()).allSatisfy(times -> assertThat(times).hasSize(1));
        }
    }

    private int oneThatHeardFrom(String number) {
        int recipient = 0;
        while (!arrived.getOrDefault("m" + recipient, List.of()).contains(number)) {
            recipient++;
        }
        return recipient;
    }

    private Map<String, Integer> shares() {
        Map<String, Integer> shares = new HashMap<>();
        arrived.values().forEach(times -> times.forEach(from -> shares.merge(from, 1, Integer::sum)));
        return shares;
    }

    private static String send(TestGateway gateway, String from, String to, String text) throws Exception {
        return gateway.http()
                .accept(
                        "/messages/sms",
                        "{\"from\": \"%s\", \"to\": \"%s\", \"message\": \"%s\"}".formatted(from, to, text));
    }

    private static String reason(TestGateway gateway, String id) throws Exception {
        return gateway.http().get("/messages/sms/" + id).path("reason").asText();
    }

    private static JsonNode sim(TestGateway gateway, int number) throws Exception {
        return gateway.http().get("/smsc").at("/smsc/0/sims/" + (number - 1));
    }

    private final class Arrivals implements SimulatorListener {

        @Override
        public void onMessage(ReceivedMessage message) {
            arrived.computeIfAbsent(message.text(), text -> new CopyOnWriteArrayList<>())
                    .add(message.from().value());
        }

        @Override
        public void onReceipt(SentReceipt receipt) {
            // not asked for
        }
    }
}
