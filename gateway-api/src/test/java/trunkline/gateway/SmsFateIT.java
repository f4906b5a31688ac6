package trunkline.gateway;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import trunkline.smpp.session.CommandStatus;
import trunkline.smpp.simulator.IdForm;
import trunkline.smpp.simulator.SimulatorListener;
import trunkline.smpp.simulator.SimulatorSettings;
import trunkline.smpp.simulator.SmscBehaviour;
import trunkline.smpp.simulator.SmscBehaviour.Ids;
import trunkline.smpp.simulator.SmscBehaviour.Receipts;
import trunkline.smpp.simulator.SmscBehaviour.Responses;
import trunkline.smpp.simulator.SmscSimulator;

/** What becomes of an SMS, as its sender sees it, against a simulated SMSC behind two binds. */
class SmsFateIT {

    private static final String SMS =
            """
            {"from": "Trunkline", "to": "+46736265449", "message": "hello"}""";

    @TempDir
    private Path directory;

    private final SmscSimulator smsc =
            new SmscSimulator(SimulatorSettings.LOOPBACK, SmscBehaviour.PERFECT, new Replacements());

    /** Texts that replace_sm brought, by the id of their message at the SMSC. */
    private final Map<String, String> replaced = new ConcurrentHashMap<>();

    @SuppressWarnings("NullAway.Init")
    private TestGateway gateway;

    @BeforeEach
    void start() throws Exception {
        smsc.start();
        gateway = TestGateway.start(
                directory,
                """
                sms: {retry-first: 100ms}
                smsc:
                  - {name: carrier-a, host: 127.0.0.1, port: %d, system-id: gw, binds: 2, window: 4,
                     response-timeout: 1s, on-ambiguous: wait-then-resend, ambiguous-pause: 1m}
                routes: [{to: "+46", sms: [carrier-a]}]
                """
                        .formatted(smsc.port()));
        await().atMost(20, SECONDS).until(() -> smsc.binds() == 2);
    }

    @AfterEach
    void close() {
        gateway.close();
        smsc.close();
    }

    @Test
    void theTimelineTellsEveryPduAndEveryDecision() throws Exception {
        smsc.behave(SmscBehaviour.PERFECT.withResponses(Responses.failing(CommandStatus.ESME_RX_T_APPN, 1)));
        String id = accept();
        awaitEvents(id, "refused");
        smsc.behave(SmscBehaviour.PERFECT);
        awaitStatus(id, "delivered");

        JsonNode timeline = gateway.http().get("/messages/sms/" + id + "/timeline");

        List<String> events = new ArrayList<>();
        timeline.get("events").forEach(event -> events.add(event.get("event").asText()));
        assertThat(events.get(0)).isEqualTo("accepted");
        assertThat(events).containsSubsequence("submit_sm", "submit_sm_resp", "refused", "submit_sm", "submit_sm_resp");
        assertThat(events).containsSubsequence("submit_sm_resp", "deliver_sm", "delivered");
        JsonNode submit = event(timeline, "submit_sm");
        assertThat(submit.get("sequence_number").asInt()).isPositive();
        assertThat(submit.get("pdu").toString()).contains("destination_addr").contains("hello");
        assertThat(event(timeline, "submit_sm_resp").get("command_status").asText())
                .isEqualTo("ESME_RX_T_APPN");
        assertThat(event(timeline, "refused").get("decision").asText()).startsWith("tried again at 20");
        assertThat(event(timeline, "deliver_sm").get("pdu").toString()).contains("stat:DELIVRD");
    }

    @Test
    void aReceiptOnTheOtherBindWithAnIdInAnotherBaseIsMatched() throws Exception {
        smsc.behave(SmscBehaviour.PERFECT
                .withIds(new Ids(IdForm.HEX_PADDED, IdForm.DECIMAL))
                .withReceipts(Receipts.after(Duration.ofMillis(10))
                        .withShares(0.3, 0.3)
                        .withoutParameters()
                        .over(SmscBehaviour.Over.ANOTHER_BIND)));

        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            ids.add(accept());
        }

        for (String id : ids) {
            awaitStatus(id, "delivered");
        }
        JsonNode carrier = gateway.http().get("/smsc").get("smsc").get(0);
        assertThat(carrier.get("up").asBoolean()).isTrue();
        assertThat(carrier.get("receipt_match_rate").asDouble()).isEqualTo(1);
        assertThat(carrier.get("binds"))
                .hasSize(2)
                .allSatisfy(bind -> assertThat(bind.get("state").asText()).isEqualTo("bound"));
    }

    @Test
    void aLateResponseIsStillMatched() throws Exception {
        smsc.behave(SmscBehaviour.PERFECT.withResponses(Responses.after(Duration.ofMillis(1_800))));
        String id = accept();

        awaitStatus(id, "delivered");

        JsonNode message = gateway.http().get("/messages/sms/" + id);
        assertThat(message.get("possible_duplicate").asBoolean()).isTrue();
        assertThat(message.get("attempts").asInt()).isEqualTo(1);
        assertThat(smsc.submits()).isEqualTo(1);
        JsonNode timeline = gateway.http().get("/messages/sms/" + id + "/timeline");
        assertThat(event(timeline, "unanswered").get("decision").asText()).startsWith("tried again at");
        assertThat(event(timeline, "late-response").get("smsc_message_id").asText())
                .isNotEmpty();
    }

    @Test
    void aMessageThatTheSmscHasIsCancelledThere() throws Exception {
        smsc.behave(SmscBehaviour.PERFECT.withReceipts(Receipts.after(Duration.ofMinutes(5))));
        String id = accept();
        awaitStatus(id, "submitted");

        assertThat(gateway.http().send("DELETE", "/messages/sms/" + id, "").statusCode())
                .isEqualTo(204);

        JsonNode message = gateway.http().get("/messages/sms/" + id);
        assertThat(message.get("status").asText()).isEqualTo("cancelled");
        assertThat(message.get("reason").asText()).isEqualTo("cancelled by its sender, at the SMSC");
    }

    @Test
    void aMessageWhoseReceiptCannotBeMatchedIsAskedFor() throws Exception {
        smsc.behave(SmscBehaviour.PERFECT
                .withIds(new Ids(IdForm.HEX, IdForm.UUID_TEXT))
                .withReceipts(Receipts.AT_ONCE.withoutParameters()));
        String id = accept();
        awaitStatus(id, "submitted");

        await().atMost(20, SECONDS).untilAsserted(() -> {
            var answer = gateway.http().send("POST", "/messages/sms/" + id + "/query", "");
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.body()).contains("\"status\":\"delivered\"", "\"smsc_says\":\"delivered\"");
        });

        awaitStatus(id, "delivered");
        JsonNode timeline = gateway.http().get("/messages/sms/" + id + "/timeline");
        JsonNode told = event(timeline, "query_sm_resp");
        assertThat(told.get("says").asText()).isEqualTo("delivered");
        assertThat(told.get("pdu").toString()).contains("message_state: 2");
        var again = gateway.http().send("POST", "/messages/sms/" + id + "/query", "");
        assertThat(again.statusCode()).isEqualTo(409);
        assertThat(again.body()).contains("the message is 'delivered': its SMSC has nothing of it to tell of");
    }

    @Test
    void aTextThatTheSmscHasIsReplacedThere() throws Exception {
        smsc.behave(SmscBehaviour.PERFECT.withReceipts(Receipts.after(Duration.ofMinutes(5))));
        String id = accept();
        awaitStatus(id, "submitted");

        var answer = replace(id, "the gate is B7, not B4");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("\"message\":\"the gate is B7, not B4\"");
        assertThat(replaced).containsValue("the gate is B7, not B4");
        JsonNode timeline = gateway.http().get("/messages/sms/" + id + "/timeline");
        String before = event(timeline, "replaced").get("text_before").asText();
        assertThat(event(timeline, "submit_sm").get("pdu").toString()).contains(before);

        assertThat(replace(id, "Тоннель закрыт").body())
                .contains(
                        "keeps its text: replace_sm cannot change how a text is coded: it was sent with data_coding 0, the"
                                + " new text needs 8");
        assertThat(replace(id, "x".repeat(161)).body())
                .contains("replace_sm takes one segment, and the new text needs more");
        assertThat(gateway.http()
                        .send("POST", "/messages/sms/" + id + "/replace", "{}")
                        .statusCode())
                .isEqualTo(400);
        gateway.http().send("DELETE", "/messages/sms/" + id, "");
        var late = replace(id, "too late");
        assertThat(late.statusCode()).isEqualTo(409);
        assertThat(late.body()).contains("the message is 'cancelled' and keeps its text: it has ended before");
    }

    private HttpResponse<String> replace(String id, String text) throws Exception {
        return gateway.http().send("POST", "/messages/sms/" + id + "/replace", "{\"message\": \"" + text + "\"}");
    }

    @Test
    void aMessageThatIsDeliveredCannotBeCancelled() throws Exception {
        String id = accept();
        awaitStatus(id, "delivered");

        var answer = gateway.http().send("DELETE", "/messages/sms/" + id, "");

        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(answer.body()).contains("the message is 'delivered' and was not cancelled: it has ended before");
    }

    @Test
    void aMessageThatNobodyHasYetIsCancelledAtOnce() throws Exception {
        smsc.behave(SmscBehaviour.PERFECT.withResponses(Responses.NEVER));
        for (int i = 0; i < 8; i++) {
            accept();
        }
        await().atMost(20, SECONDS).until(() -> smsc.submits() == 8);
        String id = accept();

        assertThat(gateway.http().send("DELETE", "/messages/sms/" + id, "").statusCode())
                .isEqualTo(204);
        assertThat(gateway.http().get("/messages/sms/" + id).get("status").asText())
                .isEqualTo("cancelled");
        assertThat(gateway.http()
                        .send("DELETE", "/messages/sms/" + id.replace('0', '1'), "")
                        .statusCode())
                .isEqualTo(404);
    }

    private String accept() throws Exception {
        return gateway.http().accept("/messages/sms", SMS);
    }

    private void awaitStatus(String id, String status) {
        await().atMost(20, SECONDS).untilAsserted(() -> assertThat(
                        gateway.http().get("/messages/sms/" + id).get("status").asText())
                .isEqualTo(status));
    }

    private void awaitEvents(String id, String event) {
        await().atMost(20, SECONDS).until(() -> gateway.http()
                .get("/messages/sms/" + id + "/timeline")
                .toString()
                .contains("\"event\":\"" + event + "\""));
    }

    private static JsonNode event(JsonNode timeline, String name) {
        for (JsonNode event : timeline.get("events")) {
            if (event.get("event").asText().equals(name)) {
                return event;
            }
        }
        throw new AssertionError("no " + name + " in " + timeline);
    }

    private final class Replacements implements SimulatorListener {

        @Override
        public void onMessage(ReceivedMessage message) {
            // the gateway tells of it
        }

        @Override
        public void onReceipt(SentReceipt receipt) {
            // the gateway tells of it
        }

        @Override
        public void onReplaced(String id, String text) {
            replaced.put(id, text);
        }
    }
}
