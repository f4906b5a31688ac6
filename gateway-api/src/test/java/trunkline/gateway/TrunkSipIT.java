package trunkline.gateway;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import trunkline.media.codec.WavOctets;

/** What the keys of a trunk do to what it is sent. The trunk is a socket that refuses all calls. */
@Timeout(value = 300, unit = SECONDS)
class TrunkSipIT {

    /** Answers whatever comes, and keeps it. */
    private static final class Registrar implements AutoCloseable {
        private final DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());
        private final List<String> seen = new CopyOnWriteArrayList<>();
        private volatile int registerStatus;

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
            int status = request.startsWith("INVITE") ? 486 : request.startsWith("REGISTER") ? registerStatus : 200;
            String headers = request.lines()
                    .filter(line -> line.matches("(Via|From|To|Call-ID|CSeq|Contact):.*"))
                    .map(line -> line.startsWith("To:") && !line.contains("tag=") ? line + ";tag=x" : line)
                    .collect(Collectors.joining("\r\n"));
            return "SIP/2.0 " + status + " So\r\n" + headers + "\r\nContent-Length: 0\r\n\r\n";
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
        String id = accept(gateway);
        return await().atMost(60, SECONDS)
                .until(() -> gateway.http().get("/messages/voice/" + id), message -> message.at("/call/ended_at")
                        .isTextual());
    }

    private static String accept(TestGateway gateway) throws Exception {
        gateway.http()
                .send(
                        "PUT",
                        "/voice-files/hello.wav",
                        BodyPublishers.ofByteArray(WavOctets.of(new short[4000], 8000)),
                        "Bearer " + gateway.key());
        return gateway.http()
                .accept(
                        "/messages/voice",
                        """
                        {"from": "+46736265400", "to": "+46736265449", "file": "hello.wav"}""");
    }
}
