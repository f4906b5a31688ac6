package trunkline.gateway;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import trunkline.smpp.address.Address;
import trunkline.smpp.simulator.PhoneMessage;
import trunkline.smpp.simulator.SimulatorListener;
import trunkline.smpp.simulator.SimulatorSettings;
import trunkline.smpp.simulator.SmscBehaviour;
import trunkline.smpp.simulator.SmscSimulator;

/** Messages from phones over a simulated SMSC behind three binds, as the inbox shows them. */
class InboundIT {

    private static final Address PHONE = Address.international("+46736265449");
    private static final Address OURS = Address.shortCode("72345");
    private static final String LONG = "Wörter, 言葉, слова, 😀. ".repeat(30);

    @TempDir
    private Path directory;

    private final SmscSimulator smsc =
            new SmscSimulator(SimulatorSettings.LOOPBACK, SmscBehaviour.PERFECT, new Phones());
    private final List<String> heard = new CopyOnWriteArrayList<>();

    @SuppressWarnings("NullAway.Init")
    private TestGateway gateway;

    @BeforeEach
    void start() throws Exception {
        smsc.start();
        gateway = TestGateway.start(
                directory,
                """
                inbound: {incomplete-after: 2s, stop-reply: "You get no more of us."}
                numbers: [{number: "72345", account: shop}]
                keywords: [{keyword: hours, reply: "9 to 17"}]
                routes: [{to: "+46", sms: [carrier-a]}]
                smsc: [{name: carrier-a, host: 127.0.0.1, port: %d, system-id: gw, binds: 3}]
                """
                        .formatted(smsc.port()));
        await().atMost(20, SECONDS).until(() -> smsc.binds() == 3);
    }

    @AfterEach
    void close() {
        gateway.close();
        smsc.close();
    }

    @Test
    void aLongMessageIsWholeInWhateverFormAndOrderItComes() throws Exception {
        for (PhoneMessage.Form form : PhoneMessage.Form.values()) {
            smsc.send("gw", new PhoneMessage(PHONE, OURS, form + ": " + LONG, form), true);
        }
        List<String> texts = texts(awaitMessages(4));
        for (PhoneMessage.Form form : PhoneMessage.Form.values()) {
            assertThat(texts).contains(form + ": " + LONG);
        }
    }

    @Test
    void theInboxTellsWhatIsKnownAndFindsByNumbers() throws Exception {
        smsc.send("gw", PHONE, OURS, "hello");
        smsc.send("gw", Address.international("+4670"), OURS, "other");
        awaitMessages(2);

        JsonNode found = gateway.http().get("/messages/inbound?from=%2B46736265449&to=72345&complete=true");

        assertThat(found.get("messages")).hasSize(1);
        JsonNode message = found.get("messages").get(0);
        assertThat(message.get("from").asText()).isEqualTo("+46736265449");
        assertThat(message.get("to").asText()).isEqualTo("72345");
        assertThat(message.get("message").asText()).isEqualTo("hello");
        assertThat(message.get("coding").asText()).isEqualTo("gsm7");
        assertThat(message.get("smsc").asText()).isEqualTo("carrier-a");
        assertThat(message.get("complete").asBoolean()).isTrue();
        assertThat(gateway.http().get("/messages/inbound/" + message.get("id").asText()))
                .isEqualTo(message);
        assertThat(gateway.http()
                        .send("GET", "/messages/inbound?since=yesterday", "")
                        .statusCode())
                .isEqualTo(400);
        assertThat(gateway.http()
                        .send("GET", "/messages/inbound?colour=red", "")
                        .statusCode())
                .isEqualTo(400);
        assertThat(gateway.http().send("GET", "/metrics", "").body())
                .contains("trunkline_inbound_total{result=\"given\",smsc=\"carrier-a\"} 2.0");
    }

    @Test
    void pagesFollowEachOther() throws Exception {
        for (int i = 0; i < 7; i++) {
            smsc.send("gw", PHONE, OURS, "number " + i);
        }
        awaitMessages(7);
        List<String> texts = new ArrayList<>();
        String next = "/messages/inbound?to=72345&limit=3";
        while (next != null) {
            JsonNode page = gateway.http().get(next);
            texts.addAll(texts(page));
            next = page.get("next").isNull() ? null : page.get("next").asText();
        }
        assertThat(texts).hasSize(7).doesNotHaveDuplicates();
    }

    @Test
    void whatWasNotAnsweredBeforeTheLinkBrokeIsOneMessage() throws Exception {
        for (int i = 0; i < 200; i++) {
            smsc.send("gw", PHONE, OURS, "number " + i);
            if (i % 50 == 25) {
                smsc.dropLinks();
            }
        }
        await().atMost(60, SECONDS).until(() -> smsc.waiting() == 0);
        JsonNode all = gateway.http().get("/messages/inbound?limit=1000");
        assertThat(texts(all)).hasSize(200).doesNotHaveDuplicates();
    }

    @Test
    void whoStopsGetsNothingMoreUntilAnOperatorOrHeHimselfUndoesIt() throws Exception {
        assertThat(post().statusCode()).isEqualTo(201);
        smsc.send("gw", PHONE, OURS, "Sluta!");
        await().atMost(30, SECONDS).until(() -> heard.contains("You get no more of us."));

        HttpResponse<String> refused = post();

        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.body()).contains("'to' has opted out of SMS from 72345");
        JsonNode optOut = gateway.http().get("/opt-outs").get("opt_outs").get(0);
        assertThat(optOut.get("sender").asText()).isEqualTo("72345");
        assertThat(optOut.get("number").asText()).isEqualTo("+46736265449");
        assertThat(gateway.http()
                        .send("DELETE", "/opt-outs/72345/%2B46736265449", "")
                        .statusCode())
                .isEqualTo(204);
        assertThat(post().statusCode()).isEqualTo(201);
        assertThat(gateway.http()
                        .send("DELETE", "/opt-outs/72345/%2B46736265449", "")
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void aKeywordIsAnsweredFromTheNumberThatItWasSentTo() throws Exception {
        smsc.send("gw", PHONE, OURS, "Hours?");
        await().atMost(30, SECONDS).until(() -> heard.contains("9 to 17"));
        JsonNode message = awaitMessages(1).get("messages").get(0);
        assertThat(message.get("action").asText()).isEqualTo("keyword");
    }

    @Test
    void aConversationIsWhatWasSentAndWhatCameInOrder() throws Exception {
        post();
        await().atMost(30, SECONDS).until(() -> heard.contains("news"));
        smsc.send("gw", PHONE, OURS, "thank you");
        awaitMessages(1);
        post();
        smsc.send("gw", Address.international("+46700000002"), OURS, "somebody else");
        awaitMessages(2);

        JsonNode page = gateway.http().get("/conversations/46736265449?limit=2");

        assertThat(texts(page)).containsExactly("thank you", "news");
        assertThat(page.get("messages").get(0).get("direction").asText()).isEqualTo("in");
        assertThat(page.get("messages").get(1).get("status").asText()).isNotEmpty();
        JsonNode earlier = gateway.http().get(page.get("earlier").asText());
        assertThat(texts(earlier)).containsExactly("news");
        assertThat(earlier.get("messages").get(0).get("direction").asText()).isEqualTo("out");
        assertThat(earlier.get("earlier").isNull()).isTrue();
    }

    private HttpResponse<String> post() throws Exception {
        return gateway.http()
                .send(
                        "POST",
                        "/messages/sms",
                        """
                        {"from": "72345", "to": "+46736265449", "message": "news"}""");
    }

    /** Notes what reaches a phone. */
    private final class Phones implements SimulatorListener {

        @Override
        public void onMessage(ReceivedMessage message) {
            heard.add(message.text());
        }

        @Override
        public void onReceipt(SentReceipt receipt) {
            // not asked for
        }
    }

    private JsonNode awaitMessages(int count) {
        return await().atMost(30, SECONDS)
                .until(
                        () -> gateway.http().get("/messages/inbound"),
                        found -> found.get("messages").size() == count);
    }

    private static List<String> texts(JsonNode page) {
        List<String> texts = new ArrayList<>();
        page.get("messages").forEach(message -> texts.add(message.get("message").asText()));
        return texts;
    }
}
