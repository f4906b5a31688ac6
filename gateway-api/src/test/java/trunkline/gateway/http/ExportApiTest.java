package trunkline.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import trunkline.gateway.HttpSender;
import trunkline.gateway.TestGateway;

/** {@code GET /messages/export} over a real connection. */
class ExportApiTest {

    private static final String WAYS =
            """
            smsc: [{name: carrier-a, host: 127.0.0.1, port: 9, system-id: gw, password: x}]
            routes: [{to: "+46", sms: [carrier-a]}]
            """;
    private static final String PATH = "/messages/export";
    private static final int MANY = 1_000;

    @TempDir
    private static Path directory;

    @SuppressWarnings("NullAway.Init")
    private static TestGateway gateway;

    @SuppressWarnings("NullAway.Init")
    private static HttpSender shop;

    @BeforeAll
    static void start() throws Exception {
        gateway = TestGateway.start(directory, WAYS);
        shop = gateway.as(gateway.newAccount("shop"));
        send(gateway.http(), "of the operator", "");
        send(shop, "=HYPERLINK(\\\"http://x.example\\\")", ", \"reference\": \"a,b\"");
        StringBuilder batch = new StringBuilder("{\"messages\": [");
        for (int i = 0; i < MANY; i++) {
            batch.append(i == 0 ? "" : ",").append(sms("h\u00e4lsning " + i, ""));
        }
        assertThat(shop.send("POST", "/messages/batch", batch.append("]}").toString())
                        .statusCode())
                .isEqualTo(200);
    }

    @AfterAll
    static void close() {
        gateway.close();
    }

    @Test
    void csvHasAHeadAndALineForEachMessageInOrder() throws Exception {
        HttpResponse<String> response = shop.send("GET", PATH, "");

        assertThat(response.headers().firstValue("Content-Type")).contains("text/csv; charset=utf-8; header=present");
        assertThat(response.headers().firstValue("Content-Disposition"))
                .contains("attachment; filename=\"messages.csv\"");
        List<String> lines = List.of(response.body().split("\r\n", -1));
        assertThat(lines).hasSize(MANY + 3).last().isEqualTo("");
        assertThat(lines.get(0)).startsWith("id,type,account,status,from,to,message,binary,file,");
        assertThat(lines.get(1))
                .contains(",sms,shop,accepted,Shop,'+46736265449,\"'=HYPERLINK(\"\"http://x.example\"\")\",")
                .contains(",gsm7,1,\"a,b\",2");
        for (int i = 0; i < MANY; i++) {
            assertThat(lines.get(i + 2)).contains(",h\u00e4lsning " + i + ",");
        }
    }

    @Test
    void jsonLinesShowWhatTheListShows() throws Exception {
        List<JsonNode> lines = jsonLines(shop, PATH + "?format=jsonl");

        assertThat(lines).hasSize(MANY + 1);
        JsonNode newest = shop.get("/messages?limit=1").at("/messages/0");
        JsonNode last = lines.get(MANY);
        assertThat(last.get("account").asText()).isEqualTo("shop");
        assertThat(last.get("type").asText()).isEqualTo("sms");
        for (String member : List.of("id", "status", "from", "to", "message", "created_at")) {
            assertThat(last.get(member)).isEqualTo(newest.get(member));
        }
    }

    @Test
    void anOperatorGetsThoseOfAllAccountsOrOfOne() throws Exception {
        assertThat(jsonLines(gateway.http(), PATH + "?format=jsonl")).hasSize(MANY + 2);
        assertThat(jsonLines(gateway.http(), PATH + "?format=jsonl&account=shop"))
                .hasSize(MANY + 1);
        assertThat(jsonLines(gateway.http(), PATH + "?format=jsonl&account=" + gateway.account()))
                .hasSize(1);
    }

    @Test
    void filtersAreThoseOfTheList() throws Exception {
        assertThat(jsonLines(shop, PATH + "?format=jsonl&reference=a,b")).hasSize(1);
        assertThat(jsonLines(shop, PATH + "?format=jsonl&status=delivered")).isEmpty();
        assertThat(jsonLines(shop, PATH + "?format=jsonl&until=2020-01-01T00:00:00Z"))
                .isEmpty();
        assertThat(jsonLines(shop, PATH + "?format=jsonl&since=2020-01-01T00:00:00Z&type=sms"))
                .hasSize(MANY + 1);
    }

    @ParameterizedTest
    @CsvSource({"format,?format=xml", "account,?account=another", "limit,?limit=1", "since,?since=yesterday"})
    void whatIsNotUnderstoodIsRefused(String parameter, String query) throws Exception {
        HttpResponse<String> response = shop.send("GET", PATH + query, "");
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(HttpSender.json(response).at("/errors/0/field").asText()).isEqualTo(parameter);
    }

    @Test
    void anAccountThatIsNoneIsSaid() throws Exception {
        HttpResponse<String> response = gateway.http().send("GET", PATH + "?account=none", "");
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(jsonLines(gateway.http(), PATH + "?format=jsonl&type=voice"))
                .as("the one before is over")
                .isEmpty();
    }

    private static List<JsonNode> jsonLines(HttpSender client, String path) throws Exception {
        HttpResponse<String> response = client.send("GET", path, "");
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        List<JsonNode> lines = new ArrayList<>();
        for (String line : response.body().lines().toList()) {
            lines.add(new ObjectMapper().readTree(line));
        }
        return lines;
    }

    private static void send(HttpSender client, String text, String members) throws Exception {
        assertThat(client.send("POST", "/messages/sms", sms(text, members)).statusCode())
                .isEqualTo(201);
    }

    private static String sms(String text, String members) {
        return "{\"from\": \"Shop\", \"to\": \"+46736265449\", \"message\": \"" + text + "\"" + members + "}";
    }
}
