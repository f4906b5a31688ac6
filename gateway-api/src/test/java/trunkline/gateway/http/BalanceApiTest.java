package trunkline.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import trunkline.gateway.HttpSender;
import trunkline.gateway.TestGateway;

/** Accounts that pay in advance: what is taken when, and what is told. */
class BalanceApiTest {

    private static final String WAYS =
            """
            smsc: [{name: carrier-a, host: 127.0.0.1, port: 9, system-id: gw, password: x}]
            routes: [{to: "+46", sms: [carrier-a]}]
            limits: {prices: [{to: "+46", sms: 0.5}, {to: "+467", sms: 0.25}]}
            """;
    private static final String SMS = "{\"from\": \"Shop\", \"to\": \"+46736265449\", \"message\": \"x\"%s}";

    @TempDir
    private Path directory;

    @SuppressWarnings("NullAway.Init")
    private TestGateway gateway;

    @SuppressWarnings("NullAway.Init")
    private HttpSender shop;

    @BeforeEach
    void start() throws Exception {
        gateway = TestGateway.start(directory, WAYS);
        shop = gateway.as(gateway.newAccount("shop"));
    }

    @AfterEach
    void close() {
        gateway.close();
    }

    private HttpResponse<String> add(String amount) throws Exception {
        return gateway.http().send("POST", "/accounts/shop/balance", "{\"add\": " + amount + "}");
    }

    private String balance() throws Exception {
        return shop.get("/balance").get("balance").asText();
    }

    private int send(String body) throws Exception {
        return shop.send("POST", "/messages/sms", body).statusCode();
    }

    @Test
    void anAccountWithoutABalanceSendsAsItsLimitsAllow() throws Exception {
        assertThat(shop.get("/balance").get("balance").isNull()).isTrue();
        assertThat(send(SMS.formatted(""))).isEqualTo(201);
        assertThat(balance()).isEqualTo("null");
    }

    @Test
    void eachMessageIsTakenFromTheBalanceUntilItIsUsedUp() throws Exception {
        assertThat(add("0.6").body()).isEqualTo("{\"balance\":0.6}");
        assertThat(send(SMS.formatted(""))).isEqualTo(201);
        assertThat(send(SMS.formatted(""))).isEqualTo(201);
        assertThat(balance()).isEqualTo("0.1");

        HttpResponse<String> refused = shop.send("POST", "/messages/sms", SMS.formatted(""));
        JsonNode problem = HttpSender.json(refused);

        assertThat(refused.statusCode()).isEqualTo(402);
        assertThat(problem.get("title").asText()).isEqualTo("Balance used up");
        assertThat(problem.get("detail").asText())
                .isEqualTo("the account's balance of 0.1 does not cover the message, which costs 0.25");
        assertThat(balance()).isEqualTo("0.1");
        assertThat(gateway.http()
                        .send("POST", "/messages/sms", SMS.formatted(""))
                        .statusCode())
                .isEqualTo(201);
        add("0.15");
        assertThat(send(SMS.formatted(""))).isEqualTo(201);
        assertThat(balance()).isEqualTo("0");
    }

    @Test
    void asManyAreKeptAsArePaidForHoweverManyComeAtOnce() throws Exception {
        add("2.5");
        List<CompletableFuture<Integer>> answers = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            answers.add(shop.sendLater("/messages/sms", SMS.formatted("")));
        }

        List<Integer> statuses = answers.stream().map(CompletableFuture::join).toList();

        assertThat(statuses).filteredOn(status -> status == 201).hasSize(10);
        assertThat(statuses).filteredOn(status -> status == 402).hasSize(30);
        assertThat(balance()).isEqualTo("0");
        assertThat(shop.get("/messages?limit=1000").get("messages")).hasSize(10);
    }

    @Test
    void whatComesAgainWithItsKeyIsTakenOnce() throws Exception {
        add("0.25");
        String id = HttpSender.json(shop.once("/messages/sms", SMS.formatted(""), "k"))
                .get("id")
                .asText();

        assertThat(HttpSender.json(shop.once("/messages/sms", SMS.formatted(""), "k"))
                        .get("id")
                        .asText())
                .isEqualTo(id);
        assertThat(balance()).isEqualTo("0");
    }

    @Test
    void ofABatchAsManyAreKeptAsArePaidFor() throws Exception {
        add("0.5");
        String one = SMS.formatted("");

        JsonNode answer = HttpSender.json(
                shop.send("POST", "/messages/batch", "{\"messages\": [" + one + "," + one + "," + one + "]}"));

        assertThat(answer.get("accepted").asInt()).isEqualTo(2);
        assertThat(answer.at("/messages/2/problem/status").asInt()).isEqualTo(402);
        assertThat(balance()).isEqualTo("0");
    }

    @Test
    void whatIsTakenBackBeforeItLeavesIsGivenBack() throws Exception {
        add("1");
        String later = ", \"send_at\": \"" + Instant.now().plus(Duration.ofDays(1)) + "\"";
        String path = "/messages/sms/" + shop.accept("/messages/sms", SMS.formatted(later));
        assertThat(balance()).isEqualTo("0.75");

        assertThat(shop.send("DELETE", path, "").statusCode()).isEqualTo(204);
        shop.send("DELETE", path, "");

        assertThat(balance()).isEqualTo("1");
    }

    @Test
    void whatAnErasureTakesBackIsGivenBack() throws Exception {
        add("1");
        String later = ", \"send_at\": \"" + Instant.now().plus(Duration.ofDays(1)) + "\"";
        shop.accept("/messages/sms", SMS.formatted(later));
        shop.accept("/messages/sms", SMS.formatted(""));
        assertThat(balance()).isEqualTo("0.5");

        String erase = "{\"number\": \"+46736265449\", \"unfinished\": \"cancel\"}";
        assertThat(gateway.http().send("POST", "/numbers/erase", erase).body()).contains("\"messages\":2");

        assertThat(balance()).isEqualTo("1");
    }

    @Test
    void aTextThatTakesMoreSegmentsIsPaidForOrNotChanged() throws Exception {
        add("0.6");
        String later = ", \"send_at\": \"" + Instant.now().plus(Duration.ofDays(1)) + "\"";
        String path = "/messages/sms/" + shop.accept("/messages/sms", SMS.formatted(later));

        assertThat(change(path, 200)).isEqualTo(200);
        assertThat(balance()).isEqualTo("0.1");
        assertThat(change(path, 400)).isEqualTo(402);
        assertThat(balance()).isEqualTo("0.1");
        assertThat(shop.get(path).get("segment_count").asInt()).isEqualTo(2);
        assertThat(change(path, 10)).isEqualTo(200);
        assertThat(balance()).isEqualTo("0.35");
        shop.send("DELETE", path, "");
        assertThat(balance()).isEqualTo("0.6");
    }

    private int change(String path, int characters) throws Exception {
        return shop.send("PATCH", path, "{\"message\": \"" + "x".repeat(characters) + "\"}")
                .statusCode();
    }

    @Test
    void onlyAnOperatorChangesItAndTheTrailTellsOfIt() throws Exception {
        assertThat(shop.send("POST", "/accounts/shop/balance", "{\"add\": 5}").statusCode())
                .isEqualTo(403);
        assertThat(add("-1").statusCode()).isEqualTo(409);
        add("12.5");
        assertThat(add("-2.5").body()).isEqualTo("{\"balance\":10}");
        assertThat(gateway.http().send("DELETE", "/accounts/shop/balance", "").statusCode())
                .isEqualTo(204);
        assertThat(balance()).isEqualTo("null");
        assertThat(send(SMS.formatted(""))).isEqualTo(201);

        JsonNode trail = gateway.http().get("/audit?limit=3").get("audit");
        assertThat(trail.findValuesAsText("action")).containsExactly("balance.ended", "balance.added", "balance.added");
        assertThat(trail.findValuesAsText("detail"))
                .containsExactly("10 was left", "-2.5, which makes it 10", "12.5, which makes it 12.5");
    }

    @Test
    void outlastsTheGateway() throws Exception {
        add("0.5");
        send(SMS.formatted(""));
        gateway.close();

        gateway = TestGateway.start(directory, WAYS);

        JsonNode accounts = gateway.http().get("/accounts").get("accounts");
        assertThat(accounts.findValuesAsText("balance")).containsExactly("0.25");
    }
}
