package trunkline.gateway.profile;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import trunkline.gateway.TestGateway;
import trunkline.gateway.simulator.CalleeGuise;
import trunkline.gateway.simulator.RecordingCallee;
import trunkline.profile.ProfileCatalog;
import trunkline.profile.TrunkProfile;
import trunkline.sip.simulator.CalleeBehaviour;
import trunkline.sip.simulator.CalleeSettings;

/**
 * What a trunk needs: calls with the profile are played, and calls with only the base are refused in the way that is known.
 * One gateway for all; each quirk has a callee that insists on it, and two trunks that lead there.
 */
class TrunkQuirksIT {

    /** A key, what the profile says of it, and with what a call is refused that does not know. */
    enum Quirk {
        TRANSPORT(1, "transport: tcp", 403),
        CODECS(2, "codecs: [G722]", 488),
        CALLED(3, "numbers: {called: digits}", 404),
        CALLING(4, "numbers: {calling: digits}", 403),
        HEADERS(5, "identity: {headers: [p-asserted-identity, remote-party-id]}", 403),
        USER_PHONE(6, "identity: {user_phone: true}", 484),
        PRACK(7, "prack: off", 420),
        SESSION_TIMER(8, "session_timer: off", 400);

        private final String sip;
        private final int refusal;
        private final int digit;

        Quirk(int digit, String sip, int refusal) {
            this.digit = digit;
            this.sip = sip;
            this.refusal = refusal;
        }

        String number(boolean with) {
            return "+467%d%d".formatted(with ? 1 : 2, digit);
        }
    }

    @TempDir
    private static Path directory;

    private static final List<RecordingCallee> CALLEES = new ArrayList<>();

    @SuppressWarnings("NullAway.Init")
    private static TestGateway gateway;

    @BeforeAll
    static void start() throws Exception {
        Path profiles = Files.createDirectories(directory.resolve("profiles.d"));
        StringBuilder trunks = new StringBuilder("trunks:\n");
        StringBuilder routes = new StringBuilder("routes:\n");
        for (Quirk quirk : Quirk.values()) {
            String id = quirk.name().toLowerCase(Locale.ROOT).replace('_', '-');
            write(profiles, id, quirk.sip);
            int port = callee(ProfileCatalog.shipped().withSite(profiles).trunk(id))
                    .localAddress()
                    .getPort();
            trunks.append("  - {name: with-%s, profile: %s, proxy: \"127.0.0.1:%d\"}%n".formatted(id, id, port));
            trunks.append("  - {name: without-%s, proxy: \"127.0.0.1:%d\"}%n".formatted(id, port));
            routes.append("  - {to: \"%s\", voice: [with-%s]}%n".formatted(quirk.number(true), id));
            routes.append("  - {to: \"%s\", voice: [without-%s]}%n".formatted(quirk.number(false), id));
        }
        RecordingCallee usual = callee(ProfileCatalog.shipped().trunk("sip-base"));
        write(profiles, "port", "port: " + usual.localAddress().getPort());
        trunks.append("  - {name: with-port, profile: port, proxy: 127.0.0.1}\n");
        trunks.append("  - {name: without-port, proxy: 127.0.0.1}\n");
        routes.append("  - {to: \"+46730\", voice: [with-port]}\n  - {to: \"+46740\", voice: [without-port]}\n");
        gateway = TestGateway.start(directory, trunks.append(routes).toString());
        gateway.http()
                .send("PUT", "/voice-files/beep.wav", BodyPublishers.ofByteArray(wav()), "Bearer " + gateway.key());
    }

    private static void write(Path profiles, String id, String sip) throws IOException {
        Files.writeString(
                profiles.resolve(id + ".yaml"),
                "schema: 1\nkind: trunk\nid: %s\ntitle: A quirk\nextends: sip-base\nverified: unverified\nsip: {%s}\n"
                        .formatted(id, sip));
    }

    private static RecordingCallee callee(TrunkProfile profile) throws IOException {
        InetAddress loopback = InetAddress.getLoopbackAddress();
        RecordingCallee callee = new RecordingCallee(
                CalleeSettings.on("127.0.0.1").withTcp().withDemands(CalleeGuise.demands(profile)),
                CalleeGuise.payloadTypes(profile),
                loopback,
                directory.resolve("heard"),
                heard -> {});
        callee.behave(CalleeBehaviour.answersAfter(Duration.ZERO));
        callee.start();
        CALLEES.add(callee);
        return callee;
    }

    /** Three tenths of a second, 8 kHz, 16 bits, mono. */
    private static byte[] wav() {
        int samples = 2_400;
        ByteBuffer wav = ByteBuffer.allocate(44 + 2 * samples).order(ByteOrder.LITTLE_ENDIAN);
        wav.put("RIFF".getBytes(StandardCharsets.US_ASCII)).putInt(36 + 2 * samples);
        wav.put("WAVEfmt ".getBytes(StandardCharsets.US_ASCII))
                .putInt(16)
                .putShort((short) 1)
                .putShort((short) 1);
        wav.putInt(8_000).putInt(16_000).putShort((short) 2).putShort((short) 16);
        wav.put("data".getBytes(StandardCharsets.US_ASCII)).putInt(2 * samples);
        for (int i = 0; i < samples; i++) {
            wav.putShort((short) (8_000 * Math.sin(i * 2 * Math.PI * 440 / 8_000)));
        }
        return wav.array();
    }

    @AfterAll
    static void close() {
        gateway.close();
        CALLEES.forEach(RecordingCallee::close);
    }

    @ParameterizedTest
    @EnumSource
    @Proves({
        "/sip/transport",
        "/sip/codecs",
        "/sip/numbers/called",
        "/sip/numbers/calling",
        "/sip/identity/headers",
        "/sip/identity/user_phone",
        "/sip/prack",
        "/sip/session_timer"
    })
    void aCallIsPlayedWithTheProfileAndRefusedWithout(Quirk quirk) throws Exception {
        String with = call(quirk.number(true));
        String without = call(quirk.number(false));

        assertThat(ended(with).get("status").asText()).isEqualTo("played");
        assertThat(ended(without).findValue("sip_status").asInt()).isEqualTo(quirk.refusal);
    }

    @Test
    @Proves("/sip/port")
    void aTrunkOnAPortOfItsOwnIsNotFoundOnTheUsualOne() throws Exception {
        String with = call("+46730");
        String without = call("+46740");

        assertThat(ended(with).get("status").asText()).isEqualTo("played");
        assertThat(gateway.http()
                        .get("/messages/voice/" + without)
                        .get("status")
                        .asText())
                .isNotEqualTo("played");
    }

    private static String call(String to) throws Exception {
        return gateway.http()
                .accept(
                        "/messages/voice",
                        "{\"from\":\"+46736265400\",\"to\":\"%s265449\",\"file\":\"beep.wav\"}".formatted(to));
    }

    private static JsonNode ended(String id) throws Exception {
        List<String> open = new ArrayList<>(List.of("accepted", "calling", "ringing", "playing"));
        await().atMost(30, SECONDS)
                .until(() -> !open.contains(gateway.http()
                        .get("/messages/voice/" + id)
                        .get("status")
                        .asText()));
        return gateway.http().get("/messages/voice/" + id);
    }
}
