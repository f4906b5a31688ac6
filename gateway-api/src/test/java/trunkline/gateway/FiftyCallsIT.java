package trunkline.gateway;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Fifty calls at once, from HTTP to SIPp and a receiver that judges the RTP: all of it arrives, and sounds like the MP3. */
class FiftyCallsIT {

    private static final int CALLS = 50;
    private static final int SAMPLE_RATE = 8_000;
    private static final int OCTETS_PER_PACKET = 160;

    @TempDir
    private Path directory;

    @Test
    void everyPacketOfEveryCallArrivesAndSoundsLikeTheMp3() throws Exception {
        byte[] mp3 = demoMp3();
        try (SippFarm farm = SippFarm.start(directory, "uas-answer", CALLS);
                TestGateway gateway = TestGateway.start(
                        directory,
                        """
                        trunks: [{name: sipp, proxy: "%s", channels: %d, call-rate: 100/s}]
                        routes: [{to: "+46", voice: [sipp]}]
                        """
                                .formatted(farm.proxy(), CALLS))) {
            JsonNode file = HttpSender.json(gateway.http()
                    .send("PUT", "/voice-files/demo.mp3", BodyPublishers.ofByteArray(mp3), "Bearer " + gateway.key()));
            List<String> ids = new ArrayList<>();
            for (int i = 0; i < CALLS; i++) {
                ids.add(gateway.http()
                        .accept(
                                "/messages/voice",
                                "{\"from\": \"+46736265400\", \"to\": \"+467362654%02d\", \"file\": \"demo.mp3\"}"
                                        .formatted(i)));
            }
            for (String id : ids) {
                await().atMost(60, SECONDS).until(() -> isPlayed(gateway, id));
            }

            JsonNode heard = farm.finish();
            int packets = (int) Math.ceil(file.get("duration_seconds").asDouble() * SAMPLE_RATE / OCTETS_PER_PACKET);
            assertThat(heard.get("flows").asInt()).isEqualTo(CALLS);
            assertThat(heard.get("packets").asInt()).isEqualTo(CALLS * packets);
            assertThat(heard.get("lost").asInt()).isZero();
            assertThat(heard.get("dup").asInt()).isZero();
            assertThat(heard.get("reordered").asInt()).isZero();
            assertThat(heard.get("ts_odd").asInt()).isZero();
            double correlation = correlation(decoded(farm.payload()), reference(mp3));
            System.out.printf(
                    "FiftyCallsIT: %d calls, |inter-arrival - 20 ms| p50 %.2f ms, p99 %.2f ms, max %.2f ms;"
                            + " correlation with the MP3 %.4f%n",
                    CALLS,
                    heard.get("dev_p50_ms").asDouble(),
                    heard.get("dev_p99_ms").asDouble(),
                    heard.get("dev_max_ms").asDouble(),
                    correlation);
            assertThat(correlation).isGreaterThan(0.98);
        }
    }

    private static boolean isPlayed(TestGateway gateway, String id) throws Exception {
        JsonNode message = gateway.http().get("/messages/voice/" + id);
        assertThat(message.get("status").asText()).isNotEqualTo("failed");
        boolean played = message.get("status").asText().equals("played");
        if (played) {
            assertThat(message.at("/call/audio/codec").asText()).isEqualTo("PCMU");
            assertThat(message.at("/call/audio/sent/deviation_p99_ms").asDouble())
                    .isPositive();
        }
        return played;
    }

    private static byte[] demoMp3() throws IOException {
        try (InputStream in = Gateway.class.getResourceAsStream("cli/demo.mp3")) {
            assertThat(in).isNotNull();
            return in.readAllBytes();
        }
    }

    /** The MP3 as ffmpeg decodes it to 8 kHz. */
    private double[] reference(byte[] mp3) throws Exception {
        Path in = Files.write(directory.resolve("reference.mp3"), mp3);
        Path out = directory.resolve("reference.s16");
        Process ffmpeg = new ProcessBuilder(
                        "ffmpeg",
                        "-v",
                        "error",
                        "-y",
                        "-i",
                        in.toString(),
                        "-ac",
                        "1",
                        "-ar",
                        "8000",
                        "-f",
                        "s16le",
                        out.toString())
                .inheritIO()
                .start();
        assertThat(ffmpeg.waitFor()).isZero();
        ByteBuffer samples = ByteBuffer.wrap(Files.readAllBytes(out)).order(ByteOrder.LITTLE_ENDIAN);
        double[] reference = new double[samples.remaining() / 2];
        for (int i = 0; i < reference.length; i++) {
            reference[i] = samples.getShort();
        }
        return reference;
    }

    /** µ-law by its formula (ITU-T G.711 table 2a): sign, three bits of exponent, four of mantissa, all inverted. */
    private static double[] decoded(byte[] payload) {
        double[] samples = new double[payload.length];
        for (int i = 0; i < payload.length; i++) {
            int code = ~payload[i] & 0xFF;
            int magnitude = ((((code & 0x0F) << 3) + 0x84) << ((code & 0x70) >> 4)) - 0x84;
            samples[i] = (code & 0x80) != 0 ? -magnitude : magnitude;
        }
        return samples;
    }

    /** The best normalised cross-correlation over shifts of up to a second either way: silence at the ends was cut. */
    private static double correlation(double[] heard, double[] reference) {
        double best = 0;
        for (int shift = -SAMPLE_RATE; shift <= SAMPLE_RATE; shift++) {
            double cross = 0;
            double heardEnergy = 0;
            double referenceEnergy = 0;
            for (int i = Math.max(0, -shift); i < heard.length && i + shift < reference.length; i++) {
                cross += heard[i] * reference[i + shift];
                heardEnergy += heard[i] * heard[i];
                referenceEnergy += reference[i + shift] * reference[i + shift];
            }
            best = Math.max(best, cross / Math.sqrt(heardEnergy * referenceEnergy));
        }
        return best;
    }
}
