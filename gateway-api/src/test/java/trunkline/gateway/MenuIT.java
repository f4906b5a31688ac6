package trunkline.gateway;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import trunkline.gateway.webhook.HookServer;
import trunkline.gateway.webhook.HookServer.Hook;
import trunkline.media.codec.Codec;
import trunkline.media.codec.WavOctets;

/** Keys of a menu play further prompts in the same call: what the callee hears, and what is told of it. */
@Timeout(value = 300, unit = SECONDS)
class MenuIT {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int RATE = 8000;
    /** What {@link Codec#PCMA} makes of silence: no more than this. */
    private static final int SILENT_MAX = 8;

    private static final int WAV_HEADER = 44;

    @TempDir
    private Path directory;

    private final HookServer hooks = HookServer.good();

    @Test
    void eachKeyIsAnsweredByItsPromptFromTheBeginningAndToldUntilOneConfirms() throws Exception {
        try (KeyPressingPhone phone = new KeyPressingPhone("2");
                TestGateway gateway = gateway(phone.port());
                hooks) {
            short[] hello = uploaded(gateway, "hello.wav", 500);
            short[] hours = uploaded(gateway, "hours.wav", 1000);
            gateway.http().send("POST", "/webhooks", "{\"url\": \"" + hooks.url() + "\"}");

            String id = gateway.http()
                    .accept(
                            "/messages/voice",
                            """
                            {"from": "+46736265400", "to": "+46736265449", "file": "hello.wav", "pause": 0, "confirm": "1",
                             "menu": {"2": {"play": "hours.wav"}, "0": {"play": "hello.wav"}}}""");
            await().atMost(90, SECONDS).until(() -> at(hours, phone, 0) >= 0);
            int chosen = at(hours, phone, 0);
            phone.press("0");
            await().atMost(90, SECONDS).until(() -> at(hello, phone, chosen + hours.length) >= 0);
            int again = at(hello, phone, chosen + hours.length);
            phone.press("1");
            JsonNode message = await().atMost(90, SECONDS)
                    .until(() -> gateway.http().get("/messages/voice/" + id), one -> one.at("/call/ended_at")
                            .isTextual());

            assertThat(message.get("status").asText()).isEqualTo("confirmed");
            assertThat(message.at("/call/keys").asText()).isEqualTo("201");
            assertThat(message.at("/call/confirmed_by").asText()).isEqualTo("1");
            assertSilent(phone, chosen + hours.length, again);
            assertSilent(phone, again + hello.length, heard(phone).length);
            assertThat(gateway.http()
                            .send("GET", "/messages/voice/" + id + "/timeline?format=text", "")
                            .body())
                    .containsSubsequence(
                            "the callee pressed 2",
                            "hours.wav begins",
                            "the callee pressed 0",
                            "hello.wav begins",
                            "the callee pressed 1");
            await().atMost(30, SECONDS).until(() -> told().contains("voice.confirmed"));
            assertThat(told())
                    .containsSubsequence(
                            "voice.playing", "voice.key 2 hours.wav", "voice.key 0 hello.wav", "voice.confirmed");
        }
    }

    private List<String> told() throws Exception {
        List<String> told = new ArrayList<>();
        for (Hook hook : hooks.hooks()) {
            JsonNode event = JSON.readTree(hook.body());
            JsonNode data = event.get("data");
            told.add(event.get("type").asText()
                    + (data.has("key")
                            ? " " + data.get("key").asText() + " "
                                    + data.get("play").asText()
                            : ""));
        }
        return told;
    }

    private TestGateway gateway(int port) throws Exception {
        return TestGateway.start(
                directory,
                """
                webhooks: {allow-networks: [127.0.0.0/8]}
                trunks: [{name: callee, proxy: "127.0.0.1:%d", plays: 20, confirm-wait: 30s}]
                routes: [{to: "+46", voice: [callee]}]
                """
                        .formatted(port));
    }

    /** Uploads half a second of a tone; what a callee hears of it, in samples. */
    private static short[] uploaded(TestGateway gateway, String name, int hertz) throws Exception {
        short[] samples = new short[RATE / 2];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = (short) (8000 * Math.sin(2 * Math.PI * hertz * i / RATE));
        }
        byte[] wav = WavOctets.of(samples, RATE);
        gateway.http().send("PUT", "/voice-files/" + name, BodyPublishers.ofByteArray(wav), "Bearer " + gateway.key());
        byte[] preview = gateway.http()
                .bytes("/voice-files/" + name + "/preview?codec=PCMA")
                .body();
        short[] heard = new short[(preview.length - WAV_HEADER) / 2];
        for (int i = 0; i < heard.length; i++) {
            int from = WAV_HEADER + 2 * i;
            heard[i] = (short) ((preview[from] & 0xFF) | (preview[from + 1] << 8));
        }
        assertThat(heard).hasSize(samples.length);
        return heard;
    }

    private static short[] heard(KeyPressingPhone phone) {
        byte[] octets = phone.heard();
        short[] samples = new short[octets.length];
        Codec.PCMA.decoder().decode(octets, 0, octets.length, samples, 0);
        return samples;
    }

    /** Where the phone has heard all of a prompt, sample by sample, from {@code from} on; −1 if it has not. */
    private static int at(short[] prompt, KeyPressingPhone phone, int from) {
        short[] heard = heard(phone);
        for (int at = from; at <= heard.length - prompt.length; at++) {
            if (Arrays.equals(heard, at, at + prompt.length, prompt, 0, prompt.length)) {
                return at;
            }
        }
        return -1;
    }

    private static void assertSilent(KeyPressingPhone phone, int from, int to) {
        short[] heard = heard(phone);
        for (int at = from; at < to; at++) {
            assertThat(Math.abs(heard[at])).as("sample %d", at).isLessThanOrEqualTo(SILENT_MAX);
        }
    }
}
