package trunkline.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import trunkline.gateway.HttpSender;
import trunkline.gateway.TestGateway;

/** Accounts that may ask from some addresses, and write to and call some numbers, behind a proxy that is believed. */
class AllowListsTest {

    private static final String WAYS =
            """
            smsc: [{name: carrier-a, host: 127.0.0.1, port: 9, system-id: gw, password: x}]
            trunks: [{name: pbx, proxy: "127.0.0.1:9"}]
            routes: [{to: "+", sms: [carrier-a], voice: [pbx]}]
            limits:
              voice-to: ["+46*"]
              accounts:
                - {name: nagios, clients: [192.0.2.7, "2001:db8::/32"], sms-to: ["+46736265449", "+4670*"], voice-to: ["+46736265449"]}
                - {name: open, voice-to: []}
                - {name: silent, sms-to: [none]}
            """;

    @TempDir
    private static Path directory;

    @SuppressWarnings("NullAway.Init")
    private static TestGateway gateway;

    @SuppressWarnings("NullAway.Init")
    private static String nagios;

    private final HttpClient client = HttpClient.newHttpClient();

    @BeforeAll
    static void start() throws Exception {
        gateway = TestGateway.start(directory, "{proxies: [127.0.0.1]}", "{}", WAYS);
        nagios = gateway.newAccount("nagios");
    }

    @AfterAll
    static void close() {
        gateway.close();
    }

    private HttpResponse<String> post(String key, String forwarded, String path, String body) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + gateway.port() + path))
                .header("Authorization", "Bearer " + key)
                .header("X-Forwarded-For", forwarded)
                .POST(BodyPublishers.ofString(body))
                .build();
        return client.send(request, BodyHandlers.ofString());
    }

    private HttpResponse<String> sms(String forwarded, String to) throws Exception {
        return post(
                nagios,
                forwarded,
                "/messages/sms",
                "{\"from\": \"Nagios\", \"to\": \"" + to + "\", \"message\": \"host down\"}");
    }

    @Test
    void anAccountMayBeKeptFromSmsAltogether() throws Exception {
        String silent = gateway.newAccount("silent");
        String sms = "{\"from\": \"x\", \"to\": \"+46736265449\", \"message\": \"x\"}";

        HttpResponse<String> refused = post(silent, "192.0.2.7", "/messages/sms", sms);

        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(HttpSender.json(refused).get("title").asText()).isEqualTo("Recipient not allowed");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "192.0.2.7|201",
                "2001:db8:1::9|201",
                "203.0.113.1, 192.0.2.7|201",
                "192.0.2.8|403",
                "2001:db9::9|403",
                "192.0.2.7, 203.0.113.1|403",
                "192.0.2.7, nonsense|403",
                "::ffff:192.0.2.7|201",
            })
    void onlyTheAddressesOnItsListMayAsk(String forwarded, int status) throws Exception {
        double before = gateway.http().accepted();
        HttpResponse<String> response = sms(forwarded, "+46736265449");

        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        if (status == 403) {
            JsonNode problem = HttpSender.json(response);
            assertThat(problem.get("title").asText()).isEqualTo("Address not allowed");
            assertThat(problem.get("detail").asText()).startsWith("the account may not ask from ");
            assertThat(response.headers().firstValue("X-RateLimit-Limit")).isEmpty();
            assertThat(gateway.http().accepted()).isEqualTo(before);
        }
    }

    @ParameterizedTest
    @CsvSource({"+46736265449, 201", "+46701234567, 201", "+46736265440, 403", "+12125550123, 403", "+467362654491, 403"
    })
    void smsGoToTheNumbersOnItsListOnly(String to, int status) throws Exception {
        HttpResponse<String> response = sms("192.0.2.7", to);

        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        if (status == 403) {
            assertThat(HttpSender.json(response).get("title").asText()).isEqualTo("Recipient not allowed");
            assertThat(HttpSender.json(response).get("detail").asText())
                    .isEqualTo("the account may not send SMS to " + to
                            + ": it is not on the list of numbers that the account may");
        }
    }

    @Test
    void callsHaveAListOfTheirOwnAndAnAccountsListStandsInPlaceOfTheOneForAll() throws Exception {
        String open = gateway.newAccount("open");
        String plain = gateway.newAccount("plain");

        assertThat(call(nagios, "+46701234567")).contains("\"status\":403", "the account may not call +46701234567");
        assertThat(call(nagios, "+46736265449")).doesNotContain("may not call");
        assertThat(call(plain, "+12125550123")).contains("the account may not call +12125550123");
        assertThat(call(plain, "+46701234567")).doesNotContain("may not call");
        assertThat(call(open, "+12125550123")).doesNotContain("may not call");
    }

    /** With a file of the account's, so that it is the limits that are asked last. */
    private String call(String key, String to) throws Exception {
        byte[] wav = wav();
        HttpRequest upload = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + gateway.port() + "/voice-files/alarm.wav"))
                .header("Authorization", "Bearer " + key)
                .header("X-Forwarded-For", "192.0.2.7")
                .PUT(BodyPublishers.ofByteArray(wav))
                .build();
        assertThat(client.send(upload, BodyHandlers.ofString()).statusCode()).isBetween(200, 201);
        return post(
                        key,
                        "192.0.2.7",
                        "/messages/voice",
                        "{\"from\": \"+46736265400\", \"to\": \"" + to + "\", \"file\": \"alarm.wav\"}")
                .body();
    }

    /** A tenth of a second of a tone at 8 kHz, 16 bits. */
    private static byte[] wav() {
        int samples = 800;
        ByteBuffer out = ByteBuffer.allocate(44 + samples * 2).order(ByteOrder.LITTLE_ENDIAN);
        out.put("RIFF".getBytes(StandardCharsets.US_ASCII)).putInt(36 + samples * 2);
        out.put("WAVEfmt ".getBytes(StandardCharsets.US_ASCII)).putInt(16);
        out.putShort((short) 1)
                .putShort((short) 1)
                .putInt(8_000)
                .putInt(16_000)
                .putShort((short) 2)
                .putShort((short) 16);
        out.put("data".getBytes(StandardCharsets.US_ASCII)).putInt(samples * 2);
        for (int i = 0; i < samples; i++) {
            out.putShort((short) (10_000 * Math.sin(i * 2 * Math.PI * 440 / 8_000)));
        }
        return out.array();
    }
}
