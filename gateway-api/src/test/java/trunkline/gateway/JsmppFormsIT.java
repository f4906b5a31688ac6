package trunkline.gateway;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import org.jsmpp.bean.OptionalParameter;
import org.jsmpp.bean.SubmitSm;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What an SMSC gets that wants its messages in another way than most: from HTTP to the fields of submit_sm, as jsmpp reads
 * them. The numbers of each country are routed to an entry with other settings; all lead to one SMSC.
 */
class JsmppFormsIT {

    @TempDir
    private static Path directory;

    @SuppressWarnings("NullAway.Init")
    private static JsmppSmsc smsc;

    @SuppressWarnings("NullAway.Init")
    private static TestGateway gateway;

    @BeforeAll
    static void start() throws Exception {
        smsc = new JsmppSmsc();
        gateway = TestGateway.start(
                directory,
                """
                smsc:
                  - {name: wide, profile: vonage, host: 127.0.0.1, port: PORT, system-id: j, password: jpwd, long-messages: udh16}
                  - {name: sar, profile: vonage, host: 127.0.0.1, port: PORT, system-id: j, password: jpwd, long-messages: sar}
                  - {name: payload, profile: vonage, host: 127.0.0.1, port: PORT, system-id: j, password: jpwd, long-messages: payload}
                  - {name: whole, profile: vonage, host: 127.0.0.1, port: PORT, system-id: j, password: jpwd, long-messages: server-splits}
                  - {name: turkish, profile: vonage, host: 127.0.0.1, port: PORT, system-id: j, password: jpwd, languages: [tr]}
                  - {name: latin, profile: vonage, host: 127.0.0.1, port: PORT, system-id: j, password: jpwd, alphabet: latin1}
                routes:
                  - {to: "+46", sms: [wide]}
                  - {to: "+47", sms: [sar]}
                  - {to: "+45", sms: [payload]}
                  - {to: "+358", sms: [whole]}
                  - {to: "+90", sms: [turkish]}
                  - {to: "+354", sms: [latin]}
                """
                        .replace("PORT", Integer.toString(smsc.port())));
    }

    @AfterAll
    static void close() throws Exception {
        gateway.close();
        smsc.close();
    }

    @BeforeEach
    void forget() {
        smsc.submits().clear();
    }

    @ParameterizedTest(name = "{0}: {1} segments, {2} submit_sm")
    @CsvSource({
        "+46736265449, 3, 3",
        "+4740123456, 3, 3",
        "+4520123456, 3, 1",
        "+358401234567, 3, 1",
        "+905321234567, 3, 3",
        "+3546112345, 3, 3"
    })
    void theSegmentsThatAreToldAreThoseThatAreSent(String to, int segments, int submits) throws Exception {
        JsonNode message = send(to, "\"message\": \"" + "x".repeat(400) + "\"");
        assertThat(message.get("segment_count").asInt()).isEqualTo(segments);
        assertThat(smsc.submits()).hasSize(submits);
        assertThat(message.get("segments")).hasSize(submits);
    }

    @Test
    void sixteenBitReferencesCountOnForEachRecipient() throws Exception {
        String text = "\"message\": \"" + "x".repeat(161) + "\"";
        int first = wideReference(send("+46736265449", text));
        int other = wideReference(send("+46736265450", text));
        int second = wideReference(send("+46736265449", text));

        assertThat(second).isEqualTo((first + 1) & 0xFFFF);
        assertThat(other).isNotEqualTo(second); // by chance the same once in 65,536 runs
    }

    /** The reference that both segments of the last message have. */
    private int wideReference(JsonNode message) {
        assertThat(message.get("segments")).hasSize(2);
        List<Integer> references = smsc.submits().stream()
                .map(SubmitSm::getShortMessage)
                .map(octets -> {
                    assertThat(HexFormat.of().formatHex(octets, 0, 3)).isEqualTo("060804");
                    return ((octets[3] & 0xFF) << 8) | (octets[4] & 0xFF);
                })
                .distinct()
                .toList();
        assertThat(references).hasSize(1);
        smsc.submits().clear();
        return references.get(0);
    }

    @Test
    void sarParametersNumberTheSegments() throws Exception {
        send("+4740123456", "\"message\": \"" + "x".repeat(160) + "y\"");

        assertThat(smsc.submits()).noneMatch(SubmitSm::isUdhi);
        List<SubmitSm> inOrder = smsc.submits().stream()
                .sorted(Comparator.comparingInt(submit -> number(submit, OptionalParameter.Tag.SAR_SEGMENT_SEQNUM)))
                .toList();
        assertThat(inOrder.stream().map(submit -> number(submit, OptionalParameter.Tag.SAR_SEGMENT_SEQNUM)))
                .containsExactly(1, 2);
        assertThat(inOrder).allMatch(submit -> number(submit, OptionalParameter.Tag.SAR_TOTAL_SEGMENTS) == 2);
        assertThat(inOrder.stream()
                        .map(submit -> number(submit, OptionalParameter.Tag.SAR_MSG_REF_NUM))
                        .distinct())
                .hasSize(1);
        assertThat(ascii(inOrder.get(0)) + ascii(inOrder.get(1))).isEqualTo("x".repeat(160) + "y");
    }

    @Test
    void aLongMessageGoesIntoThePayloadInOnePiece() throws Exception {
        send("+4520123456", "\"message\": \"" + "x".repeat(400) + "\"");

        OptionalParameter.OctetString payload = (OptionalParameter.OctetString)
                smsc.submits().get(0).getOptionalParameter(OptionalParameter.Tag.MESSAGE_PAYLOAD);
        assertThat(payload.getValue()).asString(StandardCharsets.US_ASCII).isEqualTo("x".repeat(400));
        assertThat(smsc.submits().get(0).getShortMessage()).isNullOrEmpty();
    }

    @Test
    void aMessageThatTheSmscCutsFillsShortMessageFirst() throws Exception {
        send("+358401234567", "\"message\": \"" + "x".repeat(254) + "\"");
        assertThat(smsc.submits().get(0).getShortMessage()).hasSize(254);
        assertThat(smsc.submits().get(0).isUdhi()).isFalse();
    }

    @Test
    void turkishTravelsInItsOwnTable() throws Exception {
        JsonNode message = send("+905321234567", "\"message\": \"ığşçİĞŞ ığşçİĞŞ\"");

        assertThat(message.get("coding").asText()).isEqualTo("gsm7-tr");
        assertThat(smsc.submits().get(0).isUdhi()).isTrue();
        assertThat(smsc.submits().get(0).getDataCoding()).isZero();
        assertThat(HexFormat.of().formatHex(smsc.submits().get(0).getShortMessage()))
                .isEqualTo("03250101" + "070c1d60400b1c" + "20" + "070c1d60400b1c");
    }

    @Test
    void anSmscOfLatin1ReadsLatin1() throws Exception {
        send("+3546112345", "\"message\": \"@£é [Ö]\"");
        assertThat(smsc.submits().get(0).getShortMessage())
                .asString(StandardCharsets.ISO_8859_1)
                .isEqualTo("@£é [Ö]");
        assertThat(smsc.submits().get(0).getDataCoding()).isZero();
    }

    @Test
    void octetsWithPortsAreAFlashMessageOfEightBit() throws Exception {
        send(
                "+46736265449",
                "\"binary\": \"0106ff\", \"destination_port\": 2948, \"source_port\": 9200, \"flash\": true");

        assertThat(HexFormat.of().formatHex(smsc.submits().get(0).getShortMessage()))
                .isEqualTo("0605040b8423f0" + "0106ff");
        assertThat(smsc.submits().get(0).isUdhi()).isTrue();
        assertThat(smsc.submits().get(0).getDataCoding()).isEqualTo((byte) 0x14);
    }

    @Test
    void everyOptionReachesItsField() throws Exception {
        Instant deliverAt = Instant.now().plus(90, ChronoUnit.MINUTES).truncatedTo(ChronoUnit.SECONDS);
        send(
                "+46736265449",
                "\"message\": \"later\", \"priority\": 2, \"protocol_id\": 65, \"validity\": 7200, \"smsc_deliver_at\": \""
                        + deliverAt + "\"");

        SubmitSm submit = smsc.submits().get(0);
        assertThat(submit.getPriorityFlag()).isEqualTo((byte) 2);
        assertThat(submit.getProtocolId()).isEqualTo((byte) 65);
        assertThat(submit.getScheduleDeliveryTime())
                .isEqualTo(deliverAt.toString().replaceAll("^20|[-:TZ]", "") + "000+");
        assertThat(submit.getValidityPeriod()).matches("\\d{12}\\d00\\+");
        assertThat(submit.getRegisteredDelivery()).isEqualTo((byte) 1);
    }

    private static int number(SubmitSm submit, OptionalParameter.Tag tag) {
        OptionalParameter parameter = submit.getOptionalParameter(tag);
        assertThat(parameter).as(tag.toString()).isNotNull();
        return Integer.parseInt(HexFormat.of().formatHex(parameter.serialize(), 4, parameter.serialize().length), 16);
    }

    private static String ascii(SubmitSm submit) {
        return new String(submit.getShortMessage(), StandardCharsets.US_ASCII);
    }

    /** Sends an SMS with these members and waits until the SMSC has all of it. */
    private JsonNode send(String to, String members) throws Exception {
        String id = gateway.http()
                .accept("/messages/sms", "{\"from\": \"+46736265400\", \"to\": \"" + to + "\", " + members + "}");
        await().atMost(20, SECONDS).until(() -> List.of("submitted", "delivered")
                .contains(
                        gateway.http().get("/messages/sms/" + id).get("status").asText()));
        return gateway.http().get("/messages/sms/" + id);
    }
}
