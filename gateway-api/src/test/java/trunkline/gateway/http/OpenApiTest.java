package trunkline.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import trunkline.gateway.HttpSender;
import trunkline.gateway.TestGateway;

/** {@code openapi.json} is held to what the gateway serves, takes and answers. */
class OpenApiTest {

    private static final String WAYS =
            """
            smsc: [{name: carrier-a, host: 127.0.0.1, port: 9, system-id: gw, password: x}]
            trunks: [{name: pbx, proxy: "127.0.0.1:9"}]
            routes: [{to: "+46", sms: [carrier-a], voice: [pbx]}]
            """;
    private static final String SMS = "\"from\": \"Shop\", \"to\": \"+46736265449\"";
    private static final String TEXT = SMS + ", \"message\": \"hello\"";

    @TempDir
    private static Path directory;

    @SuppressWarnings("NullAway.Init")
    private static TestGateway gateway;

    @SuppressWarnings("NullAway.Init")
    private static OpenApiContract contract;

    @BeforeAll
    static void start() throws Exception {
        gateway = TestGateway.start(directory, WAYS);
        contract = OpenApiContract.served(gateway, "/openapi.json");
    }

    @AfterAll
    static void close() {
        gateway.close();
    }

    /** Not another vendor's, and no link in an SMS, which is for the browser of its recipient. */
    private static boolean isNative(String served) {
        String path = served.substring(served.indexOf(' ') + 1);
        return !path.startsWith("/v2")
                && !path.startsWith("/dlr/")
                && !path.startsWith("/mdr-sms/")
                && !path.startsWith("/api-v2/")
                && !path.startsWith("/platform_api")
                && !path.startsWith("/{token");
    }

    private static HttpResponse<String> exchange(String method, String pattern, String path, String body)
            throws Exception {
        return contract.exchange(gateway.http(), method, pattern, path, body);
    }

    private static String idOf(HttpResponse<String> response) throws Exception {
        return HttpSender.json(response).get("id").asText();
    }

    @Test
    void describesWhatIsServedAndNothingElse() {
        assertThat(contract.described())
                .containsExactlyInAnyOrderElementsOf(
                        gateway.served().stream().filter(OpenApiTest::isNative).toList());
    }

    @Test
    void everyReferenceLeadsSomewhereAndEveryOperationHasAnIdOfItsOwn() {
        contract.assertConsistent();
    }

    @Test
    void describesSms() throws Exception {
        String sms = "/messages/sms";
        String byId = "/messages/sms/{id}";
        String later = ", \"send_at\": \"2099-01-01T00:00:00Z\", \"reference\": \"order 17\"";
        String full = ", \"transliterate\": \"smart\", \"flash\": true, \"destination_port\": 9200, \"source_port\": 1,"
                + " \"validity\": 600, \"priority\": 1, \"protocol_id\": 65, \"store_body\": false";
        String id = idOf(exchange("POST", sms, sms, "{" + TEXT + "}"));
        String planned = idOf(exchange(
                "POST",
                sms,
                sms,
                "{" + TEXT + full + ", \"send_at\": \""
                        + Instant.now().plusSeconds(3_600).toString() + "\", \"reference\": \"order 17\"}"));
        String repeated = idOf(exchange(
                "POST",
                sms,
                sms,
                "{" + SMS + ", \"message\": \"see {link}\", \"repeat\": 3, \"repeat_interval\": 5,"
                        + " \"link_target\": \"https://shop.example/\"}"));
        exchange("POST", sms, sms, "{" + SMS + ", \"binary\": \"00ff\"}");
        for (String wrong : List.of(
                "{}",
                "{" + SMS + "}",
                "{" + TEXT + later + "}",
                "{" + TEXT + ", \"colour\": 1}",
                "{" + TEXT + ", \"binary\": \"00\"}",
                "{" + TEXT + ", \"priority\": 4}",
                "{\"from\": \"Shop\", \"to\": \"0736265449\", \"message\": \"x\"}")) {
            assertThat(exchange("POST", sms, sms, wrong).statusCode()).isEqualTo(400);
        }
        for (String one : List.of(id, planned, repeated)) {
            assertThat(exchange("GET", byId, sms + "/" + one, "").statusCode()).isEqualTo(200);
            exchange("GET", byId + "/timeline", sms + "/" + one + "/timeline", "");
            exchange("GET", byId + "/hits", sms + "/" + one + "/hits", "");
            exchange("POST", byId + "/query", sms + "/" + one + "/query", "");
            exchange("POST", byId + "/replace", sms + "/" + one + "/replace", "{\"message\": \"other\"}");
        }
        assertThat(exchange("PATCH", byId, sms + "/" + planned, "{\"message\": \"changed\"}")
                        .statusCode())
                .isEqualTo(200);
        exchange("PATCH", byId, sms + "/" + planned, "{}");
        assertThat(exchange("DELETE", byId, sms + "/" + planned, "").statusCode())
                .isEqualTo(204);
        assertThat(exchange("GET", byId, sms + "/" + planned, "").body()).contains("\"body_hash\"");
        exchange("GET", byId, sms + "/none", "");
        assertThat(exchange("GET", "/messages", "/messages?limit=2", "").statusCode())
                .isEqualTo(200);
        exchange("GET", "/messages", "/messages?limit=0", "");
        assertThat(exchange("GET", "/messages/export", "/messages/export?format=csv", "")
                        .statusCode())
                .isEqualTo(200);
        exchange("GET", "/messages/export", "/messages/export?format=xml", "");
        exchange("POST", "/segments", "/segments", "{\"message\": \"It’s 5 €\", \"to\": \"+46736265449\"}");
        exchange("POST", "/segments", "/segments", "{}");
    }

    @Test
    void describesTemplates() throws Exception {
        String byName = "/templates/{name}";
        assertThat(exchange("PUT", byName, "/templates/code", "{\"text\": \"Code {{code}}\"}")
                        .statusCode())
                .isEqualTo(201);
        exchange("PUT", byName, "/templates/code", "{\"text\": \"Your code: {{code}}\"}");
        exchange("PUT", byName, "/templates/code", "{\"text\": \"\"}");
        exchange("GET", "/templates", "/templates", "");
        exchange("GET", byName, "/templates/code", "");
        String sms = "/messages/sms";
        String template = SMS + ", \"template\": \"code\"";
        assertThat(exchange("POST", sms, sms, "{" + template + ", \"variables\": {\"code\": 42}}")
                        .statusCode())
                .isEqualTo(201);
        exchange("POST", sms, sms, "{" + template + "}");
        exchange("POST", sms, sms, "{" + template + ", \"message\": \"x\"}");
        exchange("GET", "/messages", "/messages?text=code", "");
        assertThat(exchange("DELETE", byName, "/templates/code", "").statusCode())
                .isEqualTo(204);
        exchange("GET", byName, "/templates/code", "");
    }

    @Test
    void describesBatches() throws Exception {
        String batch = "/messages/batch";
        assertThat(exchange("POST", batch, batch, "{\"messages\": [{" + TEXT + "}]}")
                        .statusCode())
                .isEqualTo(200);
        assertThat(exchange(
                                "POST",
                                batch,
                                batch,
                                "{\"messages\": [{" + TEXT + ", \"repeat\": 2, \"repeat_interval\": 5}]}")
                        .statusCode())
                .isEqualTo(200);
        assertThat(exchange("POST", batch, batch, "{\"messages\": []}").statusCode())
                .isEqualTo(400);
        JsonNode mixed = HttpSender.json(gateway.http().send("POST", batch, "{\"messages\": [{" + TEXT + "}, {}]}"));
        assertThat(contract.problems(
                        contract.operation("POST", batch).at("/responses/200/content/application~1json/schema"), mixed))
                .isEmpty();
    }

    @Test
    void describesLadders() throws Exception {
        String ladder = "/messages/ladder";
        String step = "{\"type\": \"sms\", \"wait\": 60, " + TEXT + "}";
        HttpResponse<String> accepted =
                exchange("POST", ladder, ladder, "{\"steps\": [" + step + ", " + step + "], \"reference\": \"a\"}");
        assertThat(accepted.statusCode()).isEqualTo(201);
        String path = ladder + "/" + idOf(accepted);
        assertThat(exchange("GET", ladder + "/{id}", path, "").statusCode()).isEqualTo(200);
        assertThat(exchange("GET", ladder + "/{id}/timeline", path + "/timeline", "")
                        .statusCode())
                .isEqualTo(200);
        assertThat(exchange("DELETE", ladder + "/{id}", path, "").statusCode()).isEqualTo(204);
        assertThat(exchange("POST", ladder, ladder, "{\"steps\": []}").statusCode())
                .isEqualTo(400);
        exchange("GET", ladder + "/{id}", ladder + "/none", "");
    }

    @Test
    void describesVoice() throws Exception {
        String voice = "/messages/voice";
        String file = "/voice-files/{name}";
        HttpResponse<String> missing = exchange(
                "POST",
                voice,
                voice,
                "{\"from\": \"+46736265400\", \"to\": \"+46736265449\", \"file\": \"x.mp3\", \"plays\": 2,"
                        + " \"confirm\": \"1\", \"menu\": {\"2\": {\"play\": \"y.mp3\"}}}");
        assertThat(missing.statusCode()).isEqualTo(400);
        exchange("POST", voice, voice, "{}");
        exchange("GET", voice + "/{id}", voice + "/none", "");
        exchange("PATCH", voice + "/{id}", voice + "/none", "{\"send_at\": \"2026-12-01T00:00:00Z\"}");
        exchange("DELETE", voice + "/{id}", voice + "/none", "");
        exchange("GET", voice + "/{id}/timeline", voice + "/none/timeline", "");
        exchange("GET", "/calls", "/calls", "");
        exchange("PUT", file, "/voice-files/x.mp3", "no sound at all");
        exchange("GET", "/voice-files", "/voice-files", "");
        exchange("GET", file, "/voice-files/x.mp3", "");
        exchange("GET", file + "/preview", "/voice-files/x.mp3/preview", "");
        exchange("GET", file + "/waveform", "/voice-files/x.mp3/waveform", "");
        exchange("DELETE", file, "/voice-files/x.mp3", "");
    }

    @Test
    void describesWebhooksAndWhatPhonesSend() throws Exception {
        String hooks = "/webhooks";
        String byId = "/webhooks/{id}";
        String hook = hooks + "/"
                + idOf(exchange(
                        "POST", hooks, hooks, "{\"url\": \"https://hooks.example/\", \"events\": [\"sms.*\"]}"));
        exchange("POST", hooks, hooks, "{\"url\": \"gopher://hooks.example/\"}");
        exchange("GET", hooks, hooks, "");
        assertThat(exchange("GET", byId, hook, "").statusCode()).isEqualTo(200);
        assertThat(exchange("PATCH", byId, hook, "{\"paused\": true}").statusCode())
                .isEqualTo(200);
        exchange("POST", byId + "/secrets", hook + "/secrets", "{\"keep_old_seconds\": 60}");
        exchange("GET", byId + "/deliveries", hook + "/deliveries", "");
        exchange("GET", byId + "/dead-letters", hook + "/dead-letters", "");
        exchange("POST", byId + "/dead-letters/replay", hook + "/dead-letters/replay", "{\"all\": true}");
        assertThat(exchange("DELETE", byId, hook, "").statusCode()).isEqualTo(204);
        exchange("GET", byId, hook, "");
        exchange("GET", "/messages/inbound", "/messages/inbound", "");
        exchange("GET", "/messages/inbound/{id}", "/messages/inbound/none", "");
        exchange("GET", "/conversations/{number}", "/conversations/+46736265449", "");
        exchange("POST", "/opt-outs", "/opt-outs", "{\"sender\": \"Shop\", \"number\": \"+46736265440\"}");
        exchange("POST", "/opt-outs", "/opt-outs", "{\"sender\": \"Shop\"}");
        exchange("GET", "/opt-outs", "/opt-outs?limit=1", "");
        exchange("DELETE", "/opt-outs/{sender}/{number}", "/opt-outs/Shop/+46736265440", "");
    }

    @Test
    void describesWhatOperatorsAsk() throws Exception {
        gateway.newAccount("shop");
        exchange("POST", "/accounts/{name}/pause", "/accounts/shop/pause", "{\"reason\": \"x\"}");
        exchange("POST", "/accounts/{name}/pause", "/accounts/shop/pause", "{\"reason\": \"\"}");
        assertThat(exchange("GET", "/accounts", "/accounts", "").body()).contains("\"paused\"");
        exchange("POST", "/accounts/{name}/resume", "/accounts/shop/resume", "");
        String balance = "/accounts/{name}/balance";
        exchange("GET", "/balance", "/balance", "");
        assertThat(exchange("POST", balance, "/accounts/shop/balance", "{\"add\": 12.5}")
                        .statusCode())
                .isEqualTo(200);
        exchange("POST", balance, "/accounts/shop/balance", "{\"add\": 0}");
        assertThat(exchange("GET", "/accounts", "/accounts", "").body()).contains("\"balance\":12.5");
        assertThat(exchange("DELETE", balance, "/accounts/shop/balance", "").statusCode())
                .isEqualTo(204);
        exchange("DELETE", balance, "/accounts/shop/balance", "");
        exchange("GET", "/audit", "/audit?limit=2", "");
        String erase = "/numbers/erase";
        assertThat(exchange("POST", erase, erase, "{\"number\": \"+46736265447\", \"opt_outs\": false}")
                        .statusCode())
                .isEqualTo(200);
        exchange("POST", erase, erase, "{\"number\": \"1\"}");
        exchange("GET", "/smsc", "/smsc", "");
        exchange("POST", "/smsc/{name}/retry", "/smsc/carrier-a/retry", "");
        exchange("POST", "/smsc/{name}/retry", "/smsc/none/retry", "");
        exchange("POST", "/smsc/{name}/sims/{sim}/release", "/smsc/carrier-a/sims/none/release", "");
        exchange("GET", "/receipts/unmatched", "/receipts/unmatched", "");
        exchange("POST", "/routes/explain", "/routes/explain", "{\"to\": \"+46736265449\"}");
        exchange("POST", "/config/reload", "/config/reload", "");
        exchange("GET", "/health/live", "/health/live", "");
        exchange("GET", "/health/ready", "/health/ready", "");
        exchange("GET", "/metrics", "/metrics", "");
        exchange("GET", "/openapi.json", "/openapi.json", "");
        exchange("GET", "/openapi/{document}", "/openapi/voximplant.json", "");
        assertThat(exchange("GET", "/openapi/{document}", "/openapi/other.json", "")
                        .statusCode())
                .isEqualTo(404);
    }
}
