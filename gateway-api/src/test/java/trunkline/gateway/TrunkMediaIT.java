package trunkline.gateway;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.InetAddress;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.ShortBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import trunkline.gateway.simulator.HeardCall;
import trunkline.gateway.simulator.RecordingCallee;
import trunkline.media.codec.WavOctets;
import trunkline.sip.simulator.CalleeBehaviour;
import trunkline.sip.simulator.CalleeSettings;

/** A call on a trunk with each kind of audio that can be configured: the callee hears the prompt bit for bit. */
@Timeout(value = 90, unit = SECONDS)
class TrunkMediaIT {

    private static final int WAV_HEADER = 44;
    private static final String VOICE =
            """
            {"from": "+46736265400", "to": "+46736265449", "file": "hello.wav"}""";

    @TempDir
    private Path directory;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ptime: 60",
                "rtcp-mux: true, ptime: 10",
                "srtp: true, overrides: {sip: {codecs: [PCMU]}}",
                "symmetric-rtp: true, media-timeout: 30s, dtmf-in-audio: true",
                "srtp: true, rtcp-mux: true, overrides: {sip: {codecs: [G722, PCMU]}}",
            })
    void theCalleeHearsThePrompt(String keys) throws Exception {
        BlockingQueue<HeardCall> heard = new ArrayBlockingQueue<>(1);
        try (RecordingCallee callee = callee(heard);
                TestGateway gateway = TestGateway.start(
                        directory,
                        """
                        trunks: [{name: callee, proxy: "127.0.0.1:%d", %s}]
                        routes: [{to: "+46", voice: [callee]}]
                        """
                                .formatted(callee.localAddress().getPort(), keys))) {
            upload(gateway);
            String id = gateway.http().accept("/messages/voice", VOICE);
            HeardCall call = heard.poll(60, SECONDS);
            assertThat(call).isNotNull();
            assertThat(call.report().lost()).isZero();
            assertThat(call.report().strays()).isZero();
            JsonNode audio = message(gateway, id).at("/call/audio");
            String codec = audio.get("codec").asText();
            assertThat(codec).isEqualTo(keys.contains("G722") ? "G722" : keys.contains("PCMU") ? "PCMU" : "PCMA");
            ShortBuffer prompt = samples(gateway.http()
                    .bytes("/voice-files/hello.wav/preview?codec=" + codec)
                    .body());
            ShortBuffer wav = samples(Files.readAllBytes(call.wav()));
            assertThat(wav.remaining()).isBetween(prompt.remaining(), prompt.remaining() + 960);
            assertThat(wav.slice(0, prompt.remaining())).isEqualTo(prompt);
        }
    }

    /** Twelve calls at once through the ports of two threads, or as many as there are cores. */
    @Test
    void callsThatShareAPortAreHeardEachByItsOwnCallee() throws Exception {
        int calls = 12;
        BlockingQueue<HeardCall> heard = new ArrayBlockingQueue<>(calls);
        try (RecordingCallee callee = callee(heard);
                TestGateway gateway = TestGateway.start(
                        directory,
                        "{rtp-sharing: true}",
                        """
                        trunks: [{name: callee, proxy: "127.0.0.1:%d", rtcp-mux: true}]
                        routes: [{to: "+46", voice: [callee]}]
                        """
                                .formatted(callee.localAddress().getPort()))) {
            upload(gateway);
            ShortBuffer prompt = samples(gateway.http()
                    .bytes("/voice-files/hello.wav/preview?codec=PCMA")
                    .body());
            for (int i = 0; i < calls; i++) {
                gateway.http().accept("/messages/voice", VOICE);
            }
            for (int i = 0; i < calls; i++) {
                HeardCall call = heard.poll(60, SECONDS);
                assertThat(call).isNotNull();
                assertThat(call.report().lost()).isZero();
                assertThat(call.report().strays()).isZero();
                ShortBuffer wav = samples(Files.readAllBytes(call.wav()));
                assertThat(wav.slice(0, prompt.remaining())).isEqualTo(prompt);
            }
        }
    }

    @Test
    void aTrunkWithoutEncryptionWhereItMustBeIsNotCalledInTheClear() throws Exception {
        // SIPp's answer is RTP/AVP, whatever was offered
        try (SippFarm farm = SippFarm.start(directory, "uas-answer", 1);
                TestGateway gateway = TestGateway.start(
                        directory,
                        """
                        trunks: [{name: sipp, proxy: "%s", srtp: true}]
                        routes: [{to: "+46", voice: [sipp]}]
                        """
                                .formatted(farm.proxy()))) {
            upload(gateway);
            JsonNode message = message(gateway, gateway.http().accept("/messages/voice", VOICE));
            assertThat(message.get("status").asText()).isEqualTo("failed");
            assertThat(message.get("reason").asText()).contains("must be RTP/SAVP, as offered");
            assertThat(message.at("/call/rtp_packets").isMissingNode()).isTrue();
        }
    }

    private RecordingCallee callee(BlockingQueue<HeardCall> heard) throws Exception {
        var callee = new RecordingCallee(
                CalleeSettings.on("127.0.0.1"),
                InetAddress.getLoopbackAddress(),
                directory.resolve("wav"),
                heard::offer);
        callee.behave(CalleeBehaviour.answersAfter(Duration.ZERO));
        callee.start();
        return callee;
    }

    /** Half a second of a tone. */
    private static void upload(TestGateway gateway) throws Exception {
        short[] samples = new short[4000];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = (short) (8000 * Math.sin(i * 0.4));
        }
        assertThat(gateway.http()
                        .send(
                                "PUT",
                                "/voice-files/hello.wav",
                                BodyPublishers.ofByteArray(WavOctets.of(samples, 8000)),
                                "Bearer " + gateway.key())
                        .statusCode())
                .isEqualTo(201);
    }

    private static JsonNode message(TestGateway gateway, String id) {
        return await().atMost(60, SECONDS)
                .until(
                        () -> gateway.http().get("/messages/voice/" + id),
                        message -> message.at("/call/ended_at").isTextual()
                                || message.get("status").asText().equals("failed"));
    }

    private static ShortBuffer samples(byte[] wav) {
        return ByteBuffer.wrap(wav, WAV_HEADER, wav.length - WAV_HEADER)
                .slice()
                .order(ByteOrder.LITTLE_ENDIAN)
                .asShortBuffer();
    }
}
