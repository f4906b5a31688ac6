package trunkline.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import trunkline.gateway.HttpSender;
import trunkline.gateway.TestGateway;

/** {@code /webhooks} over a real connection; nothing is sent, since only public addresses are allowed. */
class WebhookApiTest {

    private static final String HOOK =
            """
            {"url": "https://hooks.example/in?a=b", "events": ["sms.*", "voice.played"], "description": "billing"}""";

    @TempDir
    private Path directory;

    @SuppressWarnings("NullAway.Init")
    private TestGateway gateway;

    @BeforeEach
    void start() throws Exception {
        gateway = TestGateway.start(directory, "webhooks: {max-endpoints: 2}");
    }

    @AfterEach
    void close() {
        gateway.close();
    }

    @Test
    void showsItsSecretOnceAndNeverAgain() throws Exception {
        HttpResponse<String> made = gateway.http().send("POST", "/webhooks", HOOK);
        JsonNode hook = HttpSender.json(made);
        String path = "/webhooks/" + hook.get("id").asText();

        assertThat(made.statusCode()).isEqualTo(201);
        assertThat(made.headers().firstValue("Location")).contains("https://sms.example" + path);
        assertThat(hook.get("secret").asText()).matches("whsec_[A-Za-z0-9+/]{43}=");
        JsonNode shown = gateway.http().get(path);
        assertThat(shown.has("secret")).isFalse();
        assertThat(shown.get("url").asText()).isEqualTo("https://hooks.example/in?a=b");
        assertThat(shown.get("events").toString()).isEqualTo("[\"sms.*\",\"voice.played\"]");
        assertThat(shown.get("description").asText()).isEqualTo("billing");
        assertThat(shown.get("paused").asBoolean()).isFalse();
        assertThat(shown.at("/health/dead_letters").asInt()).isZero();
        assertThat(gateway.http().get("/webhooks").get("webhooks")).hasSize(1);
    }

    @Test
    void changesWhatIsNamedAndLeavesTheRest() throws Exception {
        String path = made();

        HttpResponse<String> changed = gateway.http().send("PATCH", path, "{\"paused\": true, \"events\": [\"*\"]}");

        assertThat(changed.statusCode()).isEqualTo(200);
        JsonNode shown = gateway.http().get(path);
        assertThat(shown.get("paused").asBoolean()).isTrue();
        assertThat(shown.get("events").toString()).isEqualTo("[\"*\"]");
        assertThat(shown.get("description").asText()).isEqualTo("billing");
    }

    @Test
    void givesAnotherSecretAndSaysHowLongTheOldOneIsUsedToo() throws Exception {
        String path = made();

        HttpResponse<String> rotated = gateway.http().send("POST", path + "/secrets", "{\"keep_old_seconds\": 60}");

        assertThat(rotated.statusCode()).isEqualTo(201);
        assertThat(HttpSender.json(rotated).get("secret").asText()).startsWith("whsec_");
        assertThat(HttpSender.json(rotated).get("old_secret_expires_at").asText())
                .endsWith("Z");
    }

    @Test
    void isGoneAfterItWasRemoved() throws Exception {
        String path = made();

        assertThat(gateway.http().send("DELETE", path, "").statusCode()).isEqualTo(204);

        for (String where : new String[] {"", "/deliveries", "/dead-letters"}) {
            assertThat(gateway.http().send("GET", path + where, "").statusCode())
                    .as(where)
                    .isEqualTo(404);
        }
        assertThat(gateway.http().send("DELETE", path, "").statusCode()).isEqualTo(404);
        assertThat(gateway.http().send("POST", path + "/test", "").statusCode()).isEqualTo(404);
        assertThat(gateway.http().send("POST", path + "/secrets", "").statusCode())
                .isEqualTo(404);
    }

    @Test
    void anAccountMayHaveOnlySoMany() throws Exception {
        made();
        made();

        HttpResponse<String> third = gateway.http().send("POST", "/webhooks", HOOK);

        assertThat(third.statusCode()).isEqualTo(409);
        assertThat(third.body()).contains("an account may have 2 webhooks: remove one first");
    }

    @Test
    void ofAnotherAccountItIsAsIfThereWereNone() throws Exception {
        String path = made();
        HttpSender other = gateway.anotherAccount();

        assertThat(other.send("GET", path, "").statusCode()).isEqualTo(404);
        assertThat(other.send("PATCH", path, "{\"paused\": true}").statusCode()).isEqualTo(404);
        assertThat(other.send("DELETE", path, "").statusCode()).isEqualTo(404);
        assertThat(other.get("/webhooks").get("webhooks")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{}|url|is required, a string",
                "{'url':'http://10.0.0.1/'}|url|must be elsewhere: it is a private address, which webhooks.allow-networks of the"
                        + " gateway does not allow",
                "{'url':'http://[::ffff:169.254.169.254]/'}|url|must be elsewhere: it is a link-local address, which",
                "{'url':'http://0x7f.1/'}|url|must write an IPv4 address as four decimal numbers, such as 192.0.2.1",
                "{'url':'https://a.example','events':['sms.lost']}|events|must be *, a family such as sms.*, or one of account.paused",
                "{'url':'https://a.example','events':'*'}|events|must be",
                "{'url':'https://a.example','secret':'x'}|secret|is not a field of this request",
                "{'url':'https://a.example','paused':1}|paused|must be",
            })
    void saysWhatIsWrong(String body, String field, String rule) throws Exception {
        HttpResponse<String> response = gateway.http().send("POST", "/webhooks", body.replace('\'', '"'));

        assertThat(response.statusCode()).as(response.body()).isEqualTo(400);
        assertThat(HttpSender.json(response).at("/errors/0/field").asText()).isEqualTo(field);
        assertThat(HttpSender.json(response).at("/errors/0/rule").asText()).startsWith(rule);
    }

    @Test
    void askingForAReplayMeansNamingEventsOrAll() throws Exception {
        String path = made() + "/dead-letters/replay";

        assertThat(gateway.http().send("POST", path, "{}").body()).contains("must be there, or \\\"all\\\": true");
        assertThat(gateway.http().send("POST", path, "{\"events\": [\"x\"]}").body())
                .contains("must be the id of an event, such as evt_00059ssa2cy00");
        assertThat(gateway.http()
                        .send("POST", path, "{\"events\": [\"evt_00059ssa2cy00\"]}")
                        .statusCode())
                .isEqualTo(404);
        assertThat(gateway.http().send("POST", path, "{\"all\": true}").body()).isEqualTo("{\"replayed\":0}");
    }

    @ParameterizedTest
    @CsvSource({"events=sms.lost, events", "last_event_id=x, last_event_id", "events=*&other=1, other"})
    void saysWhatIsWrongWithAStream(String query, String field) throws Exception {
        HttpResponse<String> response = gateway.http().send("GET", "/events?" + query, "");

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.body()).contains(field);
    }

    private String made() throws Exception {
        HttpResponse<String> made = gateway.http().send("POST", "/webhooks", HOOK);
        assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
        return "/webhooks/" + HttpSender.json(made).get("id").asText();
    }
}
