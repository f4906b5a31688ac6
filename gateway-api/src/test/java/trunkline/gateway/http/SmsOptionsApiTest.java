package trunkline.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import trunkline.gateway.HttpSender;
import trunkline.gateway.SharedGateway;

/** What an SMS may ask for beside its text, and {@code POST /segments}, over a real connection. */
class SmsOptionsApiTest {

    private static final String WAYS =
            """
            sms: {accounts: [{name: shop, transliterate: smart}]}
            smsc:
              - {name: carrier-a, host: 127.0.0.1, port: 9, system-id: gw, password: x}
              - {name: carrier-tr, host: 127.0.0.1, port: 9, system-id: gw, password: x, languages: [tr]}
            routes: [{to: "+46", sms: [carrier-a]}, {to: "+90", sms: [carrier-tr]}]
            """;

    @RegisterExtension
    private static final SharedGateway GATEWAY = new SharedGateway(WAYS);

    @Test
    void keepsAndShowsEverythingThatWasAskedFor() throws Exception {
        String time = Instant.now()
                .plus(1, ChronoUnit.HOURS)
                .truncatedTo(ChronoUnit.SECONDS)
                .toString();
        JsonNode accepted = accepted(
                """
                {"from": "x", "to": "+46736265449", "message": "now", "flash": true, "destination_port": 16000,
                 "source_port": 7, "priority": 3, "protocol_id": 65, "validity": 7200, "smsc_deliver_at": "%s"}
                """
                        .formatted(time));
        JsonNode shown =
                GATEWAY.get().http().get("/messages/sms/" + accepted.get("id").asText());

        for (JsonNode message : new JsonNode[] {accepted, shown}) {
            assertThat(message.get("flash").asBoolean()).isTrue();
            assertThat(message.get("destination_port").asInt()).isEqualTo(16_000);
            assertThat(message.get("source_port").asInt()).isEqualTo(7);
            assertThat(message.get("priority").asInt()).isEqualTo(3);
            assertThat(message.get("protocol_id").asInt()).isEqualTo(65);
            assertThat(message.get("validity").asInt()).isEqualTo(7_200);
            assertThat(message.get("smsc_deliver_at").asText()).isEqualTo(time);
            assertThat(message.get("coding").asText()).isEqualTo("gsm7");
            assertThat(message.get("segment_count").asInt()).isEqualTo(1);
        }
    }

    @Test
    void leavesOutWhatNobodyAskedFor() throws Exception {
        JsonNode accepted = accepted("{\"from\":\"x\",\"to\":\"+46736265449\",\"message\":\"x\"}");
        for (String name : new String[] {
            "flash",
            "destination_port",
            "source_port",
            "priority",
            "protocol_id",
            "validity",
            "smsc_deliver_at",
            "binary",
            "replaced"
        }) {
            assertThat(accepted.has(name)).as(name).isFalse();
        }
    }

    @Test
    void takesOctetsInsteadOfAText() throws Exception {
        JsonNode accepted = accepted("{\"from\":\"x\",\"to\":\"+46736265449\",\"binary\":\"0106FF\"}");
        JsonNode shown =
                GATEWAY.get().http().get("/messages/sms/" + accepted.get("id").asText());

        assertThat(accepted.get("binary").asText()).isEqualTo("0106ff");
        assertThat(shown.get("binary").asText()).isEqualTo("0106ff");
        assertThat(shown.get("coding").asText()).isEqualTo("binary");
        assertThat(shown.has("message")).isFalse();
    }

    @Test
    void octetsOfMoreSegmentsThanAllowedAreTooMany() throws Exception {
        String fits = "00".repeat(10 * 134);
        assertThat(postBinary(fits).statusCode()).isEqualTo(201);
        JsonNode error = HttpSender.json(postBinary(fits + "00")).at("/errors/0");
        assertThat(error.get("field").asText()).isEqualTo("binary");
        assertThat(error.get("rule").asText()).isEqualTo("must fit in 10 segments; it takes 11");
    }

    private static HttpResponse<String> postBinary(String hex) throws Exception {
        return GATEWAY.get()
                .http()
                .send("POST", "/messages/sms", "{\"from\":\"x\",\"to\":\"+46736265449\",\"binary\":\"" + hex + "\"}");
    }

    @Test
    void replacesCharactersIfAskedToAndSaysSo() throws Exception {
        JsonNode accepted = accepted(
                "{\"from\":\"x\",\"to\":\"+46736265449\",\"message\":\"don’t “x”\",\"transliterate\":\"smart\"}");
        JsonNode shown =
                GATEWAY.get().http().get("/messages/sms/" + accepted.get("id").asText());

        assertThat(shown.get("message").asText()).isEqualTo("don't \"x\"");
        assertThat(shown.get("replaced").toString())
                .isEqualTo("[{\"character\":\"’\",\"by\":\"'\",\"count\":1},"
                        + "{\"character\":\"“\",\"by\":\"\\\"\",\"count\":1},"
                        + "{\"character\":\"”\",\"by\":\"\\\"\",\"count\":1}]");
        assertThat(accepted.get("replaced")).isEqualTo(shown.get("replaced"));
        assertThat(shown.get("coding").asText()).isEqualTo("gsm7");
    }

    @Test
    void replacesCharactersOfAnAccountThatIsSetUpSo() throws Exception {
        HttpSender shop = GATEWAY.get().as(GATEWAY.get().newAccount("shop"));
        String body = "{\"from\":\"x\",\"to\":\"+46736265449\",\"message\":\"don’t\"%s}";

        HttpResponse<String> accepted = shop.send("POST", "/messages/sms", body.formatted(""));
        HttpResponse<String> unchanged =
                shop.send("POST", "/messages/sms", body.formatted(",\"transliterate\":\"none\""));

        assertThat(HttpSender.json(accepted).get("message").asText()).isEqualTo("don't");
        assertThat(HttpSender.json(accepted).at("/replaced/0/character").asText())
                .isEqualTo("’");
        assertThat(HttpSender.json(unchanged).get("coding").asText()).isEqualTo("ucs2");
        assertThat(accepted(body.formatted("")).get("coding").asText()).isEqualTo("ucs2");
    }

    @ParameterizedTest(name = "{0}: {1}, {2} segments")
    @CsvSource({"+46736265449, ucs2, 2", "+905321234567, gsm7-tr, 1"})
    void countsByTheSmscThatTheRecipientIsRoutedTo(String to, String coding, int segments) throws Exception {
        String text = "Görüşmek üzere, iyi günler dileriz. Şubemiz çarşamba günü kapalıdır. Bilginize.";
        JsonNode accepted = accepted("{\"from\":\"x\",\"to\":\"%s\",\"message\":\"%s\"}".formatted(to, text));
        assertThat(accepted.get("coding").asText()).isEqualTo(coding);
        assertThat(accepted.get("segment_count").asInt()).isEqualTo(segments);

        JsonNode explained = explained("{\"to\":\"%s\",\"message\":\"%s\"}".formatted(to, text));
        assertThat(explained.get("coding").asText()).isEqualTo(coding);
        assertThat(explained.get("segment_count").asInt()).isEqualTo(segments);
        assertThat(explained.get("smsc").asText()).isEqualTo(to.startsWith("+46") ? "carrier-a" : "carrier-tr");
    }

    @Test
    void explainsATextWithoutKeepingIt() throws Exception {
        JsonNode explained = explained("{\"message\":\"It’s 5 €" + "x".repeat(70) + "\"}");

        assertThat(explained.get("coding").asText()).isEqualTo("ucs2");
        assertThat(explained.get("data_coding").asInt()).isEqualTo(8);
        assertThat(explained.get("unit").asText()).isEqualTo("units");
        assertThat(explained.get("units").asInt()).isEqualTo(78);
        assertThat(explained.get("capacity").asInt()).isEqualTo(67);
        assertThat(explained.get("segments")).hasSize(2);
        assertThat(explained.at("/segments/1/text").asText()).isEqualTo("x".repeat(11));
        assertThat(explained.at("/segments/1/octets").asInt()).isEqualTo(28);
        assertThat(explained.at("/characters/0/character").asText()).isEqualTo("’");
        assertThat(explained.at("/characters/0/code_point").asText()).isEqualTo("U+2019");
        assertThat(explained.at("/cheaper/0/by").asText()).isEqualTo("smart");
        assertThat(explained.at("/cheaper/0/segment_count").asInt()).isEqualTo(1);
        assertThat(explained.at("/cheaper/0/replaced/0/by").asText()).isEqualTo("'");
        assertThat(explained.get("smsc").isNull()).isTrue();
    }

    @Test
    void explainsWhatPortsAndReplacementsMakeOfIt() throws Exception {
        JsonNode explained = explained(
                "{\"message\":\"’" + "x".repeat(152) + "\",\"destination_port\":5,\"transliterate\":\"smart\"}");
        assertThat(explained.get("message").asText()).startsWith("'x");
        assertThat(explained.get("capacity").asInt()).isEqualTo(146);
        assertThat(explained.get("segment_count").asInt()).isEqualTo(2);
        assertThat(explained.at("/replaced/0/character").asText()).isEqualTo("’");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{}|message|is required, a string",
                "{'message':'\\ud83d'}|message|must be text; character 1 is half a surrogate pair",
                "{'message':'x','to':'+4915112345678'}|to|is a number that no route for SMS matches",
                "{'message':'x','to':'46'}|to|must be a telephone number in E.164 form",
                "{'message':'x','transliterate':'everything'}|transliterate|must be one of none, smart, letters",
                "{'message':'x','from':'y'}|from|is not a field of this request",
            })
    void saysWhatIsWrongWithAQuestion(String body, String field, String rule) throws Exception {
        HttpResponse<String> response = GATEWAY.get().http().send("POST", "/segments", body.replace('\'', '"'));
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(HttpSender.json(response).at("/errors/0/field").asText()).isEqualTo(field);
        assertThat(HttpSender.json(response).at("/errors/0/rule").asText()).startsWith(rule);
    }

    @Test
    void needsAKey() throws Exception {
        HttpResponse<String> response = new HttpSender(
                        "http://127.0.0.1:" + GATEWAY.get().port(), "wrong")
                .send("POST", "/segments", "{\"message\":\"x\"}");
        assertThat(response.statusCode()).isEqualTo(401);
    }

    private static JsonNode explained(String body) throws Exception {
        HttpResponse<String> response = GATEWAY.get().http().send("POST", "/segments", body);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return HttpSender.json(response);
    }

    private static JsonNode accepted(String body) throws Exception {
        HttpResponse<String> response = GATEWAY.get().http().send("POST", "/messages/sms", body);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(201);
        return HttpSender.json(response);
    }
}
