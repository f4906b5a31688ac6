package trunkline.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import trunkline.gateway.HttpSender;
import trunkline.gateway.SharedGateway;

/** Messages that are planned, changed, taken back and listed, over a real connection. */
class ScheduleApiTest {

    private static final String WAYS =
            """
            smsc: [{name: carrier-a, host: 127.0.0.1, port: 9, system-id: gw, password: x}]
            routes: [{to: "+46", sms: [carrier-a]}]
            """;

    @RegisterExtension
    private static final SharedGateway GATEWAY = new SharedGateway(WAYS);

    private static Instant inHours(int hours) {
        return Instant.now().plus(hours, ChronoUnit.HOURS).truncatedTo(ChronoUnit.SECONDS);
    }

    @Test
    void aMessageWithATimeIsScheduledAndShowsIt() throws Exception {
        Instant at = inHours(3);
        JsonNode accepted = json(
                201,
                post("\"send_at\": \"%s\", \"reference\": \"order 17\"".formatted(at.atOffset(ZoneOffset.ofHours(2)))));

        for (JsonNode message : new JsonNode[] {accepted, get(accepted)}) {
            assertThat(message.get("status").asText()).isEqualTo("scheduled");
            assertThat(message.get("send_at").asText()).isEqualTo(at.toString());
            assertThat(message.get("reference").asText()).isEqualTo("order 17");
            assertThat(message.get("last_sent_at").isNull()).isTrue();
        }
    }

    @Test
    void aTimeThatIsOverOrTooFarAheadIsRefused() throws Exception {
        for (Instant at : new Instant[] {inHours(-1), inHours(24 * 367)}) {
            HttpResponse<String> refused = post("\"send_at\": \"%s\"".formatted(at));
            JsonNode error = json(400, refused).at("/errors/0");
            assertThat(error.get("field").asText()).isEqualTo("send_at");
            assertThat(error.get("rule").asText()).isEqualTo("must be in the future, and at most 366 days ahead");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"tomorrow\"",
                "\"2027-01-01T08:00:00\"",
                "\"2027-01-01\"",
                "1893456000",
                "\"\"",
                "\"+99999-01-01T00:00:00Z\""
            })
    void aTimeThatIsNotRfc3339WithAnOffsetIsRefused(String time) throws Exception {
        JsonNode error = json(400, post("\"send_at\": " + time)).at("/errors/0");
        assertThat(error.get("field").asText()).isEqualTo("send_at");
    }

    @Test
    void itsTimeAndItsTextCanBeChangedUntilItIsTakenBack() throws Exception {
        JsonNode accepted = json(201, post("\"send_at\": \"%s\"".formatted(inHours(3))));
        String path = "/messages/sms/" + accepted.get("id").asText();
        Instant later = inHours(9);

        JsonNode changed = json(
                200,
                GATEWAY.get()
                        .http()
                        .send("PATCH", path, "{\"send_at\": \"%s\", \"message\": \"Ändrat ☃\"}".formatted(later)));
        assertThat(changed.get("send_at").asText()).isEqualTo(later.toString());
        assertThat(changed.get("coding").asText()).isEqualTo("ucs2");
        assertThat(get(accepted).get("message").asText()).isEqualTo("Ändrat ☃");
        assertThat(get(accepted).get("status").asText()).isEqualTo("scheduled");

        assertThat(GATEWAY.get().http().send("DELETE", path, "").statusCode()).isEqualTo(204);
        assertThat(get(accepted).get("status").asText()).isEqualTo("cancelled");
        HttpResponse<String> late =
                GATEWAY.get().http().send("PATCH", path, "{\"send_at\": \"%s\"}".formatted(inHours(10)));
        assertThat(json(409, late).get("detail").asText())
                .isEqualTo(
                        "the message is 'cancelled' and was not changed: only one that waits for its send_at can be");
    }

    @Test
    void aChangeThatMakesNoSenseIsRefusedAndChangesNothing() throws Exception {
        JsonNode accepted = json(201, post("\"send_at\": \"%s\"".formatted(inHours(3))));
        String path = "/messages/sms/" + accepted.get("id").asText();

        json(400, GATEWAY.get().http().send("PATCH", path, "{}"));
        json(400, GATEWAY.get().http().send("PATCH", path, "{\"to\": \"+46736265450\"}"));
        json(400, GATEWAY.get().http().send("PATCH", path, "{\"send_at\": \"%s\"}".formatted(inHours(-1))));
        json(400, GATEWAY.get().http().send("PATCH", path, "{\"message\": \"%s\"}".formatted("x".repeat(2_000))));
        json(
                404,
                GATEWAY.get()
                        .http()
                        .send("PATCH", path.replace("sms", "voice"), "{\"send_at\": \"%s\"}".formatted(inHours(4))));
        json(404, GATEWAY.get().anotherAccount().send("PATCH", path, "{\"message\": \"mine\"}"));
        assertThat(get(accepted)).isEqualTo(accepted);
    }

    @Test
    void aMessageThatWaitsForNoTimeCannotBeChanged() throws Exception {
        JsonNode accepted = json(201, post("\"priority\": 1"));
        String path = "/messages/sms/" + accepted.get("id").asText();

        json(409, GATEWAY.get().http().send("PATCH", path, "{\"send_at\": \"%s\"}".formatted(inHours(4))));
    }

    @Test
    void listsWhatIsAskedForPageByPage() throws Exception {
        String to = "+46736265477";
        for (int i = 0; i < 5; i++) {
            json(
                    201,
                    GATEWAY.get()
                            .http()
                            .send(
                                    "POST",
                                    "/messages/sms",
                                    "{\"from\":\"x\",\"to\":\"%s\",\"message\":\"%d\",\"send_at\":\"%s\"}"
                                            .formatted(to, i, inHours(3))));
        }
        StringBuilder texts = new StringBuilder();
        int pages = 0;
        String next = "/messages?limit=2&status=scheduled&to=%2B46736265477";
        for (; next != null; pages++) {
            JsonNode page = GATEWAY.get().http().get(next);
            page.get("messages")
                    .forEach(message -> texts.append(message.get("message").asText()));
            next = page.get("next").isNull() ? null : page.get("next").asText();
        }
        assertThat(texts).hasToString("43210");
        assertThat(pages).isEqualTo(3);
        assertThat(GATEWAY.get().http().get("/messages?type=voice").get("messages"))
                .isEmpty();
        json(400, GATEWAY.get().http().send("GET", "/messages?status=asleep", ""));
        json(400, GATEWAY.get().http().send("GET", "/messages?colour=red", ""));
    }

    private static HttpResponse<String> post(String members) throws Exception {
        return GATEWAY.get()
                .http()
                .send(
                        "POST",
                        "/messages/sms",
                        "{\"from\": \"x\", \"to\": \"+46736265449\", \"message\": \"x\", " + members + "}");
    }

    private static JsonNode get(JsonNode message) throws Exception {
        return GATEWAY.get().http().get("/messages/sms/" + message.get("id").asText());
    }

    private static JsonNode json(int status, HttpResponse<String> response) throws Exception {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        return HttpSender.json(response);
    }
}
