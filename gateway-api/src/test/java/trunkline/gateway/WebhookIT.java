package trunkline.gateway;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import trunkline.gateway.webhook.HookServer;
import trunkline.gateway.webhook.HookServer.Hook;
import trunkline.smpp.address.Address;
import trunkline.smpp.simulator.SimulatorListener;
import trunkline.smpp.simulator.SimulatorSettings;
import trunkline.smpp.simulator.SmscBehaviour;
import trunkline.smpp.simulator.SmscSimulator;

/** An SMS and the word back of it: webhooks and the stream of events of a whole gateway. */
class WebhookIT {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String SMS =
            """
            {"from": "Trunkline", "to": "+46736265449", "message": "hello"}""";

    @TempDir
    private Path directory;

    private final SmscSimulator smsc =
            new SmscSimulator(SimulatorSettings.LOOPBACK, SmscBehaviour.PERFECT, SimulatorListener.NONE);
    private final AtomicBoolean up = new AtomicBoolean(true);
    private final HookServer server = HookServer.answering(hook -> up.get() ? 200 : 500);

    @SuppressWarnings("NullAway.Init")
    private TestGateway gateway;

    @BeforeEach
    void start() throws Exception {
        smsc.start();
        gateway = TestGateway.start(
                directory,
                """
                webhooks: {allow-networks: [127.0.0.0/8], retry-first: 100ms, give-up: 1s}
                smsc: [{name: carrier-a, host: 127.0.0.1, port: %d, system-id: gw}]
                numbers: [{number: "72345", account: shop}]
                routes: [{to: "+46", sms: [carrier-a]}]
                """
                        .formatted(smsc.port()));
    }

    @AfterEach
    void close() {
        gateway.close();
        server.close();
        smsc.close();
    }

    @Test
    void everyChangeOfAnSmsIsTold() throws Exception {
        String hook = hook("{\"url\": \"" + server.url() + "\"}").get("id").asText();

        String id = gateway.http().accept("/messages/sms", SMS);

        await().atMost(30, SECONDS).until(() -> server.hooks().size() == 2);
        List<String> types = new ArrayList<>();
        for (Hook told : server.hooks()) {
            JsonNode body = JSON.readTree(told.body());
            types.add(body.get("type").asText());
            assertThat(body.at("/data/id").asText()).isEqualTo(id);
            assertThat(body.toString()).doesNotContain("hello");
        }
        assertThat(types).containsExactly("sms.submitted", "sms.delivered");
        await().atMost(20, SECONDS)
                .until(() -> gateway.http()
                                .get("/webhooks/" + hook)
                                .at("/health/backlog")
                                .asInt()
                        == 0);
        JsonNode delivery =
                gateway.http().get("/webhooks/" + hook + "/deliveries").at("/deliveries/0");
        assertThat(delivery.get("event").asText())
                .isEqualTo(server.hooks().get(1).id());
        assertThat(delivery.get("type").asText()).isEqualTo("sms.delivered");
        assertThat(delivery.get("message").asText()).isEqualTo(id);
        assertThat(delivery.get("status").asInt()).isEqualTo(200);
        assertThat(delivery.get("delivered").asBoolean()).isTrue();
        assertThat(metrics()).contains("trunkline_webhooks_delivered_total{endpoint=\"" + hook + "\"} 2");
    }

    private String metrics() throws Exception {
        return gateway.http().send("GET", "/metrics", "").body();
    }

    @Test
    void whatPhonesSendAndThatTheyStopAndStartIsTold() throws Exception {
        HttpSender shop = gateway.as(gateway.newAccount("shop"));
        assertThat(shop.send("POST", "/webhooks", "{\"url\": \"" + server.url() + "\"}")
                        .statusCode())
                .isEqualTo(201);
        await().atMost(30, SECONDS).until(() -> smsc.binds() == 1);

        List<JsonNode> told = toldAfter("hello", 1);
        assertThat(told.get(0).get("type").asText()).isEqualTo("inbound.received");
        assertThat(told.get(0).at("/data/from").asText()).isEqualTo("+46736265449");
        assertThat(told.get(0).at("/data/to").asText()).isEqualTo("72345");
        assertThat(told.get(0).at("/data/message").asText()).isEqualTo("hello");
        assertThat(told.get(0).at("/data/coding").asText()).isEqualTo("gsm7");
        assertThat(told.get(0).at("/data/parts").asInt()).isEqualTo(1);
        assertThat(told.get(0).at("/data/complete").asBoolean()).isTrue();
        assertThat(told.get(0).get("data").has("action")).isFalse();
        String id = told.get(0).at("/data/id").asText();
        assertThat(shop.get("/messages/inbound/" + id).get("message").asText()).isEqualTo("hello");

        told = toldAfter("STOP", 3);
        assertThat(told.get(1).at("/data/action").asText()).isNotEmpty();
        assertThat(told.get(2).get("type").asText()).isEqualTo("opt-out.added");
        assertThat(told.get(2).at("/data/sender").asText()).isEqualTo("72345");
        assertThat(told.get(2).at("/data/number").asText()).isEqualTo("+46736265449");

        told = toldAfter("START", 5);
        assertThat(told.get(4).get("type").asText()).isEqualTo("opt-out.removed");
        assertThat(told.get(4).at("/data/sender").asText()).isEqualTo("72345");
        assertThat(told.get(4).at("/data/number").asText()).isEqualTo("+46736265449");
    }

    /** What was told of phones, once it is {@code count} events in all, after one of them sent this. */
    private List<JsonNode> toldAfter(String text, int count) throws Exception {
        smsc.send("gw", Address.international("+46736265449"), Address.shortCode("72345"), text);
        await().atMost(30, SECONDS).until(() -> toldOfPhones().size() >= count);
        return toldOfPhones();
    }

    private List<JsonNode> toldOfPhones() throws IOException {
        List<JsonNode> told = new ArrayList<>();
        List<Hook> hooks = new ArrayList<>(server.hooks());
        hooks.sort(Comparator.comparing(Hook::id)); // of two that happened to no message either may come first
        for (Hook hook : hooks) {
            JsonNode body = JSON.readTree(hook.body());
            if (!body.get("type").asText().startsWith("sms.")) {
                told.add(body);
            }
        }
        return told;
    }

    @Test
    void aTestEventIsSentWhenAskedFor() throws Exception {
        String hook = hook("{\"url\": \"" + server.url() + "\"}").get("id").asText();
        await().until(() -> gateway.http()
                .get("/webhooks/" + hook)
                .at("/health/breaker")
                .asText()
                .equals("closed"));

        JsonNode report = HttpSender.json(gateway.http().send("POST", "/webhooks/" + hook + "/test", ""));

        assertThat(report.get("delivered").asBoolean()).isTrue();
        assertThat(report.get("status").asInt()).isEqualTo(200);
        assertThat(server.hooks()).singleElement().satisfies(told -> {
            assertThat(told.id()).isEqualTo(report.get("event").asText());
            assertThat(told.body()).contains("\"type\":\"webhook.test\"");
        });
    }

    @Test
    void whatWasNotTakenInTimeIsADeadLetterUntilItIsReplayed() throws Exception {
        up.set(false);
        String path = "/webhooks/"
                + hook("{\"url\": \"" + server.url() + "\", \"events\": [\"sms.delivered\"]}")
                        .get("id")
                        .asText();
        String id = gateway.http().accept("/messages/sms", SMS);
        await().atMost(60, SECONDS)
                .until(() -> gateway.http()
                                .get(path + "/dead-letters")
                                .get("dead_letters")
                                .size()
                        == 1);
        JsonNode letter = gateway.http().get(path + "/dead-letters").at("/dead_letters/0");
        assertThat(letter.get("type").asText()).isEqualTo("sms.delivered");
        assertThat(letter.get("message").asText()).isEqualTo(id);
        assertThat(letter.get("failure").asText()).contains("it answered 500");
        up.set(true);
        int before = server.hooks().size();

        String event = letter.get("event").asText();
        gateway.http().send("POST", path + "/dead-letters/replay", "{\"events\": [\"" + event + "\"]}");

        await().atMost(30, SECONDS).until(() -> server.hooks().size() > before);
        assertThat(server.hooks().get(before).id()).isEqualTo(event);
        await().atMost(20, SECONDS).until(() -> gateway.http()
                .get(path + "/dead-letters")
                .get("dead_letters")
                .isEmpty());
    }

    @Test
    void theStreamTellsTheSameAndGoesOnAfterTheLastIdItsReaderHas() throws Exception {
        List<String> lines = new CopyOnWriteArrayList<>();
        Thread reader = read("/events?events=sms.*", "", lines);
        await().atMost(20, SECONDS).until(() -> lines.contains("retry: 3000"));

        gateway.http().accept("/messages/sms", SMS);

        await().atMost(30, SECONDS).until(() -> lines.contains("event: sms.delivered"));
        reader.interrupt();
        String firstId = lines.stream()
                .filter(line -> line.startsWith("id: "))
                .findFirst()
                .orElseThrow();
        List<String> resumed = new CopyOnWriteArrayList<>();
        Thread again = read("/events", firstId.substring("id: ".length()), resumed);
        await().atMost(30, SECONDS).until(() -> resumed.contains("event: sms.delivered"));
        again.interrupt();
        assertThat(lines).containsSubsequence("event: sms.submitted", "event: sms.delivered");
        assertThat(resumed).doesNotContain("event: sms.submitted");
        String data = resumed.stream()
                .filter(line -> line.startsWith("data: "))
                .findFirst()
                .orElseThrow();
        assertThat(JSON.readTree(data.substring("data: ".length()))
                        .at("/data/status")
                        .asText())
                .isEqualTo("delivered");
    }

    private Thread read(String path, String lastEventId, List<String> lines) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + gateway.port() + path))
                .header("Authorization", "Bearer " + gateway.key());
        if (!lastEventId.isEmpty()) {
            request.header("Last-Event-ID", lastEventId);
        }
        Thread thread = new Thread(() -> {
            try (BufferedReader in = new BufferedReader(new InputStreamReader(
                    HttpClient.newHttpClient()
                            .send(request.build(), HttpResponse.BodyHandlers.ofInputStream())
                            .body(),
                    StandardCharsets.UTF_8))) {
                for (String line; (line = in.readLine()) != null; ) {
                    lines.add(line);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                // the reader has enough
            }
        });
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private JsonNode hook(String body) throws Exception {
        HttpResponse<String> made = gateway.http().send("POST", "/webhooks", body);
        assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
        return HttpSender.json(made);
    }
}
