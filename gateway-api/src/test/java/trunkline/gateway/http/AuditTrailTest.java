package trunkline.gateway.http;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.InputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import trunkline.gateway.HttpSender;
import trunkline.gateway.SharedGateway;
import trunkline.gateway.cli.Main;

/** Who has changed what: every operation of the native API that changes something is in the audit trail, or does not belong there. */
class AuditTrailTest {

    private static final String WAYS =
            """
            smsc:
              - {name: carrier-a, host: 127.0.0.1, port: 9, system-id: gw, password: x}
              - {name: goip, host: 127.0.0.1, port: 9, system-id: gw, password: x,
                 bank: {rate: 6/m, sims: [{name: sim-1, number: "+46701000001"}]}}
            routes: [{to: "+", sms: [carrier-a]}]
            """;

    /** What each operation that changes an account, a key or the configuration leaves in the trail. */
    private static final Map<String, String> TRAIL = Map.ofEntries(
            entry("putTemplate", "template.added"),
            entry("removeTemplate", "template.removed"),
            entry("putVoiceFile", "voice-file.added"),
            entry("removeVoiceFile", "voice-file.removed"),
            entry("addOptOut", "opt-out.added"),
            entry("removeOptOut", "opt-out.removed"),
            entry("addWebhook", "webhook.added"),
            entry("changeWebhook", "webhook.changed"),
            entry("removeWebhook", "webhook.removed"),
            entry("rotateSecret", "webhook.secret-rotated"),
            entry("retrySmsc", "smsc.retried"),
            entry("releaseSim", "sim.released"),
            entry("pauseAccount", "account.paused"),
            entry("resumeAccount", "account.resumed"),
            entry("addToBalance", "balance.added"),
            entry("endBalance", "balance.ended"),
            entry("eraseNumber", "number.erased"));

    /** The others, and why nobody would look for them there. */
    private static final Map<String, String> ELSEWHERE = Map.ofEntries(
            entry("sendSms", "a message"),
            entry("changeSms", "its timeline tells"),
            entry("cancelSms", "its timeline tells"),
            entry("querySms", "its timeline tells"),
            entry("replaceSms", "its timeline tells"),
            entry("sendBatch", "messages"),
            entry("sendLadder", "a ladder"),
            entry("cancelLadder", "its timeline tells"),
            entry("sendVoice", "a message"),
            entry("changeVoice", "its timeline tells"),
            entry("cancelVoice", "its timeline tells"),
            entry("testWebhook", "sends an event, changes nothing"),
            entry("replay", "sends events again, changes nothing"),
            entry("segments", "changes nothing"),
            entry("explainRoute", "changes nothing"),
            entry("reload", "the configuration that it brings is noted, if it differs: see ReloadIT"));

    /** An account that administers nothing. */
    private static final String OTHER = "talkative";

    @RegisterExtension
    private static final SharedGateway GATEWAY = new SharedGateway(WAYS);

    private static HttpResponse<String> ask(String method, String path, String body) throws Exception {
        HttpResponse<String> response = GATEWAY.get().http().send(method, path, body);
        assertThat(response.statusCode())
                .as("%s %s: %s", method, path, response.body())
                .isBetween(200, 299);
        return response;
    }

    /** Actions, the oldest first, with what each says. */
    private static List<String> trail(String... columns) throws Exception {
        List<String> rows = new ArrayList<>();
        for (JsonNode row : GATEWAY.get().http().get("/audit?limit=1000").get("audit")) {
            StringBuilder text = new StringBuilder();
            for (String column : columns) {
                text.append(text.isEmpty() ? "" : " | ").append(row.get(column).asText());
            }
            rows.add(0, text.toString());
        }
        return rows;
    }

    @Test
    void everyOperationThatChangesSomethingIsInTheTrailOrDoesNotBelongThere() throws Exception {
        JsonNode paths = GATEWAY.get().http().get("/openapi.json").get("paths");
        Set<String> changing = new TreeSet<>();
        for (JsonNode path : paths) {
            for (Map.Entry<String, JsonNode> operation : path.properties()) {
                if (Set.of("post", "put", "patch", "delete").contains(operation.getKey())) {
                    changing.add(operation.getValue().get("operationId").asText());
                }
            }
        }
        Set<String> known = new TreeSet<>(TRAIL.keySet());
        known.addAll(ELSEWHERE.keySet());

        assertThat(changing).isEqualTo(known);
        doEachOfThem();
        assertThat(trail("action")).containsAll(TRAIL.values()).contains("messages.exported");
        assertThat(trail("action", "actor"))
                .filteredOn(row -> !row.endsWith(" | " + OTHER))
                .filteredOn(row -> TRAIL.containsValue(row.substring(0, row.indexOf(" | ")))
                        || row.startsWith("messages.exported"))
                .allMatch(row -> row.endsWith(" | " + GATEWAY.get().account()));
    }

    private static void doEachOfThem() throws Exception {
        GATEWAY.get().newAccount("shop");
        ask("PUT", "/templates/hello", "{\"text\": \"Hello\"}");
        ask("DELETE", "/templates/hello", "");
        try (InputStream demo = Main.class.getResourceAsStream("demo.mp3")) {
            GATEWAY.get()
                    .http()
                    .send(
                            "PUT",
                            "/voice-files/a.mp3",
                            BodyPublishers.ofByteArray(demo.readAllBytes()),
                            "Bearer " + GATEWAY.get().key());
        }
        ask("DELETE", "/voice-files/a.mp3", "");
        ask("POST", "/opt-outs", "{\"sender\": \"Shop\", \"number\": \"+46736265449\"}");
        ask("DELETE", "/opt-outs/Shop/+46736265449", "");
        String made = ask("POST", "/webhooks", "{\"url\": \"https://hooks.example/secret\"}")
                .body();
        String hook =
                "/webhooks/" + made.replaceFirst(".*\"id\":\"", "").substring(0, "0005a8f1s4g000c5jz8p2xk3vq".length());
        ask("PATCH", hook, "{\"paused\": true, \"url\": \"https://other.example?token=x\"}");
        ask("PATCH", hook, "{\"paused\": true}");
        ask("POST", hook + "/secrets", "");
        ask("DELETE", hook, "");
        ask("POST", "/smsc/carrier-a/retry", "");
        ask("POST", "/smsc/goip/sims/sim-1/release", "");
        ask("POST", "/accounts/shop/pause", "{\"reason\": \"x\"}");
        ask("POST", "/accounts/shop/resume", "");
        ask("POST", "/accounts/shop/balance", "{\"add\": 5}");
        ask("DELETE", "/accounts/shop/balance", "");
        ask("POST", "/numbers/erase", "{\"number\": \"+46736265440\"}");
        ask("GET", "/messages/export?to=%2B46736265449&since=2026-01-01T00:00:00Z", "");
    }

    @Test
    void saysWhatWasChangedAndNothingThatIsSecret() throws Exception {
        String account = GATEWAY.get().newAccount(OTHER);
        HttpSender http = GATEWAY.get().as(account);
        String id = HttpSender.json(
                        http.send("POST", "/webhooks", "{\"url\": \"https://hooks.example:8443/T0/B1?k=x\"}"))
                .get("id")
                .asText();
        String change = "{\"paused\": true, \"events\": [\"sms.*\"], \"url\": \"https://other.example:444?x=y\"}";
        assertThat(http.send("PATCH", "/webhooks/" + id, change).statusCode()).isEqualTo(200);
        assertThat(http.send("PATCH", "/webhooks/" + id, change).statusCode()).isEqualTo(200);
        assertThat(http.send("PATCH", "/webhooks/" + id, "{\"paused\": false}").statusCode())
                .isEqualTo(200);
        http.send("PUT", "/templates/t", "{\"text\": \"a\"}");
        http.send("PUT", "/templates/t", "{\"text\": \"a\"}");
        http.send("PUT", "/templates/t", "{\"text\": \"b\"}");
        http.send("DELETE", "/templates/none", "");
        assertThat(http.send("GET", "/messages/export?text=secret&until=2026-01-01T00:00:00Z&format=jsonl", "")
                        .statusCode())
                .isEqualTo(200);
        ask("POST", "/opt-outs", "{\"sender\": \"Talk\", \"number\": \"+46736265411\"}");
        ask("POST", "/opt-outs", "{\"sender\": \"Talk\", \"number\": \"+46736265411\"}");

        assertThat(trail("actor", "action", "subject", "detail"))
                .filteredOn(row -> row.startsWith("talkative | ") || row.contains(" | Talk | "))
                .containsExactly(
                        "talkative | webhook.added | " + id + " | to https://hooks.example:8443",
                        "talkative | webhook.changed | " + id + " | to https://other.example:444, events sms.*, paused",
                        "talkative | webhook.changed | " + id + " | resumed",
                        "talkative | template.added | t | ",
                        "talkative | template.changed | t | ",
                        "talkative | messages.exported | talkative | jsonl, text, until 2026-01-01T00:00:00Z",
                        GATEWAY.get().account() + " | opt-out.added | Talk | +4673*****11");
    }
}
