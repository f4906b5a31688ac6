package trunkline.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import trunkline.gateway.HttpSender;
import trunkline.gateway.SharedGateway;

/** {@code /templates}, messages made of them, and finding messages by their text. */
class TemplateApiTest {

    private static final String WAYS =
            """
            smsc: [{name: carrier-a, host: 127.0.0.1, port: 9, system-id: gw, password: x}]
            routes: [{to: "+46", sms: [carrier-a]}]
            sms: {max-segments: 2}
            """;
    private static final String SMS = "'from': 'Shop', 'to': '+46736265449', ";

    @RegisterExtension
    private static final SharedGateway GATEWAY = new SharedGateway(WAYS);

    @BeforeEach
    void putOne() throws Exception {
        ask("PUT", "/templates/code", "{'text': '{{shop}}: your code is {{code}}'}");
    }

    private static HttpResponse<String> ask(String method, String path, String body) throws Exception {
        return GATEWAY.get().http().send(method, path, body.replace('\'', '"'));
    }

    private static JsonNode json(HttpResponse<String> response, int status) throws Exception {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        return HttpSender.json(response);
    }

    @Test
    void isPutShownListedReplacedAndRemoved() throws Exception {
        JsonNode made = json(ask("PUT", "/templates/greeting", "{'text': 'Hello {{name}}'}"), 201);
        JsonNode replaced = json(ask("PUT", "/templates/greeting", "{'text': 'Hi {{name}} of {{town}}'}"), 200);

        assertThat(made.get("variables").toString()).isEqualTo("[\"name\"]");
        assertThat(replaced.get("variables").toString()).isEqualTo("[\"name\",\"town\"]");
        assertThat(json(ask("GET", "/templates/greeting", ""), 200)).isEqualTo(replaced);
        assertThat(json(ask("GET", "/templates", ""), 200).get("templates").findValuesAsText("name"))
                .containsExactly("code", "greeting");
        assertThat(ask("DELETE", "/templates/greeting", "").statusCode()).isEqualTo(204);
        assertThat(ask("DELETE", "/templates/greeting", "").statusCode()).isEqualTo(404);
        assertThat(ask("GET", "/templates/greeting", "").statusCode()).isEqualTo(404);
    }

    @Test
    void aMessageIsMadeOfIt() throws Exception {
        JsonNode sms = json(
                ask(
                        "POST",
                        "/messages/sms",
                        "{" + SMS + "'template': 'code', 'variables': {'shop': 'Åhléns', 'code': 42}}"),
                201);

        assertThat(sms.get("message").asText()).isEqualTo("Åhléns: your code is 42");
        assertThat(sms.get("segment_count").asInt()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'template': 'code', 'variables': {'shop': 'x'}|422|variables.code|is required by the template 'code'",
                "'template': 'code'|422|variables.shop|is required by the template 'code'",
                "'template': 'code', 'variables': {'shop': 'x', 'code': null}|422|variables.code|is required",
                "'template': 'code', 'variables': {'shop': 'x', 'code': '1', 'cod': '2'}|422|variables.cod|is not a"
                        + " variable of the template 'code': those are shop, code",
                "'template': 'code', 'variables': {'shop': 'x', 'code': ['1']}|422|variables.code|must be a string or"
                        + " a number",
                "'template': 'code', 'variables': 'x'|400|variables|must be an object",
                "'template': 'none', 'variables': {}|400|template|must be the name of a template that was put before",
                "'template': 7|400|template|must be the name of a template, a string",
                "'variables': {}|400|template|must be the name of a template, a string",
                "'template': 'code', 'message': 'x'|400|message|cannot stand beside template",
                "'template': 'code', 'binary': '00'|400|binary|cannot stand beside template",
                "'template': 'code', 'variables': {'shop': 'x', 'code': '1'}, 'colour': 1|400|colour|is not a field",
            })
    void saysWhatIsWrong(String members, int status, String field, String rule) throws Exception {
        double before = GATEWAY.get().http().accepted();

        JsonNode problem = json(ask("POST", "/messages/sms", "{" + SMS + members + "}"), status);

        assertThat(problem.at("/errors/0/field").asText()).isEqualTo(field);
        assertThat(problem.at("/errors/0/rule").asText()).startsWith(rule);
        assertThat(GATEWAY.get().http().accepted()).isEqualTo(before);
    }

    @Test
    void howLongATextMayBeIsToldOnceItIsFilled() throws Exception {
        String full = "{" + SMS + "'template': 'code', 'variables': {'shop': '%s', 'code': '%s'}}";
        assertThat(ask("POST", "/messages/sms", full.formatted("x".repeat(280), "1"))
                        .statusCode())
                .isEqualTo(201);

        JsonNode problem = json(ask("POST", "/messages/sms", full.formatted("x".repeat(300), "1")), 400);
        JsonNode tooLong = json(ask("POST", "/messages/sms", full.formatted("x".repeat(1_001), "1")), 422);

        assertThat(problem.at("/errors/0/field").asText()).isEqualTo("message");
        assertThat(tooLong.at("/errors/0/rule").asText()).isEqualTo("must be at most 1000 characters");
    }

    @Test
    void eachMessageOfABatchMayHaveOne() throws Exception {
        JsonNode answer = json(
                ask(
                        "POST",
                        "/messages/batch",
                        "{'messages': [{" + SMS + "'template': 'code', 'variables': {'shop': 'x', 'code': '1'}}, {"
                                + SMS + "'template': 'code', 'variables': {'shop': 'x'}}, {" + SMS
                                + "'message': 'plain'}]}"),
                200);

        assertThat(answer.get("accepted").asInt()).isEqualTo(2);
        assertThat(answer.at("/messages/1/problem/status").asInt()).isEqualTo(422);
        assertThat(answer.at("/messages/1/problem/errors/0/field").asText()).isEqualTo("variables.code");
    }

    @Test
    void belongsToItsAccount() throws Exception {
        HttpSender other = GATEWAY.get().as(GATEWAY.get().newAccount("other"));

        assertThat(other.send("GET", "/templates/code", "").statusCode()).isEqualTo(404);
        assertThat(other.send("DELETE", "/templates/code", "").statusCode()).isEqualTo(404);
        assertThat(other.get("/templates").get("templates")).isEmpty();
        String body = "{" + SMS + "'template': 'code', 'variables': {'shop': 'x', 'code': '1'}}";
        assertThat(other.send("POST", "/messages/sms", body.replace('\'', '"')).body())
                .contains("must be the name of a template that was put before");
        assertThat(other.send("PUT", "/templates/code", "{\"text\": \"theirs\"}")
                        .statusCode())
                .isEqualTo(201);
        assertThat(GATEWAY.get().http().get("/templates/code").get("text").asText())
                .startsWith("{{shop}}");
    }

    @Test
    void anAccountHasABoundedNumberOfThem() throws Exception {
        HttpSender full = GATEWAY.get().as(GATEWAY.get().newAccount("full"));
        for (int i = 0; i < 200; i++) {
            full.send("PUT", "/templates/t" + i, "{\"text\": \"x\"}");
        }

        HttpResponse<String> refused = full.send("PUT", "/templates/one-more", "{\"text\": \"x\"}");

        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(refused.body()).contains("an account may have 200 templates");
        assertThat(full.send("PUT", "/templates/t7", "{\"text\": \"y\"}").statusCode())
                .isEqualTo(200);
    }

    @Test
    void aRequestThatComesAgainGetsItsFirstAnswerThoughTheTemplateIsGone() throws Exception {
        ask("PUT", "/templates/passing", "{'text': 'once'}");
        String body = "{" + SMS + "'template': 'passing'}";
        String id = HttpSender.json(once(body)).get("id").asText();
        ask("DELETE", "/templates/passing", "");

        HttpResponse<String> again = once(body);

        assertThat(again.statusCode()).isEqualTo(201);
        assertThat(again.headers().firstValue("Idempotency-Replayed")).contains("true");
        assertThat(HttpSender.json(again).get("id").asText()).isEqualTo(id);
    }

    private static HttpResponse<String> once(String body) throws Exception {
        return GATEWAY.get().http().once("/messages/sms", body.replace('\'', '"'), "template-key");
    }

    @Test
    void messagesAreFoundByTheirText() throws Exception {
        String body = "{" + SMS + "'message': '%s'}";
        for (String text : new String[] {"Invoice 100% paid", "invoice 1000 paid", "an Invoice_x"}) {
            ask("POST", "/messages/sms", body.formatted(text));
        }
        assertThat(found("invoice")).hasSize(3);
        assertThat(found("100%25")).containsExactly("Invoice 100% paid");
        assertThat(found("e_x")).containsExactly("an Invoice_x");
        assertThat(found("INVOICE%201")).containsExactly("invoice 1000 paid", "Invoice 100% paid");
        assertThat(found("invoice&reference=none")).isEmpty();
        assertThat(ask("GET", "/messages?text=", "").statusCode()).isEqualTo(400);
        assertThat(ask("GET", "/messages?text=" + "x".repeat(161), "").statusCode())
                .isEqualTo(400);
    }

    private static List<String> found(String text) throws Exception {
        return GATEWAY.get()
                .http()
                .get("/messages?text=" + text)
                .get("messages")
                .findValuesAsText("message");
    }
}
