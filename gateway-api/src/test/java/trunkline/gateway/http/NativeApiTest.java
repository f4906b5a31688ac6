package trunkline.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import trunkline.gateway.HttpSender;
import trunkline.gateway.SharedGateway;

/** The native API over a real connection. Nothing leaves here: the SMSC is a port where nobody listens. */
class NativeApiTest {

    private static final String WAYS =
            """
            smsc: [{name: carrier-a, host: 127.0.0.1, port: 9, system-id: gw, password: x}]
            routes: [{to: "+46", sms: [carrier-a]}]
            """;

    private static final String SMS =
            """
            {
                "from": "+46736265400",
                "to": "+46736265449",
                "message": "This is an sms message."
            }
            """;

    @RegisterExtension
    private static final SharedGateway GATEWAY = new SharedGateway(WAYS);

    @Test
    void answersTheDocumentedExampleWithTheDocumentedMembers() throws Exception {
        HttpResponse<String> response = GATEWAY.get().http().send("POST", "/messages/sms", SMS);
        JsonNode body = HttpSender.json(response);

        assertThat(response.statusCode()).isEqualTo(201);
        assertThat(response.headers().firstValue("Location"))
                .contains("https://sms.example/messages/sms/" + body.get("id").asText());
        assertThat(response.headers().firstValue("X-RateLimit-Limit")).contains("5000");
        assertThat(response.headers().firstValueAsLong("X-RateLimit-Remaining").orElseThrow())
                .isBetween(4_000L, 4_999L);
        assertThat(response.headers().firstValue("Content-Type")).contains("application/json");
        assertThat(body.get("from").asText()).isEqualTo("+46736265400");
        assertThat(body.get("to").asText()).isEqualTo("+46736265449");
        assertThat(body.get("message").asText()).isEqualTo("This is an sms message.");
        assertThat(body.get("last_sent_at").isNull()).isTrue();
        assertThat(body.get("repeat").isNull()).isTrue();
        assertThat(body.get("repeat_interval").isNull()).isTrue();
        assertThat(body.get("created_at").asText()).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ");
        assertThat(body.get("updated_at")).isEqualTo(body.get("created_at"));
        assertThat(body.get("status").asText()).isEqualTo("accepted");
    }

    @Test
    void showsAMessageAtItsLocation() throws Exception {
        String id = GATEWAY.get().http().accept("/messages/sms", SMS);

        JsonNode message = GATEWAY.get().http().get("/messages/sms/" + id);

        assertThat(message.get("message").asText()).isEqualTo("This is an sms message.");
        assertThat(GATEWAY.get().http().send("GET", "/messages/voice/" + id, "").statusCode())
                .isEqualTo(404);
    }

    @Test
    void keepsTheTextToTheLastCharacter() throws Exception {
        String id = GATEWAY.get()
                .http()
                .accept(
                        "/messages/sms",
                        "{\"from\":\"x\",\"to\":\"+46736265449\",\"message\":\"a\\u0000\\u20ac \\ud83d\\ude00 é\\n\"}");

        assertThat(GATEWAY.get()
                        .http()
                        .get("/messages/sms/" + id)
                        .get("message")
                        .asText())
                .isEqualTo("a\u0000€ 😀 é\n");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'to':'+46736265449','message':'x'}|from|is required, a string",
                "{'from':null,'to':'+46736265449','message':'x'}|from|is required, a string",
                "{'from':5,'to':'+46736265449','message':'x'}|from|must be a string",
                "{'from':['x'],'to':'+46736265449','message':'x'}|from|must be a string",
                "{'from':'','to':'+46736265449','message':'x'}|from|must be a number in E.164 form",
                "{'from':'twelve chars','to':'+46736265449','message':'x'}|from|must be a number in E.164 form",
                "{'from':'x','message':'x'}|to|is required, a string",
                "{'from':'x','to':46736265449,'message':'x'}|to|must be a string",
                "{'from':'x','to':'46736265449','message':'x'}|to|must be a telephone number in E.164 form",
                "{'from':'x','to':'+4673626544912345678','message':'x'}|to|must be a telephone number in E.164 form",
                "{'from':'x','to':'+46','message':'x'}|to|must be a telephone number in E.164 form",
                "{'from':'x','to':'+99912345678','message':'x'}|to|must be a telephone number in E.164 form",
                "{'from':'x','to':'+4915112345678','message':'x'}|to|is a number that no route for SMS matches",
                "{'from':'x','to':'+46736265449'}|message|is required, a string",
                "{'from':'x','to':'+46736265449','message':{}}|message|must be a string",
                "{'from':'x','to':'+46736265449','message':'\\ud83d'}|message|must be text; character 1 is half a surrogate pair",
                "{'from':'x','to':'+46736265449','message':'x','flash':'yes'}|flash|must be true or false",
                "{'from':'x','to':'+46736265449','message':'x','transliterate':true}|transliterate|must be a string",
                "{'from':'x','to':'+46736265449','message':'x','transliterate':'all'}|transliterate|must be one of none, smart, letters",
                "{'from':'x','to':'+46736265449','message':'x','priority':4}|priority|must be a whole number, 0 to 3",
                "{'from':'x','to':'+46736265449','message':'x','priority':-1}|priority|must be a whole number, 0 to 3",
                "{'from':'x','to':'+46736265449','message':'x','priority':1.5}|priority|must be a whole number, 0 to 3",
                "{'from':'x','to':'+46736265449','message':'x','protocol_id':256}|protocol_id|must be a whole number, 0 to 255",
                "{'from':'x','to':'+46736265449','message':'x','validity':0}|validity|must be a whole number, 1 to 38102400",
                "{'from':'x','to':'+46736265449','message':'x','validity':99999999999}|validity|must be a whole number, 1 to",
                "{'from':'x','to':'+46736265449','message':'x','smsc_deliver_at':'tomorrow'}|smsc_deliver_at|must be a time in RFC 3339",
                "{'from':'x','to':'+46736265449','message':'x','smsc_deliver_at':'+999999999-01-01T00:00:00Z'}|smsc_deliver_at|must be a time",
                "{'from':'x','to':'+46736265449','message':'x','smsc_deliver_at':'2020-01-01T00:00:00Z'}|smsc_deliver_at|must be in the future, and before the message's validity ends",
                "{'from':'x','to':'+46736265449','message':'x','smsc_deliver_at':'2200-01-01T00:00:00Z'}|smsc_deliver_at|must be in the future, and before the message's validity ends",
                "{'from':'x','to':'+46736265449','message':'x','destination_port':65536}|destination_port|must be a whole number, 0 to 65535",
                "{'from':'x','to':'+46736265449','message':'x','source_port':5}|source_port|needs a destination_port beside it",
                "{'from':'x','to':'+46736265449','message':'x','binary':'00'}|binary|cannot stand beside message",
                "{'from':'x','to':'+46736265449','binary':'0'}|binary|must be octets in hexadecimal",
                "{'from':'x','to':'+46736265449','binary':''}|binary|must be octets in hexadecimal",
                "{'from':'x','to':'+46736265449','binary':'zz'}|binary|must be octets in hexadecimal",
                "{'from':'x','to':'+46736265449','binary':7}|binary|must be a string",
                "{'from':'x','to':'+46736265449','message':'x','repeat':10}|repeat_interval|is required beside repeat",
                "{'from':'x','to':'+46736265449','message':'x','repeat_interval':5}|repeat_interval|needs a repeat beside it",
                "{'from':'x','to':'+46736265449','message':'x','mesage':'y'}|mesage|is not a field of this request: those are from, to, message",
            })
    void saysWhichFieldIsWrongAndWhatWouldBeRight(String body, String field, String rule) throws Exception {
        HttpResponse<String> response = GATEWAY.get().http().send("POST", "/messages/sms", body.replace('\'', '"'));
        JsonNode problem = HttpSender.json(response);

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(problem.get("errors").get(0).get("field").asText()).isEqualTo(field);
        assertThat(problem.get("errors").get(0).get("rule").asText()).startsWith(rule);
        assertThat(problem.get("detail").asText()).startsWith("'" + field + "' " + rule);
    }

    @Test
    void namesAllFieldsThatAreWrongAtOnce() throws Exception {
        JsonNode problem = HttpSender.json(GATEWAY.get().http().send("POST", "/messages/sms", "{}"));

        assertThat(problem.get("errors")).hasSize(3);
        assertThat(problem.get("detail").asText()).isEqualTo("'from' is required, a string, and 2 more");
    }

    @Test
    void aTextOfMoreSegmentsThanAllowedIsTooLong() throws Exception {
        String fits = "x".repeat(10 * 153);
        assertThat(post(fits).statusCode()).isEqualTo(201);

        JsonNode problem = HttpSender.json(post(fits + "x"));
        assertThat(problem.get("errors").get(0).get("rule").asText()).isEqualTo("must fit in 10 segments; it takes 11");
    }

    @Test
    void anyTextThatFitsTheBodyHasAnAnswer() throws Exception {
        assertThat(post("x".repeat(60_000)).statusCode()).isEqualTo(400);
        assertThat(post("é".repeat(1_530)).statusCode()).isEqualTo(201);
    }

    private static HttpResponse<String> post(String text) throws Exception {
        return GATEWAY.get()
                .http()
                .send("POST", "/messages/sms", "{\"from\":\"x\",\"to\":\"+46736265449\",\"message\":\"" + text + "\"}");
    }

    @ParameterizedTest(name = "{1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "``|the request has no body: a JSON object is needed",
                "{|the body is not valid JSON: Unexpected end-of-input",
                "{\"from\": \"+46736265400\" \"to\": 1}|the body is not valid JSON: Unexpected character",
                "[]|the body must be a JSON object",
                "null|the body must be a JSON object",
                "5|the body must be a JSON object",
                "{} {}|the body is not valid JSON",
                "{\"from\":\"x\",\"from\":\"y\"}|the body is not valid JSON: Duplicate field 'from'",
                "{\"a\":[[[[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]]]]}|the body is not valid JSON: Document nesting depth",
            })
    void aBodyThatIsNoJsonObjectIsRefused(String body, String detail) throws Exception {
        HttpResponse<String> response = GATEWAY.get().http().send("POST", "/messages/sms", body);

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(HttpSender.json(response).get("detail").asText()).startsWith(detail);
    }

    @Test
    void aBodyThatIsNotUtf8IsRefused() throws Exception {
        byte[] body =
                "{\"from\":\"x\",\"to\":\"+46736265449\",\"message\":\"\u00e9\"}".getBytes(StandardCharsets.ISO_8859_1);
        HttpResponse<String> response = GATEWAY.get()
                .http()
                .send(
                        "POST",
                        "/messages/sms",
                        BodyPublishers.ofByteArray(body),
                        "Bearer " + GATEWAY.get().key());

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(HttpSender.json(response).get("detail").asText()).isEqualTo("the body is not UTF-8");
    }

    @Test
    void aBodyOfTwoMegabytesIsTooLarge() throws Exception {
        HttpResponse<String> response = post("x".repeat(2 << 20));

        assertThat(response.statusCode()).isEqualTo(413);
        assertThat(HttpSender.json(response).get("detail").asText())
                .isEqualTo("the body is larger than the 65536 octets that this request may have");
    }

    @Test
    void withoutAKeyNothingIsAnswered() throws Exception {
        for (String authorization : new String[] {"", "Bearer x", "Bearer", "Basic !", "Basic eDp5", "Digest x"}) {
            HttpResponse<String> response =
                    GATEWAY.get().http().send("POST", "/messages/sms", BodyPublishers.ofString(SMS), authorization);

            assertThat(response.statusCode()).as(authorization).isEqualTo(401);
            assertThat(response.headers().firstValue("WWW-Authenticate")).isPresent();
        }
    }

    @Test
    void basicCredentialsAreTheNameAndTheKey() throws Exception {
        String wrongName = Base64.getEncoder()
                .encodeToString(("somebody:" + GATEWAY.get().key()).getBytes(StandardCharsets.UTF_8));

        assertThat(GATEWAY.get()
                        .http()
                        .send("GET", "/voice-files", BodyPublishers.noBody(), "Basic " + wrongName)
                        .statusCode())
                .isEqualTo(401);
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /nowhere, 404",
        "GET, /messages/mms, 404",
        "GET, /messages/sms/, 404",
        "GET, /messages/sms/1, 404",
        "GET, /messages/sms/00000000000000000000000000, 404",
        "GET, /messages/sms/..%2f..%2fetc%2fpasswd, 404",
        "GET, /messages/sms/%00, 404",
        "DELETE, /messages/sms, 405",
        "PUT, /messages/sms/1, 405",
        "POST, /health/live, 405",
        "GET, /%zz, 400",
    })
    void whatIsNotThereIsSaidSo(String method, String path, int status) throws Exception {
        String response = RawHttp.exchange(
                GATEWAY.get().port(),
                method + " " + path + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\nAuthorization: Bearer "
                        + GATEWAY.get().key() + "\r\n\r\n");

        assertThat(response).startsWith("HTTP/1.1 " + status + " ").contains("\"detail\":\"");
    }

    @Test
    void saysThatTheSmscIsNotReadyAndWhy() throws Exception {
        HttpResponse<String> response = GATEWAY.get().http().send("GET", "/health/ready", "");
        JsonNode body = HttpSender.json(response);

        assertThat(response.statusCode()).isEqualTo(503);
        assertThat(body.get("ready").asBoolean()).isFalse();
        assertThat(body.get("parts").get(1).get("name").asText()).isEqualTo("smsc carrier-a");
        assertThat(body.get("parts").get(1).get("why").asText()).isNotEmpty();
        assertThat(GATEWAY.get().http().get("/health/live").get("live").asBoolean())
                .isTrue();
    }

    @Test
    void showsItsFigures() throws Exception {
        GATEWAY.get().http().accept("/messages/sms", SMS);

        assertThat(GATEWAY.get().http().send("GET", "/metrics", "").body())
                .contains("trunkline_messages_accepted_total ")
                .contains("trunkline_smsc_up{smsc=\"carrier-a\"} 0.0")
                .contains("trunkline_queued{way=\"carrier-a\"} ")
                .contains("trunkline_store_commits_seconds_count ");
    }
}
