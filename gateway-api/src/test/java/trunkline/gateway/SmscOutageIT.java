package trunkline.gateway;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import trunkline.smpp.simulator.SimulatorListener;
import trunkline.smpp.simulator.SimulatorSettings;
import trunkline.smpp.simulator.SmscBehaviour;
import trunkline.smpp.simulator.SmscSimulator;

/** While the SMSC is down, messages are accepted as before, beyond what memory holds, and arrive when it is back. */
class SmscOutageIT {

    /** Half as many again as a way keeps in memory: the others are on the disk alone. */
    private static final int MESSAGES = 15_000;

    private static final int IN_FLIGHT = 200;

    @TempDir
    private Path directory;

    private final Set<String> arrived = ConcurrentHashMap.newKeySet();

    @Test
    void acceptsOnAndDeliversAllWhenTheSmscIsBack() throws Exception {
        int port;
        try (SmscSimulator before = smsc(0)) {
            port = before.port();
        }
        Path config = directory.resolve("gateway.yaml");
        Files.writeString(
                config,
                """
                http: {listen: "127.0.0.1:0", rate-limit: 100000/s}
                smsc: [{name: smsc, host: 127.0.0.1, port: %d, system-id: gw, window: 100, rate: 100000/s}]
                routes: [{to: "+", sms: [smsc]}]
                """
                        .formatted(port));
        String key = ServeProcess.addAccount(config, "test");
        try (ServeProcess gateway = ServeProcess.start(config, "-Xmx160m", "-XX:+ExitOnOutOfMemoryError")) {
            HttpSender client = new HttpSender(gateway.url(), key);
            assertThat(acceptAll(client)).containsOnly(201);
            assertThat(client.send("GET", "/health/ready", "").statusCode()).isEqualTo(503);

            try (SmscSimulator back = smsc(port)) {
                await().atMost(120, SECONDS).until(() -> arrived.size() == MESSAGES);
                assertThat(back.submits()).isEqualTo(MESSAGES);
                assertThat(client.send("GET", "/metrics", "").body())
                        .contains("trunkline_messages_accepted_total " + MESSAGES + ".0");
            }
        }
    }

    private static Set<Integer> acceptAll(HttpSender client) throws InterruptedException {
        Set<Integer> statuses = ConcurrentHashMap.newKeySet();
        Semaphore room = new Semaphore(IN_FLIGHT);
        List<CompletableFuture<Void>> answers = new ArrayList<>();
        for (int i = 0; i < MESSAGES; i++) {
            room.acquire();
            answers.add(client.sendLater(
                            "/messages/sms", "{\"from\": \"x\", \"to\": \"+46736265449\", \"message\": \"" + i + "\"}")
                    .thenAccept(statuses::add)
                    .whenComplete((status, failure) -> room.release()));
        }
        answers.forEach(CompletableFuture::join);
        return statuses;
    }

    private SmscSimulator smsc(int port) {
        SmscSimulator smsc = new SmscSimulator(
                new SimulatorSettings("127.0.0.1", port, "", "", 1), SmscBehaviour.PERFECT, new Arrivals());
        smsc.start();
        return smsc;
    }

    private final class Arrivals implements SimulatorListener {

        @Override
        public void onMessage(ReceivedMessage message) {
            arrived.add(message.text());
        }

        @Override
        public void onReceipt(SentReceipt receipt) {
            // not asked for
        }
    }
}
