package trunkline.gateway;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import org.jsmpp.bean.SubmitSm;
import org.jsmpp.examples.SMPPServerSimulator;
import org.jsmpp.extra.ProcessRequestException;
import org.jsmpp.session.SMPPServerSession;
import org.jsmpp.session.SubmitSmResult;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * SMS from HTTP to an SMSC that nobody here wrote: jsmpp's simulator, which writes message ids in hexadecimal in the
 * response, and in decimal in the receipt.
 */
class JsmppIT {

    @TempDir
    private Path directory;

    private final List<SubmitSm> submits = new CopyOnWriteArrayList<>();

    @SuppressWarnings("NullAway.Init")
    private TestGateway gateway;

    @BeforeEach
    void start() throws Exception {
        int port = freePort();
        Thread smsc = new Thread(
                new SMPPServerSimulator(false, port, "j", "jpwd") {
                    @Override
                    public SubmitSmResult onAcceptSubmitSm(SubmitSm submit, SMPPServerSession session)
                            throws ProcessRequestException {
                        submits.add(submit);
                        return super.onAcceptSubmitSm(submit, session);
                    }
                },
                "jsmpp-smsc");
        smsc.setDaemon(true);
        smsc.start();
        gateway = TestGateway.start(
                directory,
                """
                smsc: [{name: jsmpp, profile: vonage, host: 127.0.0.1, port: %d, system-id: j, password: jpwd}]
                routes: [{to: "+46", sms: [jsmpp]}]
                """
                        .formatted(port));
    }

    @AfterEach
    void close() {
        gateway.close();
    }

    @Test
    void aShortTextArrivesAndIsDelivered() throws Exception {
        JsonNode message = send("This is an sms message. @£$¥èéùìòÇØøÅå{}[]~|\\\\^€");

        assertThat(message.get("segments")).hasSize(1);
        assertThat(submits).hasSize(1);
        SubmitSm submit = submits.get(0);
        assertThat(submit.getDestAddress()).isEqualTo("46736265449");
        assertThat(submit.getSourceAddr()).isEqualTo("46736265400");
        assertThat(submit.getDataCoding()).isZero();
        assertThat(new String(submit.getShortMessage(), 0, 23, StandardCharsets.US_ASCII))
                .isEqualTo("This is an sms message.");
    }

    @Test
    void fourHundredCharactersArriveAsThreeSegmentsOfOneText() throws Exception {
        String text = "The quick brown fox jumps over the lazy dog. ".repeat(9).substring(0, 400);
        JsonNode message = send(text);

        assertThat(message.get("segments")).hasSize(3).allSatisfy(segment -> assertThat(
                        segment.get("status").asText())
                .isEqualTo("delivered"));
        assertThat(submits).hasSize(3).allMatch(SubmitSm::isUdhi);
        assertThat(submits.stream().map(submit -> submit.getShortMessage()[3]).distinct())
                .hasSize(1);
        assertThat(submits.stream()
                        .map(SubmitSm::getShortMessage)
                        .sorted(Comparator.comparingInt(octets -> octets[5]))
                        .map(octets -> new String(octets, 6, octets.length - 6, StandardCharsets.US_ASCII))
                        .collect(Collectors.joining()))
                .isEqualTo(text);
    }

    @Test
    void aTextBeyondTheGsmAlphabetArrivesInUcs2() throws Exception {
        send("Привет 😀");

        assertThat(submits.get(0).getDataCoding()).isEqualTo((byte) 8);
        assertThat(new String(submits.get(0).getShortMessage(), StandardCharsets.UTF_16BE))
                .isEqualTo("Привет 😀");
        assertThat(submits.get(0).getOptionalParameters()).isNullOrEmpty();
    }

    /** Sends a text and waits for its receipt. */
    private JsonNode send(String text) throws Exception {
        String id = gateway.http()
                .accept(
                        "/messages/sms",
                        "{\"from\": \"+46736265400\", \"to\": \"+46736265449\", \"message\": \"" + text + "\"}");
        await().atMost(20, SECONDS).until(() -> gateway.http()
                .get("/messages/sms/" + id)
                .get("status")
                .asText()
                .equals("delivered"));
        return gateway.http().get("/messages/sms/" + id);
    }

    /** jsmpp's simulator wants to be told a port; this one was free a moment ago. */
    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
