package trunkline.gateway;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Collectors;
import org.jsmpp.bean.SubmitSm;
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

    @SuppressWarnings("NullAway.Init")
    private JsmppSmsc smsc;

    @SuppressWarnings("NullAway.Init")
    private TestGateway gateway;

    @BeforeEach
    void start() throws Exception {
        smsc = new JsmppSmsc();
        gateway = TestGateway.start(
                directory,
                """
                smsc: [{name: jsmpp, profile: vonage, host: 127.0.0.1, port: %d, system-id: j, password: jpwd}]
                routes: [{to: "+46", sms: [jsmpp]}]
                """
                        .formatted(smsc.port()));
    }

    @AfterEach
    void close() throws Exception {
        gateway.close();
        smsc.close();
    }

    @Test
    void aShortTextArrivesAndIsDelivered() throws Exception {
        JsonNode message = send("This is an sms message. @£$¥èéùìòÇØøÅå{}[]~|\\\\^€");

        assertThat(message.get("segments")).hasSize(1);
        assertThat(smsc.submits()).hasSize(1);
        SubmitSm submit = smsc.submits().get(0);
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
        assertThat(smsc.submits()).hasSize(3).allMatch(SubmitSm::isUdhi);
        assertThat(smsc.submits().stream()
                        .map(submit -> submit.getShortMessage()[3])
                        .distinct())
                .hasSize(1);
        assertThat(smsc.submits().stream()
                        .map(SubmitSm::getShortMessage)
                        .sorted(Comparator.comparingInt(octets -> octets[5]))
                        .map(octets -> new String(octets, 6, octets.length - 6, StandardCharsets.US_ASCII))
                        .collect(Collectors.joining()))
                .isEqualTo(text);
    }

    @Test
    void aTextBeyondTheGsmAlphabetArrivesInUcs2() throws Exception {
        send("Привет 😀");

        assertThat(smsc.submits().get(0).getDataCoding()).isEqualTo((byte) 8);
        assertThat(new String(smsc.submits().get(0).getShortMessage(), StandardCharsets.UTF_16BE))
                .isEqualTo("Привет 😀");
        assertThat(smsc.submits().get(0).getOptionalParameters()).isNullOrEmpty();
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
}
