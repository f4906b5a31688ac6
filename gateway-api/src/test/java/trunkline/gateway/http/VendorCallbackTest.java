package trunkline.gateway.http;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.math.BigInteger;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import trunkline.gateway.HttpSender;
import trunkline.gateway.LiveGateway;
import trunkline.gateway.webhook.HookServer;
import trunkline.gateway.webhook.HookServer.Hook;

/** What phones send, as the callbacks of the vendors whose clients an account has. */
class VendorCallbackTest {

    private static final String OURS = "17134567890";
    private static final String PHONE = "12812345678";

    @TempDir
    private static Path directory;

    @SuppressWarnings("NullAway.Init")
    private static LiveGateway live;

    @SuppressWarnings("NullAway.Init")
    private static HttpSender shop;

    @BeforeAll
    static void start() throws Exception {
        live = LiveGateway.start(directory, OURS, "webhooks: {allow-networks: [127.0.0.1]}");
        shop = live.gateway().as(live.shop());
    }

    @AfterAll
    static void close() {
        live.close();
    }

    /** What an endpoint of this callback gets of a message from the phone. */
    private static Hook told(String callback, String text) throws Exception {
        try (HookServer server = HookServer.good()) {
            HttpResponse<String> made = shop.send(
                    "POST",
                    "/webhooks",
                    "{\"url\": \"" + server.url() + "\", \"callback\": \"" + callback
                            + "\", \"callback_salt\": \"pepper\", \"callback_key\": \"key-of-the-client\"}");
            assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
            assertThat(made.body()).doesNotContain("pepper", "key-of-the-client");
            String path = "/webhooks/" + HttpSender.json(made).get("id").asText();
            live.fromPhone(PHONE, OURS, text);
            Hook hook = await().atMost(30, SECONDS)
                    .until(
                            () -> server.hooks().isEmpty()
                                    ? null
                                    : server.hooks().get(0),
                            found -> found != null);
            assertThat(shop.send("DELETE", path, "").statusCode()).isEqualTo(204);
            return hook;
        }
    }

    @Test
    void voximplantsHasTheNestedMessageAndTheHash() throws Exception {
        Hook hook = told("voximplant", "Hej å, \"tu\"");
        JsonNode body = new ObjectMapper().readTree(hook.body());
        JsonNode one = body.get("callbacks").get(0);

        assertThat(hook.headers()).containsEntry("content-type", "application/json");
        assertThat(body.fieldNames()).toIterable().containsExactly("callbacks");
        assertThat(body.get("callbacks")).hasSize(1);
        assertThat(one.fieldNames())
                .toIterable()
                .containsExactly(
                        "callback_id",
                        "type",
                        "account_id",
                        "hash",
                        "account_name",
                        "account_email",
                        "language_code",
                        "account_first_name",
                        "account_last_name",
                        "sms_inbound");
        assertThat(one.get("type").asText()).isEqualTo("sms_inbound");
        assertThat(one.get("callback_id").isIntegralNumber()).isTrue();
        assertThat(one.get("account_name").asText()).isEqualTo("shop");
        assertThat(one.at("/sms_inbound/sms_inbound").toString())
                .isEqualTo("{\"source_number\":\"" + PHONE + "\",\"destination_number\":\"" + OURS
                        + "\",\"sms_body\":\"Hej å, \\\"tu\\\"\"}");
        byte[] md5 = MessageDigest.getInstance("MD5")
                .digest(("pepper" + one.get("account_id").asText() + "key-of-the-client"
                                + one.get("callback_id").asText())
                        .getBytes(StandardCharsets.UTF_8));
        assertThat(one.get("hash").asText()).isEqualTo(String.format("%032x", new BigInteger(1, md5)));
    }

    @Test
    void voipCommunicationsIsAForm() throws Exception {
        Hook hook = told("voip-communications", "yes & no = å");

        assertThat(hook.headers()).containsEntry("content-type", "application/x-www-form-urlencoded");
        assertThat(hook.body())
                .matches("date=\\d{4}-\\d\\d-\\d\\d\\+\\d\\d%3A\\d\\d%3A\\d\\d&from=" + PHONE + "&to=" + OURS
                        + "&msg=yes\\+%26\\+no\\+%3D\\+%C3%A5&smsid=[0-9a-z]{26}");
    }

    @Test
    void aTestOfItIsACallbackOfNothing() throws Exception {
        try (HookServer server = HookServer.good()) {
            String path = "/webhooks/"
                    + HttpSender.json(shop.send(
                                    "POST",
                                    "/webhooks",
                                    "{\"url\": \"" + server.url() + "\", \"callback\": \"voximplant\"}"))
                            .get("id")
                            .asText();
            JsonNode shown = shop.get(path);
            await().atMost(30, SECONDS)
                    .until(() -> shop.send("POST", path + "/test", "").statusCode() == 200
                            && !server.hooks().isEmpty());
            shop.send("PATCH", path, "{\"events\": [\"*\"]}");

            assertThat(server.hooks().get(0).body()).isEqualTo("{\"callbacks\":[]}");
            assertThat(shown.get("callback").asText()).isEqualTo("voximplant");
            assertThat(shown.get("events").toString()).isEqualTo("[\"inbound.received\"]");
            assertThat(shop.get(path).get("events").toString()).isEqualTo("[\"inbound.received\"]");
            shop.send("DELETE", path, "");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"callback\": \"twilio\"|'callback' must be one of voip-communications, voximplant",
                "\"callback\": \"voximplant\", \"events\": [\"*\"]|'events' cannot be chosen with a callback",
                "\"callback\": \"voximplant\", \"callback_salt\": \"12345678901234567890123456789012345678901\"|'callback_salt' must be no longer than 40 characters",
                "\"callback_salt\": \"x\"|'callback_salt' is for a webhook with a callback",
            })
    void saysWhatIsWrong(String fields, String told) throws Exception {
        HttpResponse<String> response =
                shop.send("POST", "/webhooks", "{\"url\": \"http://127.0.0.1:9/\", " + fields + "}");

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(HttpSender.json(response).get("detail").asText()).startsWith(told);
    }
}
