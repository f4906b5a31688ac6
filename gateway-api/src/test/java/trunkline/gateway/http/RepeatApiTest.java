package trunkline.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import trunkline.gateway.HttpSender;
import trunkline.gateway.TestGateway;

/** SMS that are sent until their link is clicked, and the link, over a real connection. */
class RepeatApiTest {

    private static final String WAYS =
            """
            links: {base: "https://api.amivono.com/"}
            smsc: [{name: carrier-a, host: 127.0.0.1, port: 9, system-id: gw, password: x}]
            routes: [{to: "+46", sms: [carrier-a]}]
            """;
    /** As it stands in the text of the API that this one extends. */
    private static final String EXAMPLE =
            """
            {
                "from": "+46736265400",
                "to": "+46736265449",
                "message": "This is an sms message.",
                "repeat": 10,
                "repeat_interval": 5
            }
            """;

    private static final String PHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) Safari/604.1";
    private static final String FORM = "application/x-www-form-urlencoded";

    @TempDir
    private static Path directory;

    @SuppressWarnings("NullAway.Init")
    private static TestGateway gateway;

    private final HttpClient browser = HttpClient.newHttpClient();

    @BeforeAll
    static void start() throws Exception {
        gateway = TestGateway.start(directory, WAYS);
    }

    @AfterAll
    static void close() {
        gateway.close();
    }

    @Test
    void answersTheDocumentedExampleAsDocumented() throws Exception {
        HttpResponse<String> response = gateway.http().send("POST", "/messages/sms", EXAMPLE);

        JsonNode answer = json(201, response);
        assertThat(answer.get("from").asText()).isEqualTo("+46736265400");
        assertThat(answer.get("to").asText()).isEqualTo("+46736265449");
        assertThat(answer.get("message").asText())
                .matches("This is an sms message\\. https://api\\.amivono\\.com/[0-9A-Za-z]{10}");
        assertThat(answer.get("last_sent_at").isNull()).isTrue();
        assertThat(answer.get("repeat").asInt()).isEqualTo(9);
        assertThat(answer.get("repeat_interval").asInt()).isEqualTo(5);
        assertThat(answer.get("created_at").asText())
                .isEqualTo(answer.get("updated_at").asText());
        assertThat(response.headers().firstValue("Location").orElse(""))
                .endsWith("/messages/sms/" + answer.get("id").asText());
        JsonNode shown = show(answer);
        assertThat(shown.get("repeat").asInt()).isEqualTo(9);
        assertThat(shown.get("message")).isEqualTo(answer.get("message"));
        assertThat(shown.get("occurrences")).hasSize(1);
    }

    @Test
    void aTextThatLeavesNoRoomForTheLinkIsRefusedWithTheNumber() throws Exception {
        // https://api.amivono.com/ and a token are 34 characters, and a blank stands before them
        assertThat(post("x".repeat(125), "\"repeat\": 2, \"repeat_interval\": 1")
                        .statusCode())
                .isEqualTo(201);
        JsonNode error = json(400, post("x".repeat(126), "\"repeat\": 2, \"repeat_interval\": 1"))
                .at("/errors/0");
        assertThat(error.get("field").asText()).isEqualTo("message");
        assertThat(error.get("rule").asText())
                .isEqualTo("must be at most 125 characters beside its link, which takes the other 35 of 160");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "repeat          | \"repeat\": 0, \"repeat_interval\": 5",
                "repeat          | \"repeat\": 101, \"repeat_interval\": 5",
                "repeat          | \"repeat\": \"ten\", \"repeat_interval\": 5",
                "repeat_interval | \"repeat\": 10",
                "repeat_interval | \"repeat\": 10, \"repeat_interval\": 0",
                "repeat_interval | \"repeat\": 10, \"repeat_interval\": 10081",
                "repeat_interval | \"repeat_interval\": 5",
                "link_target     | \"link_target\": \"https://x.example/\"",
                "link_target     | \"repeat\": 2, \"repeat_interval\": 5, \"link_target\": \"javascript:alert(1)\"",
                "link_target     | \"repeat\": 2, \"repeat_interval\": 5, \"link_target\": \"ftp://x.example/\"",
                "link_target     | \"repeat\": 2, \"repeat_interval\": 5, \"link_target\": \"https:///nowhere\"",
                "link_target     | \"repeat\": 2, \"repeat_interval\": 5, \"link_target\": \"https://me:pw@x.example/\"",
                "link_target     | \"repeat\": 2, \"repeat_interval\": 5, \"link_target\": \"http://x.example/\\r\\nSet-Cookie: a\"",
                "smsc_deliver_at | \"repeat\": 2, \"repeat_interval\": 5, \"smsc_deliver_at\": \"2030-01-01T00:00:00Z\""
            })
    void whatCannotBeRepeatedIsRefused(String field, String members) throws Exception {
        assertThat(json(400, post("x", members)).at("/errors/0/field").asText()).isEqualTo(field);
    }

    @Test
    void thePageConfirmsByItsButtonAndLeadsToItsTarget() throws Exception {
        JsonNode message = json(
                201,
                post("x", "\"repeat\": 3, \"repeat_interval\": 5, \"link_target\": \"https://shop.example/a?b=c\""));
        String path = path(message);

        HttpResponse<String> page = fetch("GET", path, PHONE, "");
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.headers().firstValue("X-Robots-Tag")).contains("noindex, nofollow");
        assertThat(page.headers().firstValue("Cache-Control")).contains("no-store");
        assertThat(page.body()).contains("<form method=\"post\">").doesNotContain("shop.example");
        assertThat(fetch("POST", path, PHONE, "by=script").statusCode())
                .as("no SMS has left: this cannot be its reader")
                .isEqualTo(409);
        assertThat(fetch("POST", path, "Twitterbot/1.0", "by=button").statusCode())
                .isEqualTo(303);
        assertThat(show(message).get("repeat_ended").isNull()).isTrue();

        HttpResponse<String> clicked = fetch("POST", path, PHONE, "by=button");
        assertThat(clicked.statusCode()).isEqualTo(303);
        assertThat(clicked.headers().firstValue("Location")).contains("https://shop.example/a?b=c");
        JsonNode shown = show(message);
        assertThat(shown.get("repeat_ended").asText()).isEqualTo("clicked");
        assertThat(shown.get("repeat").asInt()).isZero();
        assertThat(shown.at("/link/clicked_at").asText()).isNotEmpty();
        JsonNode hits = gateway.http()
                .get("/messages/sms/" + message.get("id").asText() + "/hits")
                .get("hits");
        assertThat(hits)
                .extracting(hit -> hit.get("class").asText())
                .containsExactly("early", "early", "preview", "click");
    }

    @Test
    void headAndPrefetchAreAnsweredAndAreNoClicks() throws Exception {
        JsonNode message = json(201, post("x", "\"repeat\": 3, \"repeat_interval\": 5"));
        HttpResponse<String> head = fetch("HEAD", path(message), PHONE, "");
        HttpRequest ahead = HttpRequest.newBuilder(address(path(message)))
                .header("User-Agent", PHONE)
                .header("Sec-Purpose", "prefetch;prerender")
                .POST(BodyPublishers.noBody())
                .build();
        browser.send(ahead, BodyHandlers.ofString());

        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(show(message).get("repeat_ended").isNull()).isTrue();
        assertThat(show(message).at("/link/hits").asInt()).isEqualTo(2);
    }

    @Test
    void unknownLinksAreNotFoundAtALimitedRateAndOtherPathsStayAsTheyWere() throws Exception {
        assertThat(fetch("GET", "/0123456789", PHONE, "").statusCode()).isEqualTo(404);
        assertThat(fetch("GET", "/nothing", PHONE, "").statusCode()).isEqualTo(404);
        assertThat(fetch("POST", "/metrics", PHONE, "").statusCode()).isEqualTo(405);
        boolean limited = false;
        for (int i = 0; i < 1_000 && !limited; i++) {
            limited = fetch("GET", "/AAAAAAAAAA", PHONE, "").statusCode() == 429;
        }
        assertThat(limited).isTrue();
        JsonNode message = json(201, post("x", "\"repeat\": 3, \"repeat_interval\": 5"));
        assertThat(fetch("GET", path(message), PHONE, "").statusCode())
                .as("a link that exists is not held up")
                .isEqualTo(200);
    }

    @Test
    void takingItBackEndsIt() throws Exception {
        JsonNode message = json(201, post("x", "\"repeat\": 3, \"repeat_interval\": 5"));
        String path = "/messages/sms/" + message.get("id").asText();

        json(409, gateway.http().send("PATCH", path, "{\"message\": \"y\"}"));
        assertThat(gateway.http().send("DELETE", path, "").statusCode()).isEqualTo(204);
        assertThat(show(message).get("repeat_ended").asText()).isEqualTo("cancelled");
        assertThat(show(message).get("status").asText()).isEqualTo("cancelled");
        assertThat(gateway.http().get(path + "/timeline").get("events"))
                .extracting(event -> event.get("event").asText())
                .contains("repeat-ended", "cancelled");
    }

    private HttpResponse<String> fetch(String method, String path, String agent, String body) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(address(path))
                .header("User-Agent", agent)
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        if (!body.isEmpty()) {
            request.header("Content-Type", FORM);
        }
        return browser.send(request.build(), BodyHandlers.ofString());
    }

    private static URI address(String path) {
        return URI.create("http://127.0.0.1:" + gateway.port() + path);
    }

    private static String path(JsonNode message) {
        String text = message.get("message").asText();
        return text.substring(text.lastIndexOf('/'));
    }

    private static HttpResponse<String> post(String text, String members) throws Exception {
        return gateway.http()
                .send(
                        "POST",
                        "/messages/sms",
                        "{\"from\": \"x\", \"to\": \"+46736265449\", \"message\": \"" + text + "\", " + members + "}");
    }

    private static JsonNode show(JsonNode message) throws Exception {
        return gateway.http().get("/messages/sms/" + message.get("id").asText());
    }

    private static JsonNode json(int status, HttpResponse<String> response) throws Exception {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        return HttpSender.json(response);
    }
}
