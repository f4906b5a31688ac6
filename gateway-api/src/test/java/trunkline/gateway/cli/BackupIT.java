package trunkline.gateway.cli;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import trunkline.gateway.CommandProcess;
import trunkline.gateway.HttpSender;
import trunkline.gateway.TestGateway;
import trunkline.smpp.simulator.SimulatorListener;
import trunkline.smpp.simulator.SimulatorSettings;
import trunkline.smpp.simulator.SmscBehaviour;
import trunkline.smpp.simulator.SmscSimulator;

/** {@code backup} while the gateway accepts and sends, and a gateway on the copy. */
class BackupIT {

    private static final int BEFORE = 300;

    @TempDir
    private Path directory;

    private final Set<String> arrivedAtFirst = ConcurrentHashMap.newKeySet();
    private final Set<String> arrivedAtSecond = ConcurrentHashMap.newKeySet();
    private final Set<String> promised = ConcurrentHashMap.newKeySet();
    private final AtomicInteger number = new AtomicInteger();
    private final AtomicBoolean enough = new AtomicBoolean();
    private final StringWriter said = new StringWriter();

    @SuppressWarnings("NullAway.Init")
    private SmscSimulator first;

    @SuppressWarnings("NullAway.Init")
    private SmscSimulator second;

    @BeforeEach
    void start() throws Exception {
        first = smsc(arrivedAtFirst);
        second = smsc(arrivedAtSecond);
    }

    @AfterEach
    void close() {
        first.close();
        second.close();
    }

    @Test
    void aGatewayOnACopyHasWhatWasPromisedBeforeAndSendsOnWhatWasNotSent() throws Exception {
        Path copy = directory.resolve("copy");
        Set<String> promisedBefore;
        Set<String> sentBefore;
        String key;
        String id;
        try (TestGateway gateway = TestGateway.start(directory, ways(first, "20/s"))) {
            key = gateway.key();
            upload(gateway);
            id = HttpSender.json(gateway.http().send("POST", "/messages/sms", sms("the one that is looked for")))
                    .get("id")
                    .asText();
            List<Thread> clients = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                Thread client = new Thread(() -> flood(gateway.http()));
                client.start();
                clients.add(client);
            }
            await().atMost(60, SECONDS).until(() -> promised.size() >= BEFORE);
            promisedBefore = Set.copyOf(promised);

            assertThat(backup(copy)).isZero();
            sentBefore = Set.copyOf(arrivedAtFirst);
            int during = promised.size();
            await().atMost(60, SECONDS).until(() -> promised.size() > during + 20);
            enough.set(true);
            for (Thread client : clients) {
                client.join();
            }
        }
        assertThat(sentBefore).as("much was not sent yet").hasSizeLessThan(BEFORE);

        String onCopy = "store: {url: \"sqlite:copy/trunkline.db\"}\n";
        try (TestGateway restored =
                TestGateway.start(directory, "{files: copy/voice}", onCopy + ways(second, "10000/s"))) {
            HttpSender http = restored.as(key);
            assertThat(http.get("/messages/sms/" + id).get("message").asText()).isEqualTo("the one that is looked for");
            assertThat(http.send("GET", "/voice-files/hello.mp3/preview", "").statusCode())
                    .isEqualTo(200);
            await().atMost(60, SECONDS).until(() -> promisedBefore.stream()
                    .allMatch(text -> sentBefore.contains(text) || arrivedAtSecond.contains(text)));
            assertThat(arrivedAtSecond).isNotEmpty();
        }
        assertThat(directory.resolve("copy.partial")).doesNotExist();
        assertThat(backup(copy)).as("it is there already").isEqualTo(2);
    }

    @Test
    void oneThatIsKilledLeavesNothingThatCouldBeTakenForACopy() throws Exception {
        Path copy = directory.resolve("copy");
        Path partial = directory.resolve("copy.partial");
        try (TestGateway gateway = TestGateway.start(directory, ways(first, "20/s"))) {
            gateway.http().accept("/messages/sms", sms("one"));
            try (Connection locked = DriverManager.getConnection("jdbc:sqlite:" + directory.resolve("other.db"));
                    Statement statement = locked.createStatement()) {
                // a store that it has to wait for, so that it is killed in the middle
                statement.execute("PRAGMA locking_mode = EXCLUSIVE");
                statement.execute("CREATE TABLE message (key INTEGER)");
                CommandProcess process = CommandProcess.start(
                        directory.resolve("backup.log"),
                        List.of(),
                        "backup",
                        copy.toString(),
                        "-c",
                        config("store: {url: \"sqlite:other.db\"}\n"));
                await().atMost(60, SECONDS).until(() -> Files.exists(partial));
                process.kill();
            }
            assertThat(copy).doesNotExist();
            assertThat(backup(copy)).as("it may be being made").isEqualTo(2);
            assertThat(said.toString()).contains("copy.partial': is being made, or was cut short");

            try (Stream<Path> inside = Files.walk(partial)) {
                inside.sorted(Comparator.reverseOrder())
                        .forEach(path -> path.toFile().delete());
            }
            assertThat(backup(copy)).isZero();
            assertThat(said.toString()).contains("1 messages and 0 prompts in " + copy);
        }
    }

    private int backup(Path to) throws Exception {
        CommandLine line = Main.line();
        line.setErr(new PrintWriter(said, true));
        line.setOut(new PrintWriter(said, true));
        // store and voice files lie where they usually do
        return Main.run(line, "backup", to.toString(), "-c", config("http: {listen: \"127.0.0.1:0\"}\n"));
    }

    private String config(String yaml) throws Exception {
        return Files.writeString(directory.resolve("gateway.yaml"), yaml).toString();
    }

    private static SmscSimulator smsc(Set<String> arrived) throws Exception {
        SmscSimulator smsc =
                new SmscSimulator(SimulatorSettings.LOOPBACK, SmscBehaviour.PERFECT, new SimulatorListener() {
                    @Override
                    public void onMessage(ReceivedMessage message) {
                        arrived.add(message.text());
                    }

                    @Override
                    public void onReceipt(SentReceipt receipt) {
                        // not asked for
                    }
                });
        smsc.start();
        return smsc;
    }

    private static String ways(SmscSimulator smsc, String rate) {
        return """
                smsc: [{name: smsc, host: 127.0.0.1, port: %d, system-id: gw, rate: %s}]
                routes: [{to: "+", sms: [smsc]}]
                """
                .formatted(smsc.port(), rate);
    }

    private static void upload(TestGateway gateway) throws Exception {
        byte[] mp3;
        try (InputStream in = Objects.requireNonNull(Main.class.getResourceAsStream("demo.mp3"))) {
            mp3 = in.readAllBytes();
        }
        assertThat(gateway.http()
                        .send(
                                "PUT",
                                "/voice-files/hello.mp3",
                                BodyPublishers.ofByteArray(mp3),
                                "Bearer " + gateway.key())
                        .statusCode())
                .isEqualTo(201);
    }

    private void flood(HttpSender http) {
        while (!enough.get()) {
            String text = "message " + number.incrementAndGet();
            try {
                http.accept("/messages/sms", sms(text));
            } catch (Exception e) {
                throw new AssertionError(e);
            }
            promised.add(text);
        }
    }

    private static String sms(String text) {
        return "{\"from\": \"Trunkline\", \"to\": \"+46736265449\", \"message\": \"" + text + "\"}";
    }
}
