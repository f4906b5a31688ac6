package trunkline.gateway;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import trunkline.gateway.simulator.HeardCall;
import trunkline.gateway.simulator.RecordingCallee;
import trunkline.media.codec.WavOctets;
import trunkline.sip.simulator.CalleeBehaviour;
import trunkline.sip.simulator.CalleeSettings;

/** How often a prompt is played and a callee called, with which pauses, and what a key that he presses does to it. */
@Timeout(value = 300, unit = SECONDS)
class AnswerModelIT {

    @TempDir
    private Path directory;

    private final BlockingQueue<HeardCall> heard = new ArrayBlockingQueue<>(1);

    @Test
    void aPromptIsRepeatedWithSilenceBeforeAndBetween() throws Exception {
        try (RecordingCallee callee = callee();
                TestGateway gateway =
                        gateway(callee.localAddress().getPort(), "start-after: 600ms, plays: 2, pause: 400ms")) {
            JsonNode message = ended(gateway, accept(gateway, ""));

            assertThat(message.get("status").asText()).isEqualTo("played");
            assertThat(message.at("/call/plays").asInt()).isEqualTo(2);
            assertThat(message.at("/call/played_seconds").asDouble()).isEqualTo(0.5);
            HeardCall call = heard.poll(60, SECONDS);
            assertThat(call).isNotNull();
            // 0.6 + 0.5 + 0.4 + 0.5 s in packets of 20 ms; the system may have lost some on the way
            assertThat(call.report().packets() + call.report().lost()).isBetween(95L, 110L);
        }
    }

    @Test
    void aMessageSaysItselfHowItIsPlayed() throws Exception {
        try (RecordingCallee callee = callee();
                TestGateway gateway = gateway(callee.localAddress().getPort(), "plays: 1, confirm-wait: 100ms")) {
            JsonNode message = ended(gateway, accept(gateway, ", \"plays\": 3, \"pause\": 0, \"confirm\": \"1\""));

            assertThat(message.get("status").asText())
                    .as("nobody pressed the key")
                    .isEqualTo("played");
            assertThat(message.get("plays").asInt()).isEqualTo(3);
            assertThat(message.get("confirm").asText()).isEqualTo("1");
            assertThat(message.at("/call/plays").asInt()).isEqualTo(3);
        }
    }

    @Test
    void theKeyThatWasAskedForConfirmsTheMessageAndStopsThePrompt() throws Exception {
        try (KeyPressingPhone phone = new KeyPressingPhone("21");
                TestGateway gateway = gateway(phone.port(), "plays: 20")) {
            JsonNode message = ended(gateway, accept(gateway, ", \"confirm\": \"1\""));

            assertThat(message.get("status").asText()).isEqualTo("confirmed");
            assertThat(message.at("/call/keys").asText()).isEqualTo("21");
            assertThat(message.at("/call/proof").toString()).endsWith("\"confirmed\"]");
            assertThat(message.at("/call/plays").asInt()).isLessThan(20);
            assertThat(message.at("/call/hung_up_by").asText()).isEqualTo("gateway");
            String ladder = gateway.http()
                    .send("GET", "/messages/voice/" + message.get("id").asText() + "/timeline?format=text", "")
                    .body();
            assertThat(ladder).contains("the callee pressed 2").contains("the callee pressed 1");
        }
    }

    @Test
    void theKeyMayComeByInfo() throws Exception {
        try (KeyPressingPhone phone = new KeyPressingPhone("");
                TestGateway gateway = gateway(phone.port(), "plays: 20")) {
            phone.infoKey = "#";
            JsonNode message = ended(gateway, accept(gateway, ", \"confirm\": \"12#\""));

            assertThat(message.get("status").asText()).isEqualTo("confirmed");
            assertThat(message.at("/call/keys").asText()).isEqualTo("#");
            assertThat(message.at("/call/confirmed_by").asText()).isEqualTo("#");
        }
    }

    @Test
    void aBusyCalleeIsCalledAgain() throws Exception {
        try (RecordingCallee callee = callee();
                TestGateway gateway = gateway(callee.localAddress().getPort(), "busy-retries: 20, busy-interval: 1s")) {
            callee.behave(CalleeBehaviour.busy());
            String id = accept(gateway, "");
            JsonNode waiting = await().atMost(90, SECONDS)
                    .until(
                            () -> gateway.http().get("/messages/voice/" + id),
                            message -> message.get("status").asText().equals("scheduled"));
            assertThat(waiting.get("reason").asText()).isEqualTo("busy, will be called again");
            assertThat(waiting.at("/call/sip_status").asInt()).isEqualTo(486);

            callee.behave(CalleeBehaviour.answersAfter(Duration.ZERO));
            JsonNode message = await().atMost(90, SECONDS)
                    .until(
                            () -> gateway.http().get("/messages/voice/" + id),
                            one -> one.get("status").asText().equals("played"));
            int attempts = message.get("attempts").asInt();
            assertThat(attempts).isGreaterThan(1);
            JsonNode calls =
                    gateway.http().get("/messages/voice/" + id + "/timeline").get("calls");
            assertThat(calls).hasSize(attempts);
            assertThat(calls.findValuesAsText("call_id")).doesNotHaveDuplicates();
        }
    }

    /** Answers, waits until it hears something, presses keys by RFC 4733 or INFO, and takes the BYE. */
    private static final class KeyPressingPhone implements AutoCloseable {
        private static final int EVENT_PACKETS = 6;

        private final DatagramSocket sip = new DatagramSocket(0, InetAddress.getLoopbackAddress());
        private final DatagramSocket rtp = new DatagramSocket(0, InetAddress.getLoopbackAddress());
        private final String keys;
        private volatile String infoKey = "";

        KeyPressingPhone(String keys) throws Exception {
            this.keys = keys;
            start(this::runSip);
        }

        private interface Work {
            void run() throws Exception;
        }

        private static void start(Work work) {
            Thread thread = new Thread(() -> {
                try {
                    work.run();
                } catch (Exception e) {
                    // closed
                }
            });
            thread.setDaemon(true);
            thread.start();
        }

        int port() {
            return sip.getLocalPort();
        }

        private void runSip() throws Exception {
            byte[] buffer = new byte[65_536];
            while (true) {
                DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
                sip.receive(packet);
                String text = new String(buffer, 0, packet.getLength(), StandardCharsets.UTF_8);
                if (text.startsWith("INVITE") || text.startsWith("BYE")) {
                    byte[] answer = answer(text).getBytes(StandardCharsets.UTF_8);
                    sip.send(new DatagramPacket(answer, answer.length, packet.getSocketAddress()));
                }
                if (text.startsWith("ACK")) {
                    start(() -> press(text, packet));
                }
            }
        }

        private String answer(String request) {
            StringBuilder answer = new StringBuilder("SIP/2.0 200 OK\r\n");
            request.lines()
                    .filter(line -> line.matches("(Via|From|To|Call-ID|CSeq):.*"))
                    .map(line -> line.startsWith("To:") && !line.contains("tag=") ? line + ";tag=phone" : line)
                    .forEach(line -> answer.append(line).append("\r\n"));
            String sdp = request.startsWith("BYE")
                    ? ""
                    : "v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\nm=audio "
                            + rtp.getLocalPort() + " RTP/AVP 8 101\r\na=rtpmap:101 telephone-event/8000\r\n";
            return answer + "Contact: <sip:phone@127.0.0.1:" + port() + ">\r\n"
                    + (sdp.isEmpty() ? "" : "Content-Type: application/sdp\r\n") + "Content-Length: " + sdp.length()
                    + "\r\n\r\n" + sdp;
        }

        private void press(String ack, DatagramPacket from) throws Exception {
            byte[] buffer = new byte[2048];
            DatagramPacket heard = new DatagramPacket(buffer, buffer.length);
            rtp.receive(heard);
            if (!infoKey.isEmpty()) {
                byte[] info = info(ack).getBytes(StandardCharsets.UTF_8);
                sip.send(new DatagramPacket(info, info.length, from.getSocketAddress()));
            }
            int sequence = 1;
            int timestamp = 1000;
            for (int at = 0; at < keys.length(); at++) {
                char key = keys.charAt(at);
                for (int i = 0; i < EVENT_PACKETS; i++) {
                    boolean last = i >= EVENT_PACKETS - 3;
                    ByteBuffer event = ByteBuffer.allocate(16);
                    event.put((byte) 0x80).put((byte) (i == 0 ? 0x80 | 101 : 101));
                    event.putShort((short) sequence++).putInt(timestamp).putInt(42);
                    event.put((byte) (key - '0'))
                            .put((byte) (last ? 0x8A : 0x0A))
                            .putShort((short) (160 * (i + 1)));
                    rtp.send(new DatagramPacket(event.array(), event.capacity(), heard.getSocketAddress()));
                }
                timestamp += 4000;
            }
        }

        private String info(String ack) {
            String callId = header(ack, "Call-ID");
            String body = "Signal=" + infoKey + "\r\nDuration=160\r\n";
            return "INFO sip:us@127.0.0.1 SIP/2.0\r\nVia: SIP/2.0/UDP 127.0.0.1:" + port()
                    + ";branch=z9hG4bKinfo\r\nMax-Forwards: 70\r\nFrom: " + header(ack, "To") + "\r\nTo: "
                    + header(ack, "From") + "\r\nCall-ID: " + callId
                    + "\r\nCSeq: 1 INFO\r\nContent-Type: application/dtmf-relay\r\nContent-Length: " + body.length()
                    + "\r\n\r\n" + body;
        }

        private static String header(String message, String name) {
            return message.lines()
                    .filter(line -> line.startsWith(name + ":"))
                    .findFirst()
                    .orElse("")
                    .substring(name.length() + 1)
                    .strip();
        }

        @Override
        public void close() {
            sip.close();
            rtp.close();
        }
    }

    private TestGateway gateway(int port, String keys) throws Exception {
        return TestGateway.start(
                directory,
                """
                trunks: [{name: callee, proxy: "127.0.0.1:%d", %s}]
                routes: [{to: "+46", voice: [callee]}]
                """
                        .formatted(port, keys));
    }

    private RecordingCallee callee() throws Exception {
        var callee = new RecordingCallee(
                CalleeSettings.on("127.0.0.1"),
                InetAddress.getLoopbackAddress(),
                directory.resolve("wav"),
                heard::offer);
        callee.behave(CalleeBehaviour.answersAfter(Duration.ZERO));
        callee.start();
        return callee;
    }

    private static String accept(TestGateway gateway, String more) throws Exception {
        short[] samples = new short[4000];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = (short) (8000 * Math.sin(i * 0.4));
        }
        gateway.http()
                .send(
                        "PUT",
                        "/voice-files/hello.wav",
                        BodyPublishers.ofByteArray(WavOctets.of(samples, 8000)),
                        "Bearer " + gateway.key());
        return gateway.http()
                .accept(
                        "/messages/voice",
                        "{\"from\": \"+46736265400\", \"to\": \"+46736265449\", \"file\": \"hello.wav\"" + more + "}");
    }

    private static JsonNode ended(TestGateway gateway, String id) {
        return await().atMost(90, SECONDS)
                .until(() -> gateway.http().get("/messages/voice/" + id), message -> message.at("/call/ended_at")
                        .isTextual());
    }
}
