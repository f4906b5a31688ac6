package trunkline.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import trunkline.gateway.HttpSender;
import trunkline.gateway.TestGateway;

/** Ladders over a real connection, with an SMSC that is down. */
class LadderApiTest {

    private static final String PATH = "/messages/ladder";
    private static final String SMS =
            "{\"type\": \"sms\", \"from\": \"Shop\", \"to\": \"+46736265449\", \"message\": \"hello\", \"wait\": 60}";

    @TempDir
    private static Path directory;

    @SuppressWarnings("NullAway.Init")
    private static TestGateway gateway;

    @BeforeAll
    static void start() throws Exception {
        gateway = TestGateway.start(
                directory,
                """
                links: {base: "https://s.example/"}
                smsc: [{name: carrier-a, host: 127.0.0.1, port: 9, system-id: gw, password: x}]
                routes: [{to: "+46", sms: [carrier-a]}]
                """);
    }

    @AfterAll
    static void close() {
        gateway.close();
    }

    private static HttpResponse<String> post(String body) throws Exception {
        return gateway.http().send("POST", PATH, body);
    }

    private static String steps(String... steps) {
        return "{\"reference\": \"alarm 4\", \"steps\": [" + String.join(", ", steps) + "]}";
    }

    private static String with(String more) {
        return SMS.replace("}", ", " + more + "}");
    }

    private static JsonNode json(int status, HttpResponse<String> response) throws Exception {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        return HttpSender.json(response);
    }

    @Test
    void aLadderShowsItselfAndEachOfItsSteps() throws Exception {
        HttpResponse<String> response =
                post(steps(with("\"until\": \"clicked\", \"link_target\": \"https://a.example/\""), SMS));
        JsonNode accepted = json(201, response);
        String path = PATH + "/" + accepted.get("id").asText();
        assertThat(response.headers().firstValue("Location")).contains("https://sms.example" + path);
        for (JsonNode ladder : new JsonNode[] {accepted, gateway.http().get(path)}) {
            assertThat(ladder.get("status").asText()).isEqualTo("running");
            assertThat(ladder.get("reference").asText()).isEqualTo("alarm 4");
            assertThat(ladder.get("step").asInt()).isEqualTo(1);
            assertThat(ladder.get("next_step_at").isTextual()).isTrue();
            JsonNode first = ladder.at("/steps/0");
            assertThat(first.get("until").asText()).isEqualTo("clicked");
            assertThat(first.get("message").asText()).startsWith("hello https://s.example/");
            assertThat(first.get("id").asText())
                    .hasSize(26)
                    .isNotEqualTo(ladder.get("id").asText());
            JsonNode second = ladder.at("/steps/1");
            assertThat(second.get("status").asText()).isEqualTo("waiting");
            assertThat(second.get("until").asText()).isEqualTo("delivered");
            assertThat(second.has("id")).isFalse();
        }
        assertThat(gateway.http().get(path + "/timeline").findValuesAsText("event"))
                .startsWith("accepted", "ladder-step");
    }

    @Test
    void oneThatIsTakenBackSendsNothingMore() throws Exception {
        String path = PATH + "/" + json(201, post(steps(SMS, SMS))).get("id").asText();
        assertThat(gateway.http().send("DELETE", path, "").statusCode()).isEqualTo(204);
        JsonNode ladder = gateway.http().get(path);
        assertThat(ladder.get("status").asText()).isEqualTo("cancelled");
        assertThat(ladder.at("/steps/0/status").asText()).isEqualTo("cancelled");
        assertThat(ladder.at("/steps/1/status").asText()).isEqualTo("not-needed");
        assertThat(ladder.get("next_step_at").isNull()).isTrue();
        assertThat(gateway.http().send("DELETE", path, "").statusCode()).isEqualTo(204);
    }

    @Test
    void textsThatAreNotToBeKeptAreGoneFromAllStepsOnceItHasEnded() throws Exception {
        String path = PATH + "/"
                + json(201, post(steps(with("\"store_body\": false"), with("\"store_body\": false"), SMS)))
                        .get("id")
                        .asText();
        gateway.http().send("DELETE", path, "");
        JsonNode ladder = gateway.http().get(path);
        for (int i = 0; i < 2; i++) {
            JsonNode step = ladder.get("steps").get(i);
            assertThat(step.get("message").isNull()).isTrue();
            assertThat(step.get("body_length").asInt()).isEqualTo(5);
        }
        assertThat(ladder.at("/steps/2/message").asText()).isEqualTo("hello");
    }

    @Test
    void whatIsNotThereOrAnothersIsNotFound() throws Exception {
        String id = json(201, post(steps(SMS))).get("id").asText();
        HttpSender another = gateway.as(gateway.newAccount("another-one"));
        for (String path : new String[] {PATH + "/" + id, PATH + "/" + id + "/timeline"}) {
            assertThat(another.send("GET", path, "").statusCode()).isEqualTo(404);
        }
        assertThat(another.send("DELETE", PATH + "/" + id, "").statusCode()).isEqualTo(404);
        assertThat(gateway.http().send("GET", PATH + "/nonsense", "").statusCode())
                .isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{} | steps | is required, a list of 1 to 10 steps",
                "{\"steps\": []} | steps | must be a list of 1 to 10 steps",
                "{\"steps\": [7]} | steps[0] | must be a JSON object",
                "{\"steps\": [SMS], \"from\": \"a\"} | from | is not a field of this request",
                "{\"steps\": [{}]} | steps[0].type | is required: sms or voice",
                "{\"steps\": [SMS, {\"type\": \"fax\"}]} | steps[1].type | must be one of sms, voice",
                "{\"steps\": [SMS, WITHOUT, SMS]} | steps[1].wait | is required in all steps but the last",
                "{\"steps\": [SMS, LONG]} | steps[1].wait | must be a whole number, 1 to 604800",
                "{\"steps\": [SMS, CONFIRMED]} | steps[1].until | must be one of clicked, delivered",
                "{\"steps\": [SMS, LATER]} | steps[1].send_at | can stand in the first step alone",
                "{\"steps\": [SMS, TARGET]} | steps[1].link_target | needs until clicked beside it",
                "{\"steps\": [SMS, REPEATED]} | steps[1].repeat | is not a field of this request",
                "{\"steps\": [SMS, ABROAD]} | steps[1].to | is a number that no route for SMS matches",
                "{\"steps\": [SMS, CALL]} | steps[1].to | is a number that no route for calls matches",
                "{\"steps\": [SMS, KEYLESS]} | steps[1].confirm | is required beside until confirmed",
                "{\"steps\": [WIDE]} | steps[0].message | must be at most 131 characters beside its link"
            })
    void whatIsWrongIsNamedWithItsStep(String body, String field, String rule) throws Exception {
        String call =
                "{\"type\": \"voice\", \"from\": \"+46736265400\", \"to\": \"+46736265449\", \"file\": \"a.mp3\"}";
        String whole = body.replace("SMS", SMS)
                .replace("WITHOUT", SMS.replace(", \"wait\": 60", ""))
                .replace("LONG", SMS.replace("60", "604801"))
                .replace("CONFIRMED", with("\"until\": \"confirmed\""))
                .replace("LATER", with("\"send_at\": \"2040-01-01T00:00:00Z\""))
                .replace("TARGET", with("\"link_target\": \"https://a.example/\""))
                .replace("REPEATED", with("\"repeat\": 2"))
                .replace("ABROAD", SMS.replace("+46736265449", "+4532123456"))
                .replace("KEYLESS", call.replace("}", ", \"until\": \"confirmed\"}"))
                .replace("CALL", call)
                .replace("WIDE", with("\"until\": \"clicked\"").replace("hello", "x".repeat(132)));
        JsonNode error = json(400, post(whole)).at("/errors/0");
        assertThat(error.get("field").asText()).isEqualTo(field);
        assertThat(error.get("rule").asText()).startsWith(rule);
    }

    @Test
    void elevenStepsAreTooMany() throws Exception {
        String[] eleven = new String[11];
        Arrays.fill(eleven, SMS);
        assertThat(json(400, post(steps(eleven))).at("/errors/0/field").asText())
                .isEqualTo("steps");
    }

    @Test
    void aStepThatFollowsIsNotHeldAgainstTheHourOfNow() throws Exception {
        LocalTime now = LocalTime.now(ZoneOffset.UTC).truncatedTo(ChronoUnit.MINUTES);
        String quiet =
                with("\"quiet_hours\": [{\"from\": \"%s\", \"to\": \"%s\"}], \"time_zone\": \"UTC\", \"validity\": 60"
                        .formatted(now.minusHours(1), now.plusHours(2)));
        assertThat(json(400, post(steps(quiet, SMS))).at("/errors/0/field").asText())
                .isEqualTo("steps[0].quiet_hours");
        assertThat(json(201, post(steps(SMS, quiet))).at("/steps/1/status").asText())
                .isEqualTo("waiting");
    }
}
