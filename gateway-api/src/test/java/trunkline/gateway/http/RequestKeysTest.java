package trunkline.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import trunkline.gateway.HttpSender;
import trunkline.gateway.TestGateway;

/** {@code Idempotency-Key}, over real connections. */
class RequestKeysTest {

    private static final String SMS = "{\"from\": \"x\", \"to\": \"+46736265449\", \"message\": \"%s\"}";

    private static final String WAYS =
            """
            smsc: [{name: carrier-a, host: 127.0.0.1, port: 9, system-id: gw, password: x}]
            routes: [{to: "+46", sms: [carrier-a]}]
            limits: {accounts: [{name: tight, per-day: 2, per-recipient: 1/h}]}
            """;

    @TempDir
    private static Path directory;

    @SuppressWarnings("NullAway.Init")
    private static TestGateway gateway;

    private final HttpClient client = HttpClient.newHttpClient();

    @BeforeAll
    static void start() throws Exception {
        gateway = TestGateway.start(directory, WAYS);
    }

    @AfterAll
    static void close() {
        gateway.close();
    }

    @Test
    void theSameRequestAgainGetsTheSameAnswer() throws Exception {
        HttpResponse<String> first = post("order-1", SMS.formatted("hello"));
        HttpResponse<String> again = post("order-1", SMS.formatted("hello"));

        assertThat(first.statusCode()).isEqualTo(201);
        assertThat(first.headers().firstValue("Idempotency-Replayed")).isEmpty();
        assertThat(again.statusCode()).isEqualTo(201);
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(again.headers().firstValue("Location"))
                .isEqualTo(first.headers().firstValue("Location"));
        assertThat(again.headers().firstValue("Idempotency-Replayed")).contains("true");
    }

    @Test
    void anotherRequestWithTheKeyIsRefused() throws Exception {
        post("order-2", SMS.formatted("hello"));

        HttpResponse<String> other = post("order-2", SMS.formatted("something else"));

        assertThat(other.statusCode()).isEqualTo(422);
        assertThat(other.body()).contains("came with another request within the last 24 hours");
    }

    @Test
    void aRequestThatComesAgainIsAnsweredThoughTheRateLimitIsReached(@TempDir Path strict) throws Exception {
        try (TestGateway limited = TestGateway.start(strict, "{rate-limit: 1/h}", "{}", WAYS)) {
            String body = SMS.formatted("hello");
            HttpResponse<String> first = limited.http().once("/messages/sms", body, "k");
            HttpResponse<String> again = limited.http().once("/messages/sms", body, "k");

            assertThat(first.statusCode()).isEqualTo(201);
            assertThat(again.statusCode()).isEqualTo(201);
            assertThat(again.headers().firstValue("Idempotency-Replayed")).contains("true");
            assertThat(again.headers().firstValue("X-RateLimit-Remaining")).contains("0");
            assertThat(again.body()).isEqualTo(first.body());
            assertThat(limited.http().once("/messages/sms", body + " ", "k").statusCode())
                    .isEqualTo(429);
            assertThat(limited.http().once("/messages/sms", body, "other").statusCode())
                    .isEqualTo(429);
            assertThat(limited.http().send("POST", "/messages/sms", body).statusCode())
                    .isEqualTo(429);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/messages/batch|{\"messages\": [{\"from\": \"x\", \"to\": \"+46736265449\", \"message\": \"x\"}, {}]}|200",
                "/messages/ladder|{\"steps\": [{\"type\": \"sms\", \"from\": \"x\", \"to\": \"+46736265449\", \"message\": \"x\"}]}|201",
                "/webhooks|{\"url\": \"https://hooks.example/\"}|201",
            })
    void soAreBatchesLaddersAndWebhooks(String path, String body, int status, @TempDir Path strict) throws Exception {
        try (TestGateway limited = TestGateway.start(strict, "{rate-limit: 1/h}", "{}", WAYS)) {
            HttpResponse<String> first = limited.http().once(path, body, "k");
            HttpResponse<String> again = limited.http().once(path, body, "k");

            assertThat(first.statusCode()).as(first.body()).isEqualTo(status);
            assertThat(first.headers().firstValue("Idempotency-Replayed")).isEmpty();
            assertThat(again.statusCode()).as(again.body()).isEqualTo(status);
            assertThat(again.headers().firstValue("Idempotency-Replayed")).contains("true");
            assertThat(again.headers().firstValue("Location"))
                    .isEqualTo(first.headers().firstValue("Location"));
            assertThat(again.body()).isEqualTo(first.body());
            assertThat(limited.http().once(path, body + " ", "k").statusCode()).isEqualTo(429);
            assertThat(limited.http().once(path, body, "other").statusCode()).isEqualTo(429);
        }
    }

    @Test
    void aWebhookIsMadeOnce() throws Exception {
        String body = "{\"url\": \"https://hooks.example/once\"}";
        HttpSender http = gateway.as(gateway.newAccount("hooked"));
        HttpResponse<String> first = http.once("/webhooks", body, "hook");
        HttpResponse<String> again = http.once("/webhooks", body, "hook");

        assertThat(first.statusCode()).as(first.body()).isEqualTo(201);
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(http.get("/webhooks").get("webhooks")).hasSize(1);
        assertThat(http.once("/webhooks", body.replace("once", "twice"), "hook").statusCode())
                .isEqualTo(422);
        assertThat(http.once("/messages/sms", SMS.formatted("x"), "hook").statusCode())
                .isEqualTo(422);
        http.send("DELETE", "/webhooks/" + HttpSender.json(first).get("id").asText(), "");
        assertThat(http.once("/webhooks", body, "hook").statusCode()).isEqualTo(422);
        assertThat(http.get("/webhooks").get("webhooks")).isEmpty();
    }

    @Test
    void aRequestThatWasRefusedLeavesItsKeyFree() throws Exception {
        assertThat(post("order-3", "{}").statusCode()).isEqualTo(400);

        assertThat(post("order-3", SMS.formatted("right this time")).statusCode())
                .isEqualTo(201);
    }

    @Test
    void manyAtOnceMakeOneMessage() throws Exception {
        List<CompletableFuture<HttpResponse<String>>> answers = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            answers.add(client.sendAsync(request("order-4", SMS.formatted("once")), BodyHandlers.ofString()));
        }

        Set<String> ids = new HashSet<>();
        for (CompletableFuture<HttpResponse<String>> answer : answers) {
            HttpResponse<String> response = answer.join();
            assertThat(response.statusCode()).isIn(201, 409);
            if (response.statusCode() == 201) {
                ids.add(HttpSender.json(response).get("id").asText());
            } else {
                assertThat(response.body()).contains("is being answered at this moment");
            }
        }
        assertThat(ids).hasSize(1);
    }

    @Test
    void anAccountAtItsLimitGetsTheFirstAnswerAgainAndIsNotCountedTwice() throws Exception {
        String key = gateway.newAccount("tight");
        String repeated =
                "{\"from\": \"x\", \"to\": \"+46736265440\", \"message\": \"hi\", \"repeat\": 1, \"repeat_interval\":"
                        + " 5}";

        HttpResponse<String> first = post(key, "a", SMS.formatted("hello"));
        for (int i = 0; i < 3; i++) {
            HttpResponse<String> again = post(key, "a", SMS.formatted("hello"));
            assertThat(again.statusCode()).as(again.body()).isEqualTo(201);
            assertThat(again.body()).isEqualTo(first.body());
        }
        assertThat(post(key, "b", SMS.formatted("hello")).statusCode()).isEqualTo(429);
        HttpResponse<String> second = post(key, "c", repeated);
        assertThat(second.statusCode()).as(second.body()).isEqualTo(201);
        assertThat(post(key, "c", repeated).headers().firstValue("Idempotency-Replayed"))
                .contains("true");
        assertThat(post(key, "d", repeated).statusCode()).isEqualTo(429);
        assertThat(post(key, "a", SMS.formatted("other")).statusCode()).isEqualTo(422);
    }

    @Test
    void aKeyIsUpTo255CharactersOfAscii() throws Exception {
        assertThat(post("k".repeat(255), SMS.formatted("x")).statusCode()).isEqualTo(201);
        assertThat(post("k".repeat(256), SMS.formatted("x")).body()).contains("must be 1 to 255 visible characters");
    }

    private HttpResponse<String> post(String key, String body) throws Exception {
        return client.send(request(key, body), BodyHandlers.ofString());
    }

    private HttpResponse<String> post(String account, String key, String body) throws Exception {
        return client.send(request(account, key, body), BodyHandlers.ofString());
    }

    private static HttpRequest request(String key, String body) {
        return request(gateway.key(), key, body);
    }

    private static HttpRequest request(String account, String key, String body) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + gateway.port() + "/messages/sms"))
                .header("Authorization", "Bearer " + account)
                .header("Idempotency-Key", key)
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
    }
}
