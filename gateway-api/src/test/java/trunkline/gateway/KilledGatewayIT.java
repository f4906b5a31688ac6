package trunkline.gateway;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import trunkline.smpp.simulator.SimulatorListener;
import trunkline.smpp.simulator.SimulatorSettings;
import trunkline.smpp.simulator.SmscBehaviour;
import trunkline.smpp.simulator.SmscSimulator;

/** 201 means kept: the process is killed, and whatever it had answered with 201 arrives all the same. */
class KilledGatewayIT {

    private static final int ROUNDS = 5;
    private static final int WINDOW = 10;

    @TempDir
    private Path directory;

    private final ConcurrentLinkedQueue<String> arrived = new ConcurrentLinkedQueue<>();

    @SuppressWarnings("NullAway.Init")
    private SmscSimulator smsc;

    @SuppressWarnings("NullAway.Init")
    private Path config;

    @SuppressWarnings("NullAway.Init")
    private String key;

    @BeforeEach
    void start() throws Exception {
        smsc = new SmscSimulator(SimulatorSettings.LOOPBACK, SmscBehaviour.PERFECT, new Arrivals());
        smsc.start();
        config = directory.resolve("gateway.yaml");
        Files.writeString(
                config,
                """
                http: {listen: "127.0.0.1:0", rate-limit: 100000/s}
                store: {url: "sqlite:killed.db"}
                limits: {prices: [{to: "+", sms: 0.001}]}
                sms: {retry-first: 100ms}
                smsc: [{name: smsc, host: 127.0.0.1, port: %d, system-id: gw, window: %d, rate: 10000/s}]
                routes: [{to: "+", sms: [smsc]}]
                """
                        .formatted(smsc.port(), WINDOW));
        key = ServeProcess.addAccount(config, "test");
    }

    @AfterEach
    void close() {
        smsc.close();
    }

    @Test
    void aMessageArrivesThoughTheProcessIsKilledRightAfterIts201() throws Exception {
        ServeProcess gateway = serve();
        for (int round = 0; round < ROUNDS; round++) {
            String text = "round " + round;
            new HttpSender(gateway.url(), key).accept("/messages/sms", sms(text));
            gateway.kill();

            ServeProcess restarted = serve();
            assertThat(restarted.pid()).isNotEqualTo(gateway.pid());
            gateway = restarted;
            await().atMost(30, SECONDS).until(() -> arrived.contains(text));
        }
        gateway.kill();
        assertThat(Set.copyOf(arrived)).hasSize(ROUNDS);
    }

    @Test
    void nothingIsLostAndLittleIsDoubledWhenTheProcessIsKilledUnderLoad() throws Exception {
        Random random = new Random(11);
        Set<String> promised = ConcurrentHashMap.newKeySet();
        AtomicInteger number = new AtomicInteger();
        int kills = 4;
        for (int round = 0; round < kills; round++) {
            ServeProcess gateway = serve();
            if (round == 0) {
                new HttpSender(gateway.url(), key).send("POST", "/accounts/test/balance", "{\"add\": 100}");
            }
            int enough = promised.size() + 200 + random.nextInt(300);
            List<Thread> clients = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                Thread client = new Thread(() -> flood(gateway, promised, number));
                client.start();
                clients.add(client);
            }
            await().atMost(60, SECONDS).until(() -> promised.size() >= enough);
            gateway.kill();
            for (Thread client : clients) {
                client.join();
            }
        }
        try (ServeProcess last = serve()) {
            await().atMost(60, SECONDS).until(() -> Set.copyOf(arrived).containsAll(promised));
            int stored = new StoredTime(directory.resolve("killed.db")).count("message");
            assertThat(stored).isGreaterThanOrEqualTo(promised.size());
            assertThat(new HttpSender(last.url(), key)
                            .get("/balance")
                            .get("balance")
                            .decimalValue())
                    .as("what is left of 100 after %d messages", stored)
                    .isEqualByComparingTo(new BigDecimal(100).subtract(new BigDecimal(stored).movePointLeft(3)));
        }
        int doubled = arrived.size() - Set.copyOf(arrived).size();
        assertThat(doubled).isLessThanOrEqualTo(kills * WINDOW);
    }

    /** With the options of a process that ends soon. */
    private ServeProcess serve() throws IOException {
        return ServeProcess.start(config, "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");
    }

    private void flood(ServeProcess gateway, Set<String> promised, AtomicInteger number) {
        HttpSender client = new HttpSender(gateway.url(), key);
        while (true) {
            String text = "message " + number.incrementAndGet();
            try {
                client.accept("/messages/sms", sms(text));
            } catch (Exception | AssertionError e) {
                return; // killed: nothing was promised
            }
            promised.add(text);
        }
    }

    private static String sms(String text) {
        return "{\"from\": \"Trunkline\", \"to\": \"+46736265449\", \"message\": \"" + text + "\"}";
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
