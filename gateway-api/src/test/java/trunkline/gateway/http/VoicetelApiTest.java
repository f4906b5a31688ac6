package trunkline.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import trunkline.gateway.HttpSender;
import trunkline.gateway.SharedGateway;
import trunkline.gateway.TestGateway;

/** VoiceTel's APIs over a real connection. Nothing leaves here: the SMSC is a port where nobody listens. */
class VoicetelApiTest {

    private static final String WAYS =
            """
            smsc: [{name: carrier-a, host: 127.0.0.1, port: 9, system-id: gw, password: x}]
            routes: [{to: "+1212", sms: [carrier-a]}]
            """;

    @RegisterExtension
    private static final SharedGateway GATEWAY = new SharedGateway(WAYS);

    private static HttpResponse<String> form(String method, String path, String type, String body) throws Exception {
        return GATEWAY.get()
                .http()
                .send(
                        method,
                        path.replace("KEY", GATEWAY.get().key()),
                        type,
                        body.replace("KEY", GATEWAY.get().key()));
    }

    private static JsonNode stored(String id) throws Exception {
        return GATEWAY.get().http().get("/messages/sms/" + id);
    }

    @ParameterizedTest(name = "{0} {1} as {2}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "GET|/v2/sms/?apikey=KEY&destination=2125550123&source=2125550100&messageText=Hello+there%3B+%C3%A9|``|``",
                "GET|/v2/sms?apikey=KEY&destination=2125550123&source=2125550100&messageText=Hello%20there;%20%C3%A9|``|``",
                "POST|/v2/sms/?apikey=KEY&destination=2125550123&source=2125550100&messageText=Hello+there;+%C3%A9|``|``",
                "POST|/v2/sms/|application/x-www-form-urlencoded|apikey=KEY&destination=2125550123&source=2125550100&messageText=Hello+there;+%C3%A9",
                "POST|/v2/sms/|application/x-www-form-urlencoded; charset=UTF-8|apikey=KEY&destination=2125550123&source=2125550100&messageText=Hello+there;+%C3%A9",
                "POST|/v2/sms/?apikey=KEY|``|destination=2125550123&source=2125550100&messageText=Hello+there;+%C3%A9",
                "POST|/v2/sms/|application/json|{\"apikey\":\"KEY\",\"destination\":\"2125550123\",\"source\":2125550100,\"messageText\":\"Hello there; é\"}",
                "POST|/v2/sms/|application/x-www-form-urlencoded|{\"apikey\":\"KEY\",\"destination\":\"2125550123\",\"source\":\"2125550100\",\"messageText\":\"Hello there; é\"}",
                "POST|/v2/sms/?apikey=KEY|application/json;charset=utf-8|{\"destination\":\"2125550123\",\"source\":\"2125550100\",\"messageText\":\"Hello there; \\u00e9\",\"extra\":null}",
            })
    void takesAnSmsInEveryShapeOfRequest(String method, String path, String type, String body) throws Exception {
        HttpResponse<String> response = form(method, path, type, body);

        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Type")).contains("application/json");
        assertThat(response.headers().firstValue("X-RateLimit-Limit")).contains("5000");
        assertThat(response.body()).isEqualTo("{\"status\":\"Success\",\"Message\":\"Accepted for delivery\"}");
        JsonNode message = stored(response.headers().firstValue("X-Message-Id").orElseThrow());
        assertThat(message.get("from").asText()).isEqualTo("+12125550100");
        assertThat(message.get("to").asText()).isEqualTo("+12125550123");
        assertThat(message.get("message").asText()).isEqualTo("Hello there; é");
    }

    @Test
    void takesAMultipartForm() throws Exception {
        StringBuilder body = new StringBuilder();
        String[][] parts = {
            {"apikey", GATEWAY.get().key()},
            {"destination", "2125550123"},
            {"source", "2125550100"},
            {"messageText", "two\r\nlines & é=;"},
        };
        for (String[] part : parts) {
            body.append("--cut\r\nContent-Disposition: form-data; name=\"")
                    .append(part[0])
                    .append("\"\r\n\r\n")
                    .append(part[1])
                    .append("\r\n");
        }
        HttpResponse<String> response = form(
                "POST",
                "/v2/sms/",
                "multipart/form-data; boundary=cut",
                body.append("--cut--\r\n").toString());

        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        assertThat(stored(response.headers().firstValue("X-Message-Id").orElseThrow())
                        .get("message")
                        .asText())
                .isEqualTo("two\r\nlines & é=;");
    }

    @Test
    void takesAHundredAndSixtyCharactersAndNoMore() throws Exception {
        String path = "/v2/sms/?apikey=KEY&destination=2125550123&source=2125550100&messageText=";

        assertThat(form("POST", path + "x".repeat(160), "", "").statusCode()).isEqualTo(200);
        assertThat(form("POST", path + "%F0%9F%98%80".repeat(160), "", "").statusCode())
                .isEqualTo(200);
        HttpResponse<String> tooLong = form("POST", path + "x".repeat(161), "", "");
        assertThat(tooLong.statusCode()).isEqualTo(400);
        assertThat(HttpSender.json(tooLong).get("Message").asText())
                .startsWith("'messageText' must be 160 characters at most");
    }

    @ParameterizedTest(name = "[{index}] {3}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "``|``|401|'apikey' is required",
                "apikey=|``|401|'apikey' is required",
                "apikey=tl_wrong&destination=2125550123&source=2125550100&messageText=x|``|401|'apikey' is not the key of an account",
                "apikey=KEY&source=2125550100&messageText=x|``|400|'destination' is required",
                "apikey=KEY&destination=2125550123&messageText=x|``|400|'source' is required",
                "apikey=KEY&destination=2125550123&source=2125550100|``|400|'messageText' is required",
                "apikey=KEY&destination=12125550123&source=2125550100&messageText=x|``|400|'destination' must be a number of ten digits, the first and the fourth 2 to 9, such as 2125550123; it is '12125550123'",
                "apikey=KEY&destination=1125550123&source=2125550100&messageText=x|``|400|'destination' must be a number of ten digits",
                "apikey=KEY&destination=%2B12125550123&source=2125550100&messageText=x|``|400|'destination' must be a number of ten digits",
                "apikey=KEY&destination=2125550123&source=me&messageText=x|``|400|'source' must be a number of ten digits",
                "apikey=KEY&destination=3125550123&source=2125550100&messageText=x|``|400|'destination' is a number that no route for SMS matches",
                "apikey=KEY&destination=2125550123&source=2125550100&messageText=%ff|``|400|'messageText' must be text in UTF-8",
                "apikey=KEY&destination=2125550123&destination=2125550124&source=2125550100&messageText=x|``|400|'destination' is given twice with different values",
                "apikey=KEY|{|400|the body is not valid JSON",
                "apikey=KEY|{\"destination\":[1]}|400|'destination' must be a string",
                "apikey=KEY|destination=%zz|400|the form in the body is malformed",
                "apikey=KEY&destination=2125550123&source=2125550100|{\"messageText\":\"\\ud83d\"}|400|'messageText' must be text; character 1 is half a surrogate pair",
                "%zz|``|400|the request target or its Content-Length is malformed",
            })
    void saysWhatIsWrongInItsOwnWay(String query, String body, int status, String message) throws Exception {
        double before = GATEWAY.get().http().accepted();
        String target = "/v2/sms/?" + query.replace("KEY", GATEWAY.get().key());
        String response = RawHttp.exchange(
                GATEWAY.get().port(),
                "POST " + target + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: " + body.length()
                        + "\r\n\r\n" + body);

        assertThat(response).startsWith("HTTP/1.1 " + status + " ");
        assertThat(response.substring(response.indexOf("\r\n\r\n") + 4))
                .startsWith("{\"status\":\"Error\",\"Message\":\"" + message);
        assertThat(GATEWAY.get().http().accepted()).isEqualTo(before);
    }

    @Test
    void refusesWhatIsTooLargeOrOfAnotherTypeInItsOwnWay() throws Exception {
        HttpResponse<String> large = form("POST", "/v2/sms/", "", "x".repeat(70_000));
        HttpResponse<String> strange = form("POST", "/v2/sms/", "text/xml", "<x/>");

        assertThat(large.statusCode()).isEqualTo(413);
        assertThat(HttpSender.json(large).get("Message").asText()).startsWith("the body is larger than");
        assertThat(strange.statusCode()).isEqualTo(415);
        assertThat(HttpSender.json(strange).get("status").asText()).isEqualTo("Error");
    }

    private static HttpResponse<String> v22(String authorization, String body) throws Exception {
        return GATEWAY.get()
                .http()
                .send(
                        "POST",
                        "/v2.2/messages",
                        BodyPublishers.ofString(body),
                        authorization.replace("KEY", GATEWAY.get().key()));
    }

    @Test
    void version22AnswersWithTheMessageItCreated() throws Exception {
        String text = "x".repeat(161);
        HttpResponse<String> response = v22(
                "Bearer KEY", "{\"fromNumber\":\"2125550100\",\"toNumber\":\"2125550123\",\"text\":\"" + text + "\"}");
        JsonNode data = HttpSender.json(response).get("data");

        assertThat(response.statusCode()).isEqualTo(201);
        assertThat(HttpSender.json(response).get("status").asText()).isEqualTo("success");
        assertThat(data.get("fromNumber").asText()).isEqualTo("2125550100");
        assertThat(data.get("toNumber").asText()).isEqualTo("2125550123");
        assertThat(data.get("parts").intValue()).isEqualTo(2);
        assertThat(data.get("type").asText()).isEqualTo("sms");
        assertThat(stored(data.get("id").asText()).get("message").asText()).isEqualTo(text);
    }

    @ParameterizedTest(name = "{3}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "``|{}|401|Bearer token is missing or not the key of an account",
                "Bearer tl_wrong|{}|401|Bearer token is missing or not the key of an account",
                "Basic eDp5|{}|401|Bearer token is missing or not the key of an account",
                "Bearer KEY|{}|400|Field Required: fromNumber",
                "Bearer KEY|{\"fromNumber\":\"2125550100\"}|400|Field Required: toNumber",
                "Bearer KEY|{\"fromNumber\":\"2125550100\",\"toNumber\":\"2125550123\"}|400|Field Required: text",
                "Bearer KEY|{\"fromNumber\":\"+12125550100\",\"toNumber\":\"2125550123\",\"text\":\"x\"}|400|'fromNumber' must be a number of ten digits",
                "Bearer KEY|{\"fromNumber\":\"2125550100\",\"toNumber\":{},\"text\":\"x\"}|400|'toNumber' must be a string",
                "Bearer KEY|{\"fromNumber\":\"2125550100\",\"toNumber\":\"2125550123\",\"text\":\"x\",\"subject\":\"x\"}|400|'subject' is for MMS, which is not carried",
                "Bearer KEY|{\"fromNumber\":\"2125550100\",\"toNumber\":\"3125550123\",\"text\":\"x\"}|409|messaging is not enabled to 3125550123: it is a number that no route for SMS matches",
                "Bearer KEY|{\"fromNumber\":\"2125550100\",\"toNumber\":\"2125550123\",\"text\":[\"x\"]}|400|'text' must be a string",
                "Bearer KEY|{\"fromNumber\":\"2125550100\",\"toNumber\":\"2125550123\",\"text\":\"x\",\"mediaUrls\":[\"https://x.example/a.png\"]}|400|'mediaUrls' is for MMS, which is not carried: send without it; it is '[\"https://x.example/a.png\"]'",
                "Bearer KEY|nonsense|400|Field Required: fromNumber",
            })
    void version22SaysWhatIsWrongAsItsTableDoes(String authorization, String body, int status, String message)
            throws Exception {
        double before = GATEWAY.get().http().accepted();
        HttpResponse<String> response = v22(authorization, body);
        JsonNode error = HttpSender.json(response).get("error");

        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(HttpSender.json(response).get("status").asText()).isEqualTo("error");
        assertThat(error.get("code").intValue()).isEqualTo(status);
        assertThat(error.get("message").asText()).startsWith(message);
        assertThat(GATEWAY.get().http().accepted()).isEqualTo(before);
    }

    @Test
    void version22TakesWhatItsSdksSendForAMessageWithoutMedia() throws Exception {
        HttpResponse<String> response = v22(
                "Bearer KEY",
                "{\"fromNumber\":\"2125550100\",\"toNumber\":\"2125550123\",\"text\":\"x\",\"subject\":null,"
                        + "\"mediaUrls\":[]}");

        assertThat(response.statusCode()).as(response.body()).isEqualTo(201);
    }

    @Test
    void version22SaysThatARecipientHasOptedOut() throws Exception {
        String optOut = "{\"sender\": \"+12125550100\", \"number\": \"+12125550166\"}";
        assertThat(GATEWAY.get().http().send("POST", "/opt-outs", optOut).statusCode())
                .isBetween(200, 204);

        HttpResponse<String> response =
                v22("Bearer KEY", "{\"fromNumber\":\"2125550100\",\"toNumber\":\"2125550166\",\"text\":\"x\"}");

        assertThat(response.statusCode()).isEqualTo(409);
        assertThat(HttpSender.json(response).at("/error/code").asInt()).isEqualTo(409);
        assertThat(HttpSender.json(response).at("/error/message").asText())
                .startsWith("messaging is not enabled to 2125550166: it has opted out of SMS from +12125550100");
    }

    @Test
    void isThereOnlyIfConfigured(@TempDir Path other) throws Exception {
        try (TestGateway without = TestGateway.start(other, "dialects: {serve: []}\n")) {
            assertThat(without.http().send("GET", "/v2/sms/", "").statusCode()).isEqualTo(404);
            assertThat(without.http().send("POST", "/v2.2/messages", "{}").statusCode())
                    .isEqualTo(404);
        }
    }
}
