package trunkline.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import trunkline.gateway.HttpSender;
import trunkline.gateway.SharedGateway;

class BatchApiTest {

    private static final String WAYS =
            """
            smsc: [{name: carrier-a, host: 127.0.0.1, port: 9, system-id: gw, password: x}]
            routes: [{to: "+46", sms: [carrier-a]}]
            limits: {accounts: [{name: limited, per-day: 3}]}
            """;
    private static final String GOOD = "{\"from\": \"Shop\", \"to\": \"+46736265449\", \"message\": \"hello\"}";

    @RegisterExtension
    private static final SharedGateway GATEWAY = new SharedGateway(WAYS);

    private static HttpResponse<String> send(String body) throws Exception {
        return GATEWAY.get().http().send("POST", "/messages/batch", body);
    }

    private static HttpResponse<String> sendOnce(String key, String body) throws Exception {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(
                                        "http://127.0.0.1:" + GATEWAY.get().port() + "/messages/batch"))
                                .header(
                                        "Authorization",
                                        "Bearer " + GATEWAY.get().key())
                                .header("Idempotency-Key", key)
                                .POST(BodyPublishers.ofString(body))
                                .build(),
                        BodyHandlers.ofString());
    }

    private static String batch(String... messages) {
        return "{\"messages\": [" + String.join(", ", messages) + "]}";
    }

    @Test
    void whatIsRepeatedHasItsLinkAndItsTimesAndWhatCannotBeSaysWhy() throws Exception {
        String repeated = GOOD.replace("}", ", \"repeat\": 3, \"repeat_interval\": 5}");
        String wrong = GOOD.replace("}", ", \"repeat\": 3}");
        JsonNode answer = HttpSender.json(send(batch(repeated, wrong, GOOD)));
        assertThat(answer.get("accepted").asInt()).isEqualTo(2);
        assertThat(answer.at("/messages/0/repeat").asInt()).isEqualTo(2);
        assertThat(answer.at("/messages/1/problem/errors/0/field").asText()).isEqualTo("repeat_interval");
        assertThat(answer.at("/messages/2").has("repeat")).isFalse();
        JsonNode message = GATEWAY.get()
                .http()
                .get("/messages/sms/" + answer.at("/messages/0/id").asText());
        assertThat(message.get("message").asText()).startsWith("hello http");
        assertThat(message.get("repeat").asInt()).isEqualTo(2);
        assertThat(message.get("occurrences")).hasSize(1);
    }

    @Test
    void tenThousandMessagesAreKeptByOneCommitWithARowForEach() throws Exception {
        double before = GATEWAY.get().http().accepted();
        String messages = IntStream.range(0, 10_000)
                .mapToObj("{\"from\": \"Shop\", \"to\": \"+4673626%04d\", \"message\": \"hello\"}"::formatted)
                .collect(Collectors.joining(","));

        HttpResponse<String> response = send("{\"messages\": [" + messages + "]}");

        assertThat(response.statusCode()).isEqualTo(200);
        JsonNode body = HttpSender.json(response);
        assertThat(body.get("accepted").intValue()).isEqualTo(10_000);
        assertThat(body.get("refused").intValue()).isZero();
        Set<String> ids = new HashSet<>();
        Set<String> times = new HashSet<>();
        body.get("messages").forEach(row -> ids.add(row.get("id").asText()));
        assertThat(ids).hasSize(10_000);
        assertThat(body.get("messages").get(9_999).get("to").asText()).isEqualTo("+46736269999");
        assertThat(GATEWAY.get().http().accepted()).isEqualTo(before + 10_000);
        for (int place : new int[] {0, 5_000, 9_999}) {
            String id = body.get("messages").get(place).get("id").asText();
            times.add(GATEWAY.get()
                    .http()
                    .get("/messages/sms/" + id)
                    .get("created_at")
                    .asText());
        }
        assertThat(times).as("of one commit").hasSize(1);
    }

    @Test
    void whatIsWrongWithOneDoesNotStopTheOthers() throws Exception {
        HttpResponse<String> response = send(batch(
                GOOD,
                "{\"from\": \"Shop\", \"to\": \"0736265449\", \"message\": \"x\"}",
                "7",
                "{\"from\": \"Shop\", \"to\": \"+15551234567\", \"message\": \"x\"}",
                "{\"from\": \"Shop\", \"to\": \"+46736265449\", \"message\": \"x\", \"colour\": \"red\"}",
                GOOD));

        JsonNode body = HttpSender.json(response);
        assertThat(body.get("accepted").intValue()).isEqualTo(2);
        assertThat(body.get("refused").intValue()).isEqualTo(4);
        assertThat(body.get("messages").findValuesAsText("detail"))
                .satisfiesExactly(
                        detail -> assertThat(detail).startsWith("'to' must be a telephone number in E.164 form"),
                        detail -> assertThat(detail).isEqualTo("each of the messages must be a JSON object"),
                        detail -> assertThat(detail).isEqualTo("'to' is a number that no route for SMS matches"),
                        detail -> assertThat(detail).startsWith("'colour' is not a field of this request"));
        assertThat(body.get("messages").get(0).get("status").asText()).isEqualTo("accepted");
        assertThat(body.get("messages").get(5).get("segment_count").intValue()).isEqualTo(1);
    }

    @Test
    void aBatchThatComesAgainWithItsKeyGetsTheSameAnswer() throws Exception {
        double before = GATEWAY.get().http().accepted();
        String body = batch(GOOD, "{}", GOOD);

        HttpResponse<String> first = sendOnce("import-17", body);
        HttpResponse<String> again = sendOnce("import-17", body);
        HttpResponse<String> other = sendOnce("import-17", batch(GOOD));

        assertThat(first.statusCode()).isEqualTo(200);
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(again.headers().firstValue("Idempotency-Replayed")).contains("true");
        assertThat(other.statusCode()).isEqualTo(422);
        assertThat(GATEWAY.get().http().accepted()).isEqualTo(before + 2);
    }

    @Test
    void limitsHoldForEachMessage() throws Exception {
        HttpSender limited = GATEWAY.get().as(GATEWAY.get().newAccount("limited"));

        JsonNode body = HttpSender.json(limited.send("POST", "/messages/batch", batch(GOOD, GOOD, "{}", GOOD, GOOD)));

        assertThat(body.get("accepted").intValue()).isEqualTo(3);
        assertThat(body.get("messages").get(4).get("problem").get("title").asText())
                .isEqualTo("Daily limit reached");
    }

    @Test
    void whatIsNoBatchIsRefused() throws Exception {
        double before = GATEWAY.get().http().accepted();
        String tooMany = IntStream.range(0, 10_001).mapToObj(i -> "{}").collect(Collectors.joining(","));

        for (String body : new String[] {
            "",
            "{",
            "[]",
            "{}",
            "{\"messages\": {}}",
            "{\"messages\": []}",
            "{\"messages\": [" + tooMany + "]}",
            "{\"messages\": [" + GOOD + "], \"other\": 1}",
            "{\"messages\": [" + GOOD + "]} {}",
            "\u0000"
        }) {
            HttpResponse<String> response = send(body);
            assertThat(response.statusCode()).as(body).isEqualTo(400);
            assertThat(HttpSender.json(response).get("detail").asText()).isNotEmpty();
        }
        assertThat(send("x".repeat(9 << 20)).statusCode()).isEqualTo(413);
        assertThat(GATEWAY.get().http().accepted()).isEqualTo(before);
    }
}
