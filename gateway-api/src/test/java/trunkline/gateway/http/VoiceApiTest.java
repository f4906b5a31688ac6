package trunkline.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import trunkline.gateway.HttpSender;
import trunkline.gateway.TestGateway;
import trunkline.gateway.cli.Main;

/** Voice files and voice messages over a real connection. Nothing leaves here: nobody listens at the trunk's proxy. */
class VoiceApiTest {

    private static final String WAYS =
            """
            trunks: [{name: carrier-b, proxy: "127.0.0.1:9"}]
            routes: [{to: "+46", voice: [carrier-b]}]
            """;

    @TempDir
    private static Path directory;

    private static byte[] mp3 = {};

    @SuppressWarnings("NullAway.Init")
    private static TestGateway gateway;

    @BeforeAll
    static void start() throws Exception {
        gateway = TestGateway.start(directory, WAYS);
        try (var demo = Main.class.getResourceAsStream("demo.mp3")) {
            mp3 = demo.readAllBytes();
        }
        upload("emergency.mp3", mp3);
    }

    @AfterAll
    static void close() {
        gateway.close();
    }

    private static HttpResponse<String> upload(String name, byte[] octets) throws Exception {
        return gateway.http()
                .send("PUT", "/voice-files/" + name, BodyPublishers.ofByteArray(octets), "Bearer " + gateway.key());
    }

    private static HttpResponse<String> post(String body) throws Exception {
        return gateway.http().send("POST", "/messages/voice", body.replace('\'', '"'));
    }

    @Test
    void answersTheDocumentedExampleWithTheDocumentedMembers() throws Exception {
        HttpResponse<String> response =
                post("{\n 'from': '+46736265400',\n 'to': '+46736265449',\n 'file': 'emergency.mp3'\n}");
        JsonNode body = HttpSender.json(response);

        assertThat(response.statusCode()).isEqualTo(201);
        assertThat(response.headers().firstValue("Location"))
                .contains("https://sms.example/messages/voice/" + body.get("id").asText());
        assertThat(response.headers().firstValue("X-RateLimit-Limit")).isPresent();
        assertThat(response.headers().firstValue("X-RateLimit-Remaining")).isPresent();
        assertThat(body.get("from").asText()).isEqualTo("+46736265400");
        assertThat(body.get("to").asText()).isEqualTo("+46736265449");
        assertThat(body.get("file").asText()).isEqualTo("emergency.mp3");
        assertThat(body.get("sent_at").isNull()).isTrue();
        assertThat(body.get("status").asText()).isEqualTo("accepted");

        String path = "/messages/voice/" + body.get("id").asText();
        assertThat(gateway.http().get(path).get("file").asText()).isEqualTo("emergency.mp3");
    }

    @Test
    void itsPriorityIsShown() throws Exception {
        HttpResponse<String> response =
                post("{'from': '+46736265400', 'to': '+46736265449', 'file': 'emergency.mp3', 'priority': 3}");
        JsonNode body = HttpSender.json(response);

        assertThat(body.get("priority").asInt()).as(body.toString()).isEqualTo(3);
        JsonNode again = gateway.http().get("/messages/voice/" + body.get("id").asText());
        assertThat(again.get("priority").asInt()).isEqualTo(3);
    }

    @Test
    void itsMenuIsShown() throws Exception {
        String menu = "{'2':{'play':'emergency.mp3'},'*':{'play':'emergency.mp3'}}".replace('\'', '"');
        HttpResponse<String> response =
                post("{'from': '+46736265400', 'to': '+46736265449', 'file': 'emergency.mp3', 'confirm': '1', 'menu': "
                        + menu + "}");
        JsonNode body = HttpSender.json(response);

        assertThat(body.path("menu")).as(body.toString()).hasToString(menu);
        JsonNode again = gateway.http().get("/messages/voice/" + body.get("id").asText());
        assertThat(again.path("menu")).hasToString(menu);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'to':'+46736265449','file':'emergency.mp3'}|from|is required, a string",
                "{'from':'Trunkline','to':'+46736265449','file':'emergency.mp3'}|from|must be a telephone number",
                "{'from':'+46736265400','file':'emergency.mp3'}|to|is required, a string",
                "{'from':'+46736265400','to':'0736265449','file':'emergency.mp3'}|to|must be a telephone number",
                "{'from':'+46736265400','to':'+4915112345678','file':'emergency.mp3'}|to|is a number that no route for calls",
                "{'from':'+46736265400','to':'+46736265449'}|file|is required, a string",
                "{'from':'+46736265400','to':'+46736265449','file':7}|file|must be a string",
                "{'from':'+46736265400','to':'+46736265449','file':''}|file|must be the name of a voice file",
                "{'from':'+46736265400','to':'+46736265449','file':'other.mp3'}|file|must be the name of a voice file",
                "{'from':'+46736265400','to':'+46736265449','file':'../../etc/passwd'}|file|must be the name of a voice",
                "{'from':'+46736265400','to':'+46736265449','file':'emergency.mp3','repeat':5}|repeat|is not a field",
                "{'from':'+46736265400','to':'+46736265449','file':'emergency.mp3','message':'x'}|message|is not a field",
                "{'from':'+46736265400','to':'+46736265449','file':'emergency.mp3','priority':4}|priority|must be",
                "{'from':'+46736265400','to':'+46736265449','file':'emergency.mp3','priority':'urgent'}|priority|must be",
                "{'from':'+46736265400','to':'+46736265449','file':'emergency.mp3','menu':{}}|menu|must be an object",
                "{'from':'+46736265400','to':'+46736265449','file':'emergency.mp3','menu':['2']}|menu|must be an object",
                "{'from':'+46736265400','to':'+46736265449','file':'emergency.mp3','menu':{'2':'emergency.mp3'}}|menu|must be",
                "{'from':'+46736265400','to':'+46736265449','file':'emergency.mp3','menu':{'A':{'play':'emergency.mp3'}}}|menu|must be",
                "{'from':'+46736265400','to':'+46736265449','file':'emergency.mp3','menu':{'2':{'play':7}}}|menu|must be an",
                "{'from':'+46736265400','to':'+46736265449','file':'emergency.mp3','menu':{'2':{'play':'x','a':1}}}|menu|must be",
                "{'from':'+46736265400','to':'+46736265449','file':'emergency.mp3','menu':{'2':{'play':'x.mp3'}}}|menu|must play",
                "{'from':'+46736265400','to':'+46736265449','file':'emergency.mp3','confirm':'12','menu':{'2':{'play':'emergency.mp3'}}}|menu|must have",
            })
    void saysWhichFieldIsWrongAndWhatWouldBeRight(String body, String field, String rule) throws Exception {
        HttpResponse<String> response = post(body);
        JsonNode error = HttpSender.json(response).at("/errors/0");

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(error.get("field").asText()).isEqualTo(field);
        assertThat(error.get("rule").asText()).startsWith(rule);
        assertThat(error.get("value").isNull()).isEqualTo(rule.startsWith("is required"));
    }

    @Test
    void aVoiceFileIsMadeReplacedListedAndRemoved() throws Exception {
        assertThat(upload("a.mp3", mp3).statusCode()).isEqualTo(201);
        HttpResponse<String> replaced = upload("a.mp3", mp3);
        assertThat(replaced.statusCode()).isEqualTo(200);
        assertThat(HttpSender.json(replaced).get("octets").asInt()).isEqualTo(mp3.length);
        assertThat(HttpSender.json(replaced).get("duration_seconds").asDouble()).isBetween(3.0, 4.5);
        assertThat(gateway.http().get("/voice-files").get("voice_files"))
                .extracting(file -> file.get("name").asText())
                .contains("a.mp3", "emergency.mp3");

        assertThat(gateway.http().send("DELETE", "/voice-files/a.mp3", "").statusCode())
                .isEqualTo(204);
        assertThat(gateway.http().send("DELETE", "/voice-files/a.mp3", "").statusCode())
                .isEqualTo(404);
        assertThat(gateway.http().send("GET", "/voice-files/a.mp3", "").statusCode())
                .isEqualTo(404);
    }

    @Test
    void aFileThatCannotBePlayedIsRefusedWithTheReason() throws Exception {
        HttpResponse<String> text =
                upload("b.mp3", "This is no audio. ".repeat(100).getBytes(StandardCharsets.US_ASCII));
        assertThat(text.statusCode()).isEqualTo(422);
        assertThat(HttpSender.json(text).get("detail").asText()).contains("MP3").contains("WAV");
        assertThat(HttpSender.json(text).get("cause").asText()).isEqualTo("unknown-type");

        byte[] damaged = mp3.clone();
        Arrays.fill(damaged, damaged.length / 4, damaged.length, (byte) 0x55);
        HttpResponse<String> broken = upload("b.mp3", damaged);
        assertThat(broken.statusCode()).isEqualTo(422);
        assertThat(HttpSender.json(broken).get("cause").asText()).isEqualTo("broken");
        assertThat(HttpSender.json(broken).get("octet").asInt()).isBetween(mp3.length / 4, mp3.length / 4 + 500);
        assertThat(HttpSender.json(broken).get("detail").asText()).contains("no MPEG frame follows");

        assertThat(upload("b.mp3", new byte[0]).statusCode()).isEqualTo(400);
        assertThat(gateway.http().send("GET", "/voice-files/b.mp3", "").statusCode())
                .isEqualTo(404);
    }

    @Test
    void anUploadIsAnsweredWithWhatBecameOfIt() throws Exception {
        JsonNode answer = HttpSender.json(upload("report.mp3", mp3));
        JsonNode report = answer.get("report");
        assertThat(report.at("/source/format").asText()).isEqualTo("MP3");
        assertThat(report.at("/source/sample_rate").asInt()).isPositive();
        assertThat(report.at("/speech_level_dbm0/after").asDouble()).isBetween(-19.5, -18.5);
        assertThat(report.at("/speech_level_dbm0/before").asDouble()).isBetween(-40.0, -5.0);
        assertThat(report.get("clipped_samples").asInt()).isZero();
        assertThat(report.get("formats"))
                .extracting(form -> form.get("codec").asText())
                .containsExactly("PCMU", "PCMA", "G722");
        assertThat(report.at("/formats/1/snr_db").asDouble()).isGreaterThan(33);
        assertThat(report.get("notes")).isEmpty();
        assertThat(gateway.http().get("/voice-files/report.mp3").get("report")).isEqualTo(report);
    }

    @Test
    void anUploadIsSparedWhatItsSenderDoesNotWant() throws Exception {
        JsonNode report = HttpSender.json(upload("raw.mp3?speech-level=off&trim=off", mp3))
                .get("report");
        assertThat(report.get("gain_db").asDouble()).isZero();
        assertThat(report.at("/trimmed_seconds/before").asDouble()).isZero();

        JsonNode error =
                HttpSender.json(upload("raw.mp3?speech-level=loud", mp3)).at("/errors/0");
        assertThat(error.get("field").asText()).isEqualTo("speech-level");
        assertThat(error.get("value").asText()).isEqualTo("loud");
        assertThat(error.get("rule").asText()).isEqualTo("must be one of on, off");
        assertThat(HttpSender.json(upload("raw.mp3?volume=11", mp3))
                        .at("/errors/0/field")
                        .asText())
                .isEqualTo("volume");
    }

    @Test
    void aVoiceFileCanBeHeardAndSeenBeforeAnybodyIsCalled() throws Exception {
        double seconds =
                HttpSender.json(upload("look.mp3", mp3)).get("duration_seconds").asDouble();
        HttpResponse<byte[]> narrow = gateway.http().bytes("/voice-files/look.mp3/preview");
        assertThat(narrow.headers().firstValue("Content-Type")).contains("audio/wav");
        assertThat(narrow.body()).startsWith('R', 'I', 'F', 'F');
        assertThat(narrow.body().length).isBetween((int) (16_000 * seconds), (int) (16_000 * seconds) + 100);
        HttpResponse<byte[]> wide = gateway.http().bytes("/voice-files/look.mp3/preview?codec=G722");
        assertThat(wide.body().length).isBetween((int) (32_000 * seconds), (int) (32_000 * seconds) + 100);

        HttpResponse<String> picture = gateway.http().send("GET", "/voice-files/look.mp3/waveform", "");
        assertThat(picture.headers().firstValue("Content-Type")).contains("image/svg+xml");
        assertThat(picture.body()).startsWith("<svg ").contains("</svg>");

        assertThat(gateway.http()
                        .send("GET", "/voice-files/none.mp3/preview", "")
                        .statusCode())
                .isEqualTo(404);
        HttpResponse<String> unknown = gateway.http().send("GET", "/voice-files/look.mp3/preview?codec=MP3", "");
        assertThat(unknown.statusCode()).isEqualTo(400);
        assertThat(HttpSender.json(unknown).at("/errors/0/rule").asText()).isEqualTo("must be one of PCMA, PCMU, G722");
    }

    @Test
    void aRefusedUploadLeavesTheFileThatWasThere() throws Exception {
        upload("c.mp3", mp3);
        upload("c.mp3", new byte[] {1, 2, 3});

        assertThat(gateway.http().get("/voice-files/c.mp3").get("octets").asInt())
                .isEqualTo(mp3.length);
    }

    @ParameterizedTest
    @CsvSource({"-rf", ".hidden", "a%20b", "a%00b", "%c3%a5.mp3"})
    void aNameThatIsNoFileNameIsRefused(String name) throws Exception {
        HttpResponse<String> response = upload(name, mp3);

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(HttpSender.json(response).at("/errors/0/field").asText()).isEqualTo("name");
    }

    @Test
    void anUploadLargerThanAllowedIsRefusedBeforeItIsRead() throws Exception {
        String response = RawHttp.exchange(
                gateway.port(),
                "PUT /voice-files/d.mp3 HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer " + gateway.key()
                        + "\r\nContent-Length: 999999999999\r\nExpect: 100-continue\r\n\r\n");

        assertThat(response).startsWith("HTTP/1.1 413 ").contains("octets");
    }
}
