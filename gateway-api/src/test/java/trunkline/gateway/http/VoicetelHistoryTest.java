package trunkline.gateway.http;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import trunkline.gateway.HttpSender;
import trunkline.gateway.LiveGateway;
import trunkline.gateway.account.Scope;

/** VoiceTel's histories, behind a simulated SMSC that delivers at once. */
class VoicetelHistoryTest {

    private static final String OURS = "2125550100";
    private static final String PHONE = "2125550123";

    @TempDir
    private static Path directory;

    @SuppressWarnings("NullAway.Init")
    private static LiveGateway live;

    @SuppressWarnings("NullAway.Init")
    private static HttpSender shop;

    @SuppressWarnings("NullAway.Init")
    private static String sent;

    /** One message out, delivered, and the answer to it. */
    @BeforeAll
    static void start() throws Exception {
        live = LiveGateway.start(directory, "1" + OURS, "limits: {prices: [{to: \"+1\", sms: 0.0075}]}");
        shop = live.gateway().as(live.shop());
        HttpResponse<String> accepted = shop.send(
                "POST",
                "/v2.2/messages",
                "{\"fromNumber\":\"" + OURS + "\",\"toNumber\":\"" + PHONE + "\",\"text\":\"Hello é\"}");
        sent = HttpSender.json(accepted).at("/data/id").asText();
        await().atMost(30, SECONDS)
                .until(() ->
                        history("number=" + OURS + "&type=dlr").get("messages").size() == 1);
        live.fromPhone("1" + PHONE, "1" + OURS, "Hello yourself");
        await().atMost(30, SECONDS)
                .until(() -> history("number=" + OURS).get("messages").size() == 2);
    }

    @AfterAll
    static void close() {
        live.close();
    }

    private static JsonNode history(String query) throws Exception {
        HttpResponse<String> response = shop.send("GET", "/v2.2/messages?" + query, "");
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        assertThat(HttpSender.json(response).get("status").asText()).isEqualTo("success");
        return HttpSender.json(response).get("data");
    }

    private static JsonNode record(String path) throws Exception {
        HttpResponse<String> response = shop.send("GET", path.replace("KEY", live.shop()), "", "");
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return HttpSender.json(response);
    }

    @Test
    void version22ListsBothDirectionsInTheRowsOfItsSdks() throws Exception {
        JsonNode data = history("number=" + OURS);
        JsonNode in = data.get("messages").get(0);
        JsonNode out = data.get("messages").get(1);

        assertThat(data.fieldNames()).toIterable().containsExactly("number", "type", "fromTs", "toTs", "messages");
        assertThat(data.get("number").asText()).isEqualTo(OURS);
        assertThat(data.get("type").asText()).isEqualTo("sms");
        assertThat(data.get("fromTs").longValue() - data.get("toTs").longValue())
                .isEqualTo(86_400);
        assertThat(out.get("id").asText()).isEqualTo(sent);
        assertThat(out.at("/key/0").asText()).isEqualTo(PHONE);
        assertThat(out.at("/key/1").isIntegralNumber()).isTrue();
        assertThat(out.get("value").toString())
                .isEqualTo("{\"direction\":\"out\",\"rate\":\"0.0075\",\"message\":\"Hello é\",\"destinationNumber\":\""
                        + PHONE + "\",\"sourceNumber\":\"" + OURS + "\",\"number\":1}");
        assertThat(in.get("value").toString())
                .isEqualTo(
                        "{\"direction\":\"in\",\"rate\":\"0\",\"message\":\"Hello yourself\",\"destinationNumber\":\""
                                + OURS + "\",\"sourceNumber\":\"" + PHONE + "\",\"number\":1}");
        assertThat(history("number=" + OURS + "&type=dlr")
                        .at("/messages/0/value/message")
                        .asText())
                .isEqualTo("delivered");
        assertThat(history("number=" + OURS + "&type=mms").get("messages")).isEmpty();
        assertThat(history("number=" + PHONE).get("messages")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "from=9999999999&to=0, 2",
        "from=0&to=9999999999, 2",
        "start=0&end=9999999999, 2",
        "from=1000&to=0, 0",
        "from=1000, 0",
        "to=0, 2",
    })
    void theTimeMayBeWrittenEitherWay(String time, int found) throws Exception {
        assertThat(history("number=" + OURS + "&" + time).get("messages")).hasSize(found);
    }

    @ParameterizedTest
    @CsvSource({
        "/mdr-sms/2125550100/KEY/, mdr, 2",
        "/mdr-sms/2125550100/KEY, mdr, 2",
        "/mdr-sms/0/9999999999/2125550100/KEY/, mdr, 2",
        "/mdr-sms/0/1000/2125550100/KEY/, mdr, 0",
        "/dlr/2125550100/KEY/, dlr, 1",
        "/dlr/0/9999999999/2125550100/KEY, dlr, 1",
        "/dlr/2125550101/KEY/, dlr, 0",
    })
    void theOldPathsTellTheSameRows(String path, String list, int found) throws Exception {
        JsonNode answer = record(path);

        assertThat(answer.fieldNames()).toIterable().containsExactly("status", "Message", list);
        assertThat(answer.get("status").asText()).isEqualTo("Success");
        assertThat(answer.get("Message").asText()).isEqualTo(found + " records");
        assertThat(answer.get(list)).hasSize(found);
    }

    @Test
    void anotherAccountSeesNothingOfIt() throws Exception {
        String other = live.gateway().newAccount("other");

        for (String path : new String[] {"/mdr-sms/" + OURS + "/" + other + "/", "/dlr/" + OURS + "/" + other + "/"}) {
            assertThat(HttpSender.json(shop.send("GET", path, "", ""))
                            .get("Message")
                            .asText())
                    .isEqualTo("0 records");
        }
        JsonNode data = HttpSender.json(live.gateway().as(other).send("GET", "/v2.2/messages?number=" + OURS, ""));
        assertThat(data.at("/data/messages")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/v2.2/messages|400|Field Required: number",
                "/v2.2/messages?number=555|400|'number' must be a number of ten digits",
                "/v2.2/messages?number=2125550100&type=fax|400|'type' must be one of sms, mms, dlr",
                "/v2.2/messages?number=2125550100&from=-1|400|'from' must be a time in whole seconds since 1970",
                "/v2.2/messages?number=2125550100&to=99999999999999999999|400|'to' must be a time in whole seconds",
                "/v2.2/messages?number=2125550100&start=now|400|'start' must be a time in whole seconds",
            })
    void version22SaysWhatIsWrong(String path, int status, String told) throws Exception {
        HttpResponse<String> response = shop.send("GET", path, "");
        JsonNode body = HttpSender.json(response);

        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(body.get("status").asText()).isEqualTo("error");
        assertThat(body.at("/error/code").asInt()).isEqualTo(status);
        assertThat(body.at("/error/message").asText()).startsWith(told);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/mdr-sms/2125550100/tl_wrong/|401|the last part of the path is not the key of an account",
                "/dlr/0/1/2125550100/tl_wrong/|401|the last part of the path is not the key of an account",
                "/mdr-sms/555/KEY/|400|'number' must be a number of ten digits",
                "/dlr/x/1/2125550100/KEY/|400|'start' must be a time in whole seconds",
                "/dlr/0/1.5/2125550100/KEY/|400|'end' must be a time in whole seconds",
            })
    void theOldPathsSayWhatIsWrong(String path, int status, String told) throws Exception {
        HttpResponse<String> response = shop.send("GET", path.replace("KEY", live.shop()), "", "");
        JsonNode body = HttpSender.json(response);

        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(body.get("status").asText()).isEqualTo("Error");
        assertThat(body.get("Message").asText()).startsWith(told);
    }

    @Test
    void aKeyThatMayOnlySendReadsNothing() throws Exception {
        String sender = live.gateway().accounts(accounts -> accounts.addKey("shop", Set.of(Scope.SEND), 0, 1)
                .orElseThrow());

        assertThat(shop.send("GET", "/mdr-sms/" + OURS + "/" + sender + "/", "", "")
                        .statusCode())
                .isEqualTo(403);
        assertThat(shop.send("GET", "/v2.2/messages?number=" + OURS, BodyPublishers.noBody(), "Bearer " + sender)
                        .statusCode())
                .isEqualTo(403);
        assertThat(shop.send("GET", "/v2.2/messages?number=" + OURS, BodyPublishers.noBody(), "")
                        .statusCode())
                .isEqualTo(401);
    }
}
