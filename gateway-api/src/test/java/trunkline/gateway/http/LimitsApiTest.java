package trunkline.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import trunkline.gateway.HttpSender;
import trunkline.gateway.SharedGateway;

/** Simulated SMS pumping against a whole GATEWAY.get(), and how an operator sees and lifts the pause. */
class LimitsApiTest {

    private static final String WAYS =
            """
            smsc: [{name: carrier-a, host: 127.0.0.1, port: 9, system-id: gw, password: x}]
            routes: [{to: "+", sms: [carrier-a]}]
            limits:
              accounts: [{name: pumped, adjacent-numbers: 50/h}, {name: pumped-at-once, adjacent-numbers: 50/h}]
            """;

    @RegisterExtension
    private static final SharedGateway GATEWAY = new SharedGateway(WAYS);

    private static HttpResponse<String> send(HttpSender account, int number) throws Exception {
        return account.send(
                "POST",
                "/messages/sms",
                "{\"from\": \"Shop\", \"to\": \"+4670123%04d\", \"message\": \"Your code is 1234\"}".formatted(number));
    }

    private static JsonNode account(String name) throws Exception {
        for (JsonNode account : GATEWAY.get().http().get("/accounts").get("accounts")) {
            if (account.get("name").asText().equals(name)) {
                return account;
            }
        }
        throw new AssertionError("no account " + name);
    }

    @Test
    void pumpingStopsAtFiftyNumbersAndAnOperatorLiftsThePause() throws Exception {
        String key = GATEWAY.get().newAccount("pumped");
        HttpSender pumped = GATEWAY.get().as(key);
        HttpRequest stream = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + GATEWAY.get().port() + "/events?events=account.*"))
                .header("Authorization", "Bearer " + key)
                .build();
        HttpClient client = HttpClient.newHttpClient();
        HttpResponse<Stream<String>> events = client.send(stream, BodyHandlers.ofLines());
        assertThat(events.statusCode()).isEqualTo(200);

        int sent = 0;
        HttpResponse<String> refused = null;
        for (int number = 0; number < 10_000 && refused == null; number++) {
            HttpResponse<String> response = send(pumped, number);
            refused = response.statusCode() == 201 ? null : response;
            sent += response.statusCode() == 201 ? 1 : 0;
        }

        assertThat(sent).isEqualTo(50);
        assertThat(refused).isNotNull();
        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(HttpSender.json(refused).get("title").asText()).isEqualTo("Account paused");
        assertThat(HttpSender.json(refused).get("detail").asText())
                .contains("50 adjacent numbers around +4670123xxxx", "an operator of the gateway can resume it");
        assertThat(send(pumped, 1).statusCode()).isEqualTo(403);
        assertThat(events.body()
                        .filter(line -> line.startsWith("data:"))
                        .findFirst()
                        .orElseThrow())
                .contains("account.paused", "50 adjacent numbers");
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertThat(
                        account("pumped").path("paused").path("reason").asText())
                .contains("50 adjacent numbers"));

        assertThat(GATEWAY.get()
                        .http()
                        .send("POST", "/accounts/pumped/resume", "")
                        .statusCode())
                .isEqualTo(204);

        assertThat(send(pumped, 9_999).statusCode()).isEqualTo(201);
        assertThat(account("pumped").has("paused")).isFalse();
        JsonNode audit = GATEWAY.get().http().get("/audit").get("audit");
        assertThat(audit.get(0).get("action").asText()).isEqualTo("account.resumed");
        assertThat(audit.get(0).get("actor").asText()).isEqualTo(GATEWAY.get().account());
        assertThat(audit.get(1).get("action").asText()).isEqualTo("account.paused");
        assertThat(audit.get(1).get("actor").asText()).isEqualTo("gateway");
        assertThat(audit.findValuesAsText("action")).contains("account.added", "key.added", "configuration.first");
    }

    @Test
    void ofABatchOfTenThousandAdjacentNumbersFiftyAreKept() throws Exception {
        HttpSender pumped = GATEWAY.get().as(GATEWAY.get().newAccount("pumped-at-once"));
        String messages = IntStream.range(0, 10_000)
                .mapToObj(
                        "{\"from\": \"Shop\", \"to\": \"+4670124%04d\", \"message\": \"Your code is 1234\"}"::formatted)
                .collect(Collectors.joining(","));

        JsonNode answer = HttpSender.json(pumped.send("POST", "/messages/batch", "{\"messages\": [" + messages + "]}"));

        assertThat(answer.get("accepted").asInt()).isEqualTo(50);
        assertThat(answer.at("/messages/9999/problem/title").asText()).isEqualTo("Account paused");
        assertThat(pumped.get("/messages?limit=1000").get("messages")).hasSize(50);
    }

    @Test
    void anOperatorPausesAndResumesAndOthersMayNot() throws Exception {
        HttpSender shop = GATEWAY.get().as(GATEWAY.get().newAccount("shop"));
        String pause = "{\"reason\": \"the invoice of May is open\"}";

        assertThat(GATEWAY.get()
                        .http()
                        .send("POST", "/accounts/nobody/pause", pause)
                        .statusCode())
                .isEqualTo(404);
        assertThat(GATEWAY.get()
                        .http()
                        .send("POST", "/accounts/shop/pause", "{}")
                        .statusCode())
                .isEqualTo(400);
        assertThat(GATEWAY.get()
                        .http()
                        .send("POST", "/accounts/shop/resume", "")
                        .statusCode())
                .isEqualTo(409);
        assertThat(GATEWAY.get()
                        .http()
                        .send("POST", "/accounts/shop/pause", pause)
                        .statusCode())
                .isEqualTo(204);
        assertThat(GATEWAY.get()
                        .http()
                        .send("POST", "/accounts/shop/pause", pause)
                        .statusCode())
                .isEqualTo(409);
        assertThat(send(shop, 1).body()).contains("the account is paused: the invoice of May is open");
        assertThat(GATEWAY.get()
                        .http()
                        .send("POST", "/accounts/shop/resume", "")
                        .statusCode())
                .isEqualTo(204);
        assertThat(send(shop, 1).statusCode()).isEqualTo(201);
    }

    @Test
    void thePauseOfTheCommandLineIsSeen() throws Exception {
        HttpSender cut = GATEWAY.get().as(GATEWAY.get().newAccount("cut"));

        GATEWAY.get().accounts(accounts -> accounts.pause("cut", "for now", 1));
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(send(cut, 1).statusCode()).isEqualTo(403));
        GATEWAY.get().accounts(accounts -> accounts.resume("cut", 1));

        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(send(cut, 1).statusCode()).isEqualTo(201));
    }
}
