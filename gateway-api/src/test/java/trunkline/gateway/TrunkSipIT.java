package trunkline.gateway;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.SocketTimeoutException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import trunkline.gateway.simulator.HeardCall;
import trunkline.gateway.simulator.RecordingCallee;
import trunkline.media.codec.WavOctets;
import trunkline.sip.simulator.CalleeBehaviour;
import trunkline.sip.simulator.CalleeSettings;

/** What the keys of a trunk do to what it is sent. The trunk is a socket that refuses all calls. */
@Timeout(value = 300, unit = SECONDS)
class TrunkSipIT {

    /** Answers whatever comes, and keeps it. */
    private static final class Registrar implements AutoCloseable {
        private final DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());
        private final List<String> seen = new CopyOnWriteArrayList<>();
        private volatile int registerStatus;
        private volatile int inviteStatus = 486;
        private volatile String contact = "";

        Registrar(int registerStatus) throws IOException {
            this.registerStatus = registerStatus;
            Thread thread = new Thread(this::run, "registrar");
            thread.setDaemon(true);
            thread.start();
        }

        private void run() {
            byte[] buffer = new byte[65_536];
            try {
                while (true) {
                    DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
                    socket.receive(packet);
                    String text = new String(buffer, 0, packet.getLength(), StandardCharsets.UTF_8);
                    seen.add(text);
                    byte[] answer = answer(text).getBytes(StandardCharsets.UTF_8);
                    if (!text.startsWith("ACK")) {
                        socket.send(new DatagramPacket(answer, answer.length, packet.getSocketAddress()));
                    }
                }
            } catch (IOException e) {
                // closed
            }
        }

        private String answer(String request) {
            int status =
                    request.startsWith("INVITE") ? inviteStatus : request.startsWith("REGISTER") ? registerStatus : 200;
            String echoed = "(Via|From|To|Call-ID|CSeq" + (status == 302 ? "" : "|Contact") + "):.*";
            String headers = request.lines()
                    .filter(line -> line.matches(echoed))
                    .map(line -> line.startsWith("To:") && !line.contains("tag=") ? line + ";tag=x" : line)
                    .collect(Collectors.joining("\r\n"));
            String where = status == 302 ? "\r\nContact: <" + contact + ">" : "";
            return "SIP/2.0 " + status + " So\r\n" + headers + where + "\r\nContent-Length: 0\r\n\r\n";
        }

        String first(String method) {
            return await().atMost(60, SECONDS)
                    .until(
                            () -> seen.stream()
                                    .filter(text -> text.startsWith(method))
                                    .findFirst()
                                    .orElse(""),
                            text -> !text.isEmpty());
        }

        @Override
        public void close() {
            socket.close();
        }
    }

    private static final int ROUNDS = 20;

    @TempDir
    private Path directory;

    @Test
    void anInviteLooksAsTheKeysSay() throws Exception {
        try (Registrar trunk = new Registrar(200);
                TestGateway gateway = start(
                        trunk,
                        """
                        domain: pbx.example, from-domain: gw.example, username: alice, password: s3cret,
                        hide-number: true, diversion: "+46700000001", tech-prefix: "99#", headers: {X-Account: "42"},
                        register: true, options-every: 1s""")) {
            assertThat(trunk.first("REGISTER"))
                    .startsWith("REGISTER sip:pbx.example SIP/2.0")
                    .contains("To: <sip:alice@");
            assertThat(trunk.first("OPTIONS")).contains("From: <sip:alice@gw.example>");
            JsonNode message = call(gateway);

            assertThat(message.get("status").asText()).isEqualTo("busy");
            assertThat(trunk.first("INVITE"))
                    .startsWith("INVITE sip:99%23+46736265449@pbx.example SIP/2.0")
                    .contains("X-Account: 42")
                    .contains("Privacy: id")
                    .contains("Diversion: <sip:+46700000001@")
                    .contains("anonymous");
        }
    }

    @Test
    void aTrunkThatDoesNotRegisterUsIsNotCalledAndSaysWhy() throws Exception {
        try (Registrar trunk = new Registrar(500);
                TestGateway gateway = start(trunk, "username: alice, password: s3cret, register: true")) {
            trunk.first("REGISTER");
            String id = accept(gateway);
            await().atMost(60, SECONDS).untilAsserted(() -> assertThat(
                            gateway.http().send("GET", "/health/ready", "").body())
                    .contains("\"name\":\"trunk t\",\"ready\":false,\"why\":\"not registered: 500"));
            assertThat(gateway.http().get("/messages/voice/" + id).get("status").asText())
                    .isEqualTo("accepted");

            trunk.registerStatus = 200;
            assertThat(trunk.first("INVITE")).contains("+46736265449");
        }
    }

    @Test
    void aRedirectIsFollowedUnlessItsTrunkMustNotAndACallEndsAtItsLongest() throws Exception {
        BlockingQueue<HeardCall> heard = new ArrayBlockingQueue<>(2);
        try (Registrar trunk = new Registrar(200);
                RecordingCallee callee = new RecordingCallee(
                        CalleeSettings.on("127.0.0.1"),
                        InetAddress.getLoopbackAddress(),
                        directory.resolve("wav"),
                        heard::offer);
                TestGateway gateway = TestGateway.start(
                        directory,
                        """
                        trunks:
                          - {name: follows, proxy: "127.0.0.1:%1$d", max-duration: 2s}
                          - {name: stays, proxy: "127.0.0.1:%1$d", follow-redirects: false}
                        routes: [{to: "+46", voice: [follows]}, {to: "+47", voice: [stays]}]
                        """
                                .formatted(trunk.socket.getLocalPort()))) {
            callee.behave(CalleeBehaviour.answersAfter(Duration.ZERO));
            callee.start();
            trunk.inviteStatus = 302;
            trunk.contact = "sip:moved@127.0.0.1:" + callee.localAddress().getPort();
            upload(gateway, 20);

            JsonNode stayed = ended(gateway, gateway.http().accept("/messages/voice", voice("+4740000000")));
            assertThat(stayed.get("status").asText()).isEqualTo("failed");
            assertThat(stayed.get("reason").asText()).startsWith("302");
            JsonNode followed = ended(gateway, gateway.http().accept("/messages/voice", voice("+46736265449")));
            assertThat(heard.poll(60, SECONDS)).isNotNull();
            assertThat(heard).as("only the one that may be redirected").isEmpty();
            assertThat(followed.at("/call/played_seconds").asDouble())
                    .as(followed.toString())
                    .isBetween(0.1, 15.0);
            assertThat(followed.get("status").asText()).isEqualTo("interrupted");
            assertThat(followed.get("reason").asText()).isEqualTo("it has lasted for max-duration of its trunk");
        }
    }

    @Test
    void requestsAreTakenFromTheSourcesOfTheTrunkAndFromNobodyElse() throws Exception {
        try (Registrar trunk = new Registrar(200);
                TestGateway gateway = start(trunk, "options-every: 1s, sources: [127.0.0.2]");
                DatagramSocket stranger = new DatagramSocket(0, InetAddress.getByName("127.0.0.3"));
                DatagramSocket source = new DatagramSocket(0, InetAddress.getByName("127.0.0.2"))) {
            Matcher via = Pattern.compile("Via: SIP/2.0/UDP 127.0.0.1:([0-9]+)").matcher(trunk.first("OPTIONS"));
            assertThat(via.find()).isTrue();
            int port = Integer.parseInt(via.group(1));
            byte[] buffer = new byte[65_536];
            DatagramPacket answer = new DatagramPacket(buffer, buffer.length);
            source.setSoTimeout(60_000);

            for (int round = 0; round < ROUNDS; round++) {
                ask(stranger, port, round);
                ask(source, port, round);
                source.receive(answer);
                assertThat(new String(buffer, 0, answer.getLength(), StandardCharsets.UTF_8))
                        .startsWith("SIP/2.0 200")
                        .contains("CSeq: " + round + " ");
            }
            // each of the stranger's came before one that was answered
            stranger.setSoTimeout(1);
            assertThatThrownBy(() -> stranger.receive(answer)).isInstanceOf(SocketTimeoutException.class);
            assertThat(gateway.http().send("GET", "/metrics", "").body())
                    .contains("trunkline_sip_dropped_total{what=\"strangers\"} " + ROUNDS + ".0")
                    .contains("trunkline_sip_dropped_total{what=\"not-sip\"} 0.0");
        }
    }

    private static void ask(DatagramSocket from, int port, int round) throws IOException {
        String self = from.getLocalAddress().getHostAddress() + ":" + from.getLocalPort();
        byte[] request = ("OPTIONS sip:gw@127.0.0.1:" + port + " SIP/2.0\r\nVia: SIP/2.0/UDP " + self
                        + ";branch=z9hG4bK" + round + "\r\nFrom: <sip:a@b>;tag=1\r\nTo: <sip:gw@b>\r\n"
                        + "Call-ID: " + round + "-" + self + "\r\nCSeq: " + round
                        + " OPTIONS\r\nMax-Forwards: 70\r\nContent-Length: 0\r\n\r\n")
                .getBytes(StandardCharsets.UTF_8);
        from.send(new DatagramPacket(request, request.length, InetAddress.getLoopbackAddress(), port));
    }

    private TestGateway start(Registrar trunk, String keys) throws Exception {
        return TestGateway.start(
                directory,
                """
                trunks: [{name: t, proxy: "127.0.0.1:%d", %s}]
                routes: [{to: "+46", voice: [t]}]
                """
                        .formatted(trunk.socket.getLocalPort(), keys.replace("\n", " ")));
    }

    private static JsonNode call(TestGateway gateway) throws Exception {
        return ended(gateway, accept(gateway));
    }

    private static JsonNode ended(TestGateway gateway, String id) {
        return await().atMost(60, SECONDS)
                .until(() -> gateway.http().get("/messages/voice/" + id), message -> message.at("/call/ended_at")
                        .isTextual());
    }

    private static String accept(TestGateway gateway) throws Exception {
        upload(gateway, 1);
        return gateway.http().accept("/messages/voice", voice("+46736265449"));
    }

    private static String voice(String to) {
        return """
                {"from": "+46736265400", "to": "%s", "file": "hello.wav"}""".formatted(to);
    }

    private static void upload(TestGateway gateway, int seconds) throws Exception {
        short[] samples = new short[seconds * 8000];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = (short) (8000 * Math.sin(i * 0.4));
        }
        gateway.http()
                .send(
                        "PUT",
                        "/voice-files/hello.wav",
                        BodyPublishers.ofByteArray(WavOctets.of(samples, 8000)),
                        "Bearer " + gateway.key());
    }
}
