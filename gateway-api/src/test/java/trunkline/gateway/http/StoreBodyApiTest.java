package trunkline.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import trunkline.gateway.HttpSender;
import trunkline.gateway.TestGateway;

/** {@code store_body} and {@code store.bodies} over a real connection. */
class StoreBodyApiTest {

    private static final String WAYS =
            """
            store: {accounts: [{name: bank, bodies: drop}]}
            smsc: [{name: carrier-a, host: 127.0.0.1, port: 9, system-id: gw, password: x}]
            routes: [{to: "+46", sms: [carrier-a]}]
            """;
    private static final String TEXT = "Your code is 493817.";

    @TempDir
    private static Path directory;

    @SuppressWarnings("NullAway.Init")
    private static TestGateway gateway;

    @SuppressWarnings("NullAway.Init")
    private static HttpSender bank;

    @BeforeAll
    static void start() throws Exception {
        gateway = TestGateway.start(directory, WAYS);
        bank = gateway.as(gateway.newAccount("bank"));
    }

    @AfterAll
    static void close() {
        gateway.close();
    }

    @ParameterizedTest
    @CsvSource({
        "shop,'',true",
        "shop,false,false",
        "shop,true,true",
        "bank,'',false",
        "bank,true,true",
        "bank,false,false"
    })
    void theTextStaysWhereItWasAskedForOrConfigured(String account, String asked, boolean stays) throws Exception {
        HttpSender client = account.equals("bank") ? bank : gateway.http();
        String member = asked.isEmpty() ? "" : ", \"store_body\": " + asked;
        JsonNode accepted = HttpSender.json(client.send("POST", "/messages/sms", sms(TEXT, member)));
        assertThat(accepted.get("message").asText()).isEqualTo(TEXT);

        JsonNode over = cancelled(client, accepted);

        if (stays) {
            assertThat(over.get("message").asText()).isEqualTo(TEXT);
            assertThat(over.has("body_hash")).isFalse();
        } else {
            assertThat(over.get("message").isNull()).isTrue();
            assertThat(over.get("store_body").asBoolean()).isFalse();
            assertThat(over.get("body_length").asInt()).isEqualTo(TEXT.length());
            assertThat(over.get("body_hash").asText()).matches("[0-9a-f]{64}");
            assertThat(over.get("segment_count").asInt()).isEqualTo(1);
        }
    }

    @Test
    void twoMessagesOfOneTextHaveOneHash() throws Exception {
        JsonNode one = cancelled(bank, HttpSender.json(bank.send("POST", "/messages/sms", sms(TEXT, ""))));
        JsonNode same = cancelled(bank, HttpSender.json(bank.send("POST", "/messages/sms", sms(TEXT, ""))));
        JsonNode other = cancelled(bank, HttpSender.json(bank.send("POST", "/messages/sms", sms("x", ""))));

        assertThat(same.get("body_hash")).isEqualTo(one.get("body_hash"));
        assertThat(other.get("body_hash")).isNotEqualTo(one.get("body_hash"));
    }

    @Test
    void listsAndTimelinesShowThatItIsGone() throws Exception {
        JsonNode over = cancelled(bank, HttpSender.json(bank.send("POST", "/messages/sms", sms(TEXT, ""))));
        String id = over.get("id").asText();

        assertThat(bank.get("/messages?limit=1").at("/messages/0/message").isNull())
                .isTrue();
        assertThat(bank.get("/messages/sms/" + id + "/timeline").toString()).doesNotContain("493817");
        assertThat(bank.send("POST", "/messages/sms/" + id + "/replace", "{\"message\": \"y\"}")
                        .statusCode())
                .isEqualTo(409);
    }

    @Test
    void anOtherValueIsRefused() throws Exception {
        var response = gateway.http().send("POST", "/messages/sms", sms(TEXT, ", \"store_body\": \"no\""));
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(HttpSender.json(response).at("/errors/0/field").asText()).isEqualTo("store_body");
    }

    @Test
    void whatABatchWasAnsweredDoesNotRepeatATextThatIsNotToBeKept() throws Exception {
        String tooLong = "493817 ".repeat(400);
        String body =
                "{\"messages\": [{\"from\": \"Shop\", \"to\": \"+46736265449\", \"store_body\": false, \"message\": \""
                        + tooLong + "\"}]}";
        var answer = gateway.http().send("POST", "/messages/batch", body);
        assertThat(answer.body()).contains("must fit in 10 segments").doesNotContain("493817");
    }

    @Test
    void norDoesOneWhoseLinkHasNoRoom() throws Exception {
        String body = "{\"messages\": [" + sms("493817 ".repeat(22), ", \"repeat\": 2, \"repeat_interval\": 5") + "]}";
        assertThat(bank.send("POST", "/messages/batch", body).body())
                .contains("must be at most")
                .doesNotContain("493817");
    }

    @Test
    void aLadderOfAnAccountWhoseTextsGoKeepsNone() throws Exception {
        String step = sms(TEXT, ", \"type\": \"sms\", \"wait\": 60");
        JsonNode ladder =
                HttpSender.json(bank.send("POST", "/messages/ladder", "{\"steps\": [" + step + ", " + step + "]}"));
        String path = "/messages/ladder/" + ladder.get("id").asText();
        assertThat(bank.send("DELETE", path, "").statusCode()).isEqualTo(204);
        assertThat(bank.get(path).toString()).contains("body_hash").doesNotContain("493817");
    }

    private static String sms(String text, String member) {
        return "{\"from\": \"Shop\", \"to\": \"+46736265449\", \"message\": \"" + text + "\"" + member + "}";
    }

    /** The message once it is taken back. */
    private static JsonNode cancelled(HttpSender client, JsonNode message) throws Exception {
        String path = "/messages/sms/" + message.get("id").asText();
        assertThat(client.send("DELETE", path, "").statusCode()).isEqualTo(204);
        return client.get(path);
    }
}
