package trunkline.smpp.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.Test;
import trunkline.smpp.session.WireTap.Direction;
import trunkline.smpp.trace.PduLines.Detail;
import trunkline.smpp.wire.Pdus;

class PduLinesTest {

    private static final byte[] BIND =
            Pdus.hex("00000022 00000009 00000000 00000001 677700 73656372657400 564d5300 34" + "000000");

    @Test
    void readsASegmentFieldByField() {
        byte[] submit = Pdus.hex("0000003e 00000004 00000000 00000007 00 050053686f7000 010134363730313233343536 3700"
                + "40 00 00 00 00 01 00 00 00 08 050003c5020148 69 0204 0002 1234");
        assertThat(PduLines.of(submit, Detail.FULL))
                .containsExactly(
                        "submit_sm, sequence 7, ESME_ROK, 62 octets",
                        "service_type: ",
                        "source_addr: Shop (ton 5, npi 0)",
                        "destination_addr: 46701234567 (ton 1, npi 1)",
                        "esm_class: 0x40",
                        "protocol_id: 0",
                        "priority_flag: 0",
                        "schedule_delivery_time: ",
                        "validity_period: ",
                        "registered_delivery: 0x01",
                        "replace_if_present_flag: 0",
                        "data_coding: 0x00",
                        "sm_default_msg_id: 0",
                        "sm_length: 8",
                        "user data header: 05 00 03 c5 02 01",
                        "short_message: Hi",
                        "short_message octets: 05 00 03 c5 02 01 48 69",
                        "user_message_reference: 4660");
    }

    @Test
    void readsTheParametersOfAReceiptKnownAndUnknown() {
        byte[] receipt = Pdus.deliverSm(
                9,
                4,
                0,
                "id:12".getBytes(StandardCharsets.US_ASCII),
                Pdus.join(
                        Pdus.tlv(0x1E, Pdus.hex("31320a00")),
                        Pdus.tlv(0x427, Pdus.hex("02")),
                        Pdus.tlv(0x423, Pdus.hex("030000")),
                        Pdus.tlv(0x1454, Pdus.hex("00000001"))));
        assertThat(PduLines.of(receipt, Detail.FULL))
                .contains(
                        "receipted_message_id: 12\\n",
                        "message_state: 2",
                        "network_error_code: 03 00 00",
                        "0x1454: 00 00 00 01");
    }

    @Test
    void neverShowsAPassword() {
        var view = new TracedPdu("b", Direction.SENT, Instant.EPOCH, OptionalLong.empty(), ByteBuffer.wrap(BIND));
        assertThat(view.lines(Detail.FULL))
                .contains("system_id: gw", "password: ***")
                .noneMatch(l -> l.contains("secret"));
        assertThat(new String(view.octets(), StandardCharsets.ISO_8859_1))
                .contains("******")
                .doesNotContain("secret");
        byte[] unterminated = Pdus.hex("0000001a 00000009 00000000 00000001 6777 00 736563726574");
        assertThat(PduLines.of(unterminated, Detail.FULL)).contains("password: cut off");
        assertThat(view.toString()).isEqualTo("b SENT bind_transceiver, sequence 1, ESME_ROK, 34 octets");
    }

    @Test
    void showsNoContentAndNoWholeNumberInALog() {
        byte[] submit = Pdus.deliverSm(
                1, 0, 0, "my secret".getBytes(StandardCharsets.US_ASCII), Pdus.tlv(0x424, Pdus.hex("41 42 43")));
        List<String> lines = PduLines.of(submit, Detail.MASKED);
        assertThat(lines)
                .contains("short_message: *** (9 octets)", "message_payload: *** (3 octets)")
                .noneMatch(line -> line.contains("secret") || line.contains("ABC") || line.contains("46701"));
    }

    @Test
    void letsNoPeerBreakALineOrHideWhatItSays() {
        byte[] response = Pdus.response(Pdus.SUBMIT_SM, 0, 1, "a\r\n2026 ERROR \u001b[31m\u0085");
        assertThat(PduLines.of(response, Detail.FULL)).contains("message_id: a\\r\\n2026 ERROR \\u{1b}[31m\\u{85}");
    }

    @Test
    void saysWhereABrokenPduBreaksOff() {
        assertThat(PduLines.of(new byte[3], Detail.FULL))
                .containsExactly("only 3 octets, less than a header: 00 00 00");
        assertThat(PduLines.of(Pdus.pdu(Pdus.SUBMIT_SM, 0, 1, Pdus.hex("0001")), Detail.FULL))
                .endsWith("source_addr: cut off: 01");
        assertThat(PduLines.of(Pdus.pdu(0x7777, 0, 1, Pdus.hex("0102")), Detail.FULL))
                .containsExactly("0x00007777, sequence 1, ESME_ROK, 18 octets", "body: 01 02");
        byte[] overrun = Pdus.response(Pdus.SUBMIT_SM, 0x58, 1, "");
        assertThat(PduLines.of(Pdus.join(overrun, Pdus.hex("001e00ff31")), Detail.FULL))
                .containsExactly(
                        "submit_sm_resp, sequence 1, ESME_RTHROTTLED, 22 octets",
                        "message_id: ",
                        "optional parameter cut off: 00 1e 00 ff 31");
        assertThatThrownBy(() -> new TracedPdu(
                        "b", Direction.SENT, Instant.EPOCH, OptionalLong.empty(), ByteBuffer.allocate(15)))
                .hasMessage("'octets' must hold a header of 16");
    }

    @Test
    void readsWhateverOctetsThereAre() {
        var random = new Random(3);
        int[] commands = {1, 2, 3, 4, 5, 7, 8, 9, 0xB, 0x21, 0x102, 0x103, 0x80000003, 0x80000004, 0x80000103};
        for (int i = 0; i < 20_000; i++) {
            byte[] body = new byte[random.nextInt(80)];
            random.nextBytes(body);
            for (int at = 0; at < body.length; at++) {
                body[at] = random.nextInt(3) == 0 ? 0 : body[at];
            }
            byte[] pdu = Pdus.pdu(commands[random.nextInt(commands.length)], random.nextInt(), random.nextInt(), body);
            for (Detail detail : Detail.values()) {
                assertThat(PduLines.of(pdu, detail)).isNotEmpty().allMatch(line -> line.indexOf('\n') < 0);
            }
        }
    }
}
