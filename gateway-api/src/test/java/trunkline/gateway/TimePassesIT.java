package trunkline.gateway;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import trunkline.media.codec.WavOctets;
import trunkline.smpp.address.Address;
import trunkline.smpp.simulator.SimulatorListener;
import trunkline.smpp.simulator.SimulatorSettings;
import trunkline.smpp.simulator.SmscBehaviour;
import trunkline.smpp.simulator.SmscSimulator;

/** A running gateway whose clocks are turned by hand, behind a simulated SMSC and a phone: hours, retention, erasure. */
@Timeout(value = 300, unit = SECONDS)
class TimePassesIT {

    private static final String PHONE = "+46736265449";
    private static final String OTHER = "+46736265450";
    /** A Wednesday, nine in the evening in Stockholm. */
    private static final Instant EVENING = Instant.parse("2027-03-03T20:00:00Z");
    /** Eight in the morning after it. */
    private static final Instant MORNING = Instant.parse("2027-03-04T07:00:00Z");

    private static final String CONFIG =
            """
            store: {keep-messages: 90d, keep-inbound: 30d}
            hours:
              quiet-hours: [{from: "21:00", to: "08:00"}]
              call-window: [{from: "08:00", to: "20:00"}]
              accounts: [{name: codes, quiet-hours: []}]
            smsc: [{name: smsc, host: 127.0.0.1, port: %d, system-id: gw}]
            trunks: [{name: pbx, proxy: "127.0.0.1:%d"}]
            routes: [{to: "+", sms: [smsc], voice: [pbx]}]
            numbers: [{number: "72345", account: codes}]
            """;

    @TempDir
    private Path directory;

    private final HandClock clock = new HandClock(EVENING);
    /** When each text arrived. */
    private final Map<String, Instant> arrived = new ConcurrentHashMap<>();

    private final SmscSimulator smsc =
            new SmscSimulator(SimulatorSettings.LOOPBACK, SmscBehaviour.PERFECT, new Arrivals());

    @SuppressWarnings("NullAway.Init")
    private KeyPressingPhone phone;

    @SuppressWarnings("NullAway.Init")
    private TestGateway gateway;

    @SuppressWarnings("NullAway.Init")
    private HttpSender codes;

    @BeforeEach
    void start() throws Exception {
        smsc.start();
        phone = new KeyPressingPhone("1");
        startGateway();
        codes = gateway.as(gateway.newAccount("codes"));
    }

    private void startGateway() throws Exception {
        gateway = TestGateway.start(directory, clock, "{validity: 24h}", CONFIG.formatted(smsc.port(), phone.port()));
        await().atMost(60, SECONDS).until(() -> smsc.binds() == 1);
    }

    @AfterEach
    void close() {
        gateway.close();
        phone.close();
        smsc.close();
    }

    @Test
    void whatMayNotLeaveAtNightLeavesInTheMorningSmsAndCallsAlike() throws Exception {
        upload();
        String sms = "/messages/sms/" + gateway.http().accept("/messages/sms", sms(PHONE, "good morning", ""));
        String call = "/messages/voice/"
                + gateway.http()
                        .accept(
                                "/messages/voice",
                                "{\"from\": \"+46736265400\", \"to\": \"%s\", \"file\": \"a.wav\", \"plays\": 20, \"confirm\": \"1\"}"
                                        .formatted(PHONE));
        awaitStatus(gateway.http(), sms, "scheduled");
        awaitStatus(gateway.http(), call, "scheduled");
        assertThat(arrived).isEmpty();

        clock.turnTo(MORNING.minusSeconds(2));

        awaitStatus(gateway.http(), sms, "delivered");
        awaitStatus(gateway.http(), call, "confirmed");
        assertThat(arrived.get("good morning")).isAfterOrEqualTo(MORNING).isBefore(MORNING.plusSeconds(120));
        assertThat(Instant.parse(
                        gateway.http().get(call).at("/call/answered_at").asText()))
                .isAfterOrEqualTo(MORNING);
    }

    @Test
    void afterItsDaysAMessageIsGoneFromTheRunningGatewayAndFromItsFile() throws Exception {
        String old = "/messages/sms/" + codes.accept("/messages/sms", sms(PHONE, "code 493817", ""));
        awaitStatus(codes, old, "delivered");
        String later = "/messages/sms/"
                + codes.accept(
                        "/messages/sms",
                        sms(
                                PHONE,
                                "in half a year",
                                ", \"send_at\": \"" + clock.now().plusSeconds(180L * 86_400) + "\""));
        smsc.send("gw", Address.international(PHONE), Address.shortCode("72345"), "reply 493818");
        await().atMost(60, SECONDS)
                .until(() -> codes.get("/messages/inbound").get("messages").size() == 1);
        assertThat(isOnDisk("493817")).isTrue();
        gateway.close();
        clock.turnAhead(Duration.ofDays(91));

        startGateway();
        codes = gateway.as(codes.key());

        await().atMost(60, SECONDS)
                .until(() -> codes.send("GET", old, "").statusCode() == 404
                        && codes.get("/messages/inbound").get("messages").isEmpty());
        await().atMost(60, SECONDS).until(() -> !isOnDisk("49381"));
        assertThat(codes.get(later).get("status").asText()).isEqualTo("scheduled");
        assertThat(gateway.http().send("GET", "/metrics", "").body())
                .contains("trunkline_retention_removed_total{kind=\"messages\"} 1.0")
                .contains("trunkline_retention_removed_total{kind=\"inbound\"} 1.0");
    }

    @Test
    void noOctetOfAnErasedPhoneIsInTheFile() throws Exception {
        String digits = PHONE.substring(1);
        String erased = "/messages/sms/" + codes.accept("/messages/sms", sms(PHONE, "code 493817", ""));
        String kept = "/messages/sms/" + codes.accept("/messages/sms", sms(OTHER, "code 493819", ""));
        String ladder = HttpSender.json(codes.send(
                        "POST",
                        "/messages/ladder",
                        "{\"steps\": [" + sms(PHONE, "step 493817", ", \"type\": \"sms\"") + "]}"))
                .get("id")
                .asText();
        smsc.send("gw", Address.international(PHONE), Address.shortCode("72345"), "reply 493817");
        awaitStatus(codes, erased, "delivered");
        awaitStatus(codes, kept, "delivered");
        awaitStatus(codes, "/messages/ladder/" + ladder, "delivered");
        await().atMost(60, SECONDS)
                .until(() -> codes.get("/messages/inbound").get("messages").size() == 1);
        assertThat(isOnDisk(digits)).isTrue();
        assertThat(isOnDisk("493817")).isTrue();

        assertThat(gateway.http()
                        .send("POST", "/numbers/erase", "{\"number\": \"" + PHONE + "\"}")
                        .body())
                .contains("\"messages\":2", "\"ladders\":1", "\"inbound\":1", "\"left\":0");

        await().atMost(60, SECONDS).until(() -> !isOnDisk(digits) && !isOnDisk("493817"));
        assertThat(isOnDisk("493819")).isTrue();
        assertThat(codes.send("GET", erased, "").statusCode()).isEqualTo(404);
        assertThat(codes.send("GET", "/messages/ladder/" + ladder, "").statusCode())
                .isEqualTo(404);
        assertThat(codes.get(kept).get("message").asText()).isEqualTo("code 493819");
    }

    private static String sms(String to, String text, String more) {
        return "{\"from\": \"Codes\", \"to\": \"%s\", \"message\": \"%s\"%s}".formatted(to, text, more);
    }

    private static void awaitStatus(HttpSender http, String path, String status) {
        await().atMost(60, SECONDS)
                .untilAsserted(
                        () -> assertThat(http.get(path).get("status").asText()).isEqualTo(status));
    }

    private void upload() throws Exception {
        short[] samples = new short[4_000];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = (short) (8_000 * Math.sin(i * 0.4));
        }
        gateway.http()
                .send(
                        "PUT",
                        "/voice-files/a.wav",
                        BodyPublishers.ofByteArray(WavOctets.of(samples, 8_000)),
                        "Bearer " + gateway.key());
    }

    /** Whether any file of the store has these characters. */
    private boolean isOnDisk(String characters) throws IOException {
        try (Stream<Path> files = Files.list(directory.resolve("data"))) {
            List<Path> all = files.filter(Files::isRegularFile).toList();
            return all.stream().anyMatch(file -> has(file, characters));
        }
    }

    private static boolean has(Path file, String characters) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).contains(characters);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private final class Arrivals implements SimulatorListener {

        @Override
        public void onMessage(ReceivedMessage message) {
            arrived.put(message.text(), clock.now());
        }

        @Override
        public void onReceipt(SentReceipt receipt) {}
    }
}
