package trunkline.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import trunkline.gateway.HttpSender;
import trunkline.gateway.TestGateway;

/** Quiet hours around the time of now, over a real connection. */
class HoursApiTest {

    private static final ZoneId STOCKHOLM = ZoneId.of("Europe/Stockholm");
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    private static Path directory;

    @SuppressWarnings("NullAway.Init")
    private static TestGateway gateway;

    @BeforeAll
    static void start() throws Exception {
        ZonedDateTime now = Instant.now().atZone(STOCKHOLM).truncatedTo(ChronoUnit.MINUTES);
        gateway = TestGateway.start(
                directory,
                """
                smsc:
                  - {name: carrier-a, host: 127.0.0.1, port: 9, system-id: gw, password: x}
                  - {name: carrier-b, host: 127.0.0.1, port: 9, system-id: gw, password: x}
                  - {name: carrier-c, host: 127.0.0.1, port: 9, system-id: gw, password: x}
                routes:
                  - {to: "+", sms: [carrier-a]}
                  - {to: "+46701", sms: [carrier-b]}
                  - {to: "+46702", sms: [carrier-c]}
                hours:
                  quiet-hours: [{from: "%s", to: "%s"}]
                  accounts: [{name: otp, can-be-switched-off: true}]
                """
                        .formatted(
                                now.minusHours(1).toLocalTime(),
                                now.plusHours(3).toLocalTime()));
    }

    @AfterAll
    static void close() {
        gateway.close();
    }

    private static HttpResponse<String> post(HttpSender account, String more) throws Exception {
        return post(account, "+46736265449", more);
    }

    private static HttpResponse<String> post(HttpSender account, String to, String more) throws Exception {
        return account.send(
                "POST",
                "/messages/sms",
                "{\"from\": \"Shop\", \"to\": \"%s\", \"message\": \"hello\"%s}".formatted(to, more));
    }

    private static JsonNode json(int status, HttpResponse<String> response) throws Exception {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        return HttpSender.json(response);
    }

    @Test
    void anSmsInQuietHoursWaitsAndItsReportAndTimelineSayUntilWhen() throws Exception {
        String path =
                "/messages/sms/" + json(201, post(gateway.http(), "")).get("id").asText();
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(
                        gateway.http().get(path).get("status").asText())
                .isEqualTo("scheduled"));
        assertThat(gateway.http().get(path).get("reason").asText())
                .matches("waits for quiet hours until .*Z \\(..:.. in Europe/Stockholm\\)");
        assertThat(gateway.http().get(path + "/timeline").get("events"))
                .anySatisfy(event -> assertThat(event.get("event").asText()).isEqualTo("waits"));
        assertThat(gateway.http().send("DELETE", path, "").statusCode()).isEqualTo(204);
    }

    @Test
    void whereTheRecipientSaysItIsAnotherHourThatCounts() throws Exception {
        String number = "+46701234567";
        String other = "/messages/sms/"
                + json(201, post(gateway.http(), number, "")).get("id").asText();
        JsonNode accepted = json(201, post(gateway.http(), number, ", \"time_zone\": \"Pacific/Kiritimati\""));
        assertThat(accepted.get("time_zone").asText()).isEqualTo("Pacific/Kiritimati");
        String path = "/messages/sms/" + accepted.get("id").asText();
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(
                        gateway.http().get(other).get("status").asText())
                .isEqualTo("scheduled"));
        assertThat(gateway.http().get(path).get("status").asText()).isEqualTo("accepted");
        assertThat(gateway.http().get(other).has("time_zone")).isFalse();
    }

    @Test
    void onlyAnAccountThatMaySwitchesThemOff() throws Exception {
        JsonNode error =
                json(400, post(gateway.http(), ", \"quiet_hours\": false")).at("/errors/0");
        assertThat(error.get("field").asText()).isEqualTo("quiet_hours");
        assertThat(error.get("rule").asText()).contains("the configuration does not let messages of this account");

        HttpSender otp = gateway.as(gateway.newAccount("otp"));
        JsonNode accepted = json(201, post(otp, "+46702345678", ", \"quiet_hours\": false"));
        assertThat(accepted.get("quiet_hours").asBoolean()).isFalse();
    }

    @Test
    void whatExpiresBeforeTheyEndIsRefused() throws Exception {
        JsonNode error = json(400, post(gateway.http(), ", \"validity\": 600")).at("/errors/0");
        assertThat(error.get("field").asText()).isEqualTo("quiet_hours");
        assertThat(error.get("rule").asText()).matches("there are quiet hours until .*, and its validity ends at .*");
    }

    @Test
    void hoursOfTheMessageAreShownAndHoldBesideThose() throws Exception {
        String own = "[{\"from\": \"20:00\", \"to\": \"07:30\", \"days\": [\"fri\", \"sat\"]}]";
        JsonNode accepted = json(201, post(gateway.http(), ", \"quiet_hours\": " + own));
        JsonNode kept = gateway.http().get("/messages/sms/" + accepted.get("id").asText());
        assertThat(kept.get("quiet_hours").toString()).isEqualTo(own.replace(" ", ""));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "true",
                "[]",
                "\"21:00-08:00\"",
                "[{\"from\": \"21:00\"}]",
                "[{\"from\": \"21:00\", \"to\": \"24:01\"}]",
                "[{\"from\": \"21:00\", \"to\": \"08:00\", \"days\": []}]",
                "[{\"from\": \"21:00\", \"to\": \"08:00\", \"days\": [\"holiday\"]}]",
                "[{\"from\": \"21:00\", \"to\": \"08:00\", \"zone\": \"UTC\"}]"
            })
    void hoursThatAreNoneAreRefused(String hours) throws Exception {
        JsonNode error =
                json(400, post(gateway.http(), ", \"quiet_hours\": " + hours)).at("/errors/0");
        assertThat(error.get("field").asText()).isEqualTo("quiet_hours");
        assertThat(error.get("rule").asText()).startsWith("must be false, or a list of 1 to 7 such as");
    }

    @Test
    void aZoneThatIsNoneIsRefused() throws Exception {
        JsonNode error = json(400, post(gateway.http(), ", \"time_zone\": \"Europe/Atlantis\""))
                .at("/errors/0");
        assertThat(error.get("field").asText()).isEqualTo("time_zone");
    }
}
