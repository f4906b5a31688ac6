package trunkline.gateway;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import trunkline.smpp.simulator.SimulatorListener;
import trunkline.smpp.simulator.SimulatorSettings;
import trunkline.smpp.simulator.SmscBehaviour;
import trunkline.smpp.simulator.SmscSimulator;

/** A running gateway reads its configuration again, by SIGHUP and over the API. */
class ReloadIT {

    private static final String BEFORE =
            """
            http: {listen: "127.0.0.1:0"}
            smsc:
              - {name: stays, host: 127.0.0.1, port: PORT, system-id: gw}
              - {name: changes, host: 127.0.0.1, port: PORT, system-id: gw, window: 5}
            routes: [{to: "+46", sms: [stays]}, {to: "+47", sms: [changes]}]
            """;

    @TempDir
    private Path directory;

    private final Set<String> arrived = ConcurrentHashMap.newKeySet();

    @Test
    void takesUpSmscsAndRoutesWithoutTouchingABindThatStays() throws Exception {
        try (SmscSimulator smsc = smsc()) {
            Path config = write(BEFORE, smsc);
            String key = ServeProcess.addAccount(config, "test");
            try (ServeProcess gateway = ServeProcess.start(config)) {
                HttpSender http = new HttpSender(gateway.url(), key);
                await().atMost(60, SECONDS).until(() -> isBound(http, 0) && isBound(http, 1));
                String since = since(http, 0);

                write(
                        BEFORE.replace("window: 5", "window: 7")
                                .replace("routes: [", "routes: [{to: \"+48\", sms: [added]}, ")
                                .replace(
                                        "routes:",
                                        "  - {name: added, host: 127.0.0.1, port: PORT, system-id: gw}\nroutes:"),
                        smsc);
                hangUp(gateway.pid(), http);

                await().atMost(60, SECONDS).until(() -> isBound(http, 2) && isBound(http, 1));
                assertThat(since(http, 0)).as("its bind has lived on").isEqualTo(since);
                assertThat(http.get("/smsc").at("/smsc/1/binds/0/window").asInt())
                        .isEqualTo(7);
                for (String to : new String[] {"+46736265449", "+4740000000", "+48501234567"}) {
                    http.accept(
                            "/messages/sms",
                            "{\"from\": \"x\", \"to\": \"%s\", \"message\": \"%s\"}".formatted(to, to));
                }
                await().atMost(60, SECONDS).until(() -> arrived.size() == 3);
                assertThat(http.send("GET", "/metrics", "").body())
                        .contains("trunkline_smsc_up{smsc=\"added\"} 1.0", "trunkline_smsc_up{smsc=\"changes\"} 1.0");

                write(BEFORE.replace("http:", "sms: {validity: 1h}\nhttp:"), smsc);
                JsonNode reloaded = HttpSender.json(http.send("POST", "/config/reload", ""));
                assertThat(reloaded.get("changes").toString())
                        .isEqualTo("[\"route route-1 changed\",\"route route-2 changed\",\"route route-3 removed\","
                                + "\"smsc changes changed\",\"smsc added removed\"]");
                assertThat(reloaded.get("at_restart").toString()).isEqualTo("[\"sms.validity\"]");
                assertThat(since(http, 0)).isEqualTo(since);
            }
        }
    }

    @Test
    void aFileThatIsWrongChangesNothingAndSaysWhy() throws Exception {
        try (SmscSimulator smsc = smsc()) {
            Path config = write(BEFORE, smsc);
            String key = ServeProcess.addAccount(config, "test");
            try (ServeProcess gateway = ServeProcess.start(config)) {
                HttpSender http = new HttpSender(gateway.url(), key);
                await().atMost(60, SECONDS).until(() -> isBound(http, 0) && isBound(http, 1));
                String before = http.get("/smsc").toString();

                write(BEFORE.replace("window: 5", "window: none").replace("+47", "47"), smsc);
                HttpResponse<String> response = http.send("POST", "/config/reload", "");

                assertThat(response.statusCode()).isEqualTo(422);
                assertThat(response.body())
                        .contains("gateway.yaml:4: 'smsc[changes].window' is 'none': must be 1 to 10000")
                        .contains("'routes[1].to' is '47': must be + and the first digits");
                assertThat(http.get("/smsc").toString()).isEqualTo(before);
                http.accept("/messages/sms", "{\"from\": \"x\", \"to\": \"+4740000000\", \"message\": \"as before\"}");
                await().atMost(60, SECONDS).until(() -> arrived.contains("as before"));
            }
        }
    }

    /** SIGHUP; a request where whoever started these tests had it ignored, as nohup does, since a JVM then leaves it so. */
    private static void hangUp(long process, HttpSender http) throws IOException, InterruptedException {
        String ignored = Files.readString(Path.of("/proc/" + process + "/status"))
                .lines()
                .filter(line -> line.startsWith("SigIgn:"))
                .map(line -> line.substring("SigIgn:".length()).strip())
                .findFirst()
                .orElse("0");
        if ((Long.parseUnsignedLong(ignored, 16) & 1) != 0) {
            http.send("POST", "/config/reload", "");
            return;
        }
        new ProcessBuilder("kill", "-HUP", Long.toString(process)).start().waitFor();
    }

    private Path write(String yaml, SmscSimulator smsc) throws IOException {
        return Files.writeString(
                directory.resolve("gateway.yaml"), yaml.replace("PORT", Integer.toString(smsc.port())));
    }

    private static boolean isBound(HttpSender http, int smsc) throws IOException, InterruptedException {
        return http.get("/smsc").at("/smsc/" + smsc + "/up").asBoolean();
    }

    private static String since(HttpSender http, int smsc) throws IOException, InterruptedException {
        return http.get("/smsc").at("/smsc/" + smsc + "/binds/0/since").asText();
    }

    private SmscSimulator smsc() {
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
}
