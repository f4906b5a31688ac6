package trunkline.smpp.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.jboss.netty.buffer.ChannelBuffer;
import org.junit.jupiter.api.Test;
import trunkline.smpp.address.Address;
import trunkline.smpp.address.NumberingPlan;
import trunkline.smpp.address.TypeOfNumber;
import trunkline.smpp.session.SubmitOptions.Times;
import trunkline.smpp.wire.Pdus;

/** Octets derived by hand from SMPP 3.4 §4.1.5, §4.4.1 and §4.6.1. */
class PduCodecTest {

    @Test
    void writesASubmitSmFieldByField() throws Exception {
        byte[] text = "xxHello".getBytes(StandardCharsets.US_ASCII);
        var times = new Times("261121120000000+", "000001000000000R");
        var request = new SubmitRequest(
                42,
                Address.alphanumeric("Trunk"),
                Address.international("+46701"),
                new UserData(text, 2, 5, 0x08, true),
                new SubmitOptions("CMT", 0x7F, 3, 1, times));
        assertThat(hex(PduCodec.encode(PduCodec.submitSm(0x01020304, request))))
                .isEqualTo(hex(Pdus.pdu(
                        Pdus.SUBMIT_SM,
                        0,
                        0x01020304,
                        Pdus.join(
                                Pdus.hex("43 4d 54 00"), // service_type CMT
                                Pdus.hex("05 00 54 72 75 6e 6b 00"), // source
                                Pdus.hex("01 01 34 36 37 30 31 00"), // destination
                                Pdus.hex("40 7f 03"), // esm_class UDHI, protocol_id, priority_flag
                                "261121120000000+\0".getBytes(StandardCharsets.US_ASCII),
                                "000001000000000R\0".getBytes(StandardCharsets.US_ASCII),
                                Pdus.hex("01 00 08 00"), // registered_delivery, replace, data_coding, default message
                                Pdus.hex("05 48 65 6c 6c 6f")))));
    }

    @Test
    void numbersASegmentByThreeParameters() throws Exception {
        var segment = new UserData(new byte[] {0x48, 0x69}, 0, 2, 0, false)
                .numbered(new UserData.SegmentNumber(0xC5E7, 255, 254));
        assertThat(hex(PduCodec.encode(PduCodec.submitSm(1, request(segment)))))
                .endsWith("02" + "4869" + "020c0002c5e7" + "020e0001ff" + "020f0001fe");
    }

    @Test
    void putsALongMessageIntoThePayloadAndNothingIntoShortMessage() throws Exception {
        byte[] text = "xxlong".getBytes(StandardCharsets.US_ASCII);
        assertThat(hex(PduCodec.encode(PduCodec.submitSm(1, request(UserData.inPayload(text, 2, 4, 8))))))
                .endsWith("0800" + "00" + "04240004" + "6c6f6e67");
    }

    private static SubmitRequest request(UserData userData) {
        return new SubmitRequest(0, Address.NONE, Address.shortCode("7"), userData, SubmitOptions.NONE);
    }

    @Test
    void writesTheShortestSubmitSmWithAnEmptySource() throws Exception {
        var request = new SubmitRequest(
                0, Address.NONE, Address.shortCode("7"), new UserData(new byte[0], 0, 0, 0, false), SubmitOptions.NONE);
        assertThat(hex(PduCodec.encode(PduCodec.submitSm(1, request))))
                .isEqualTo("00000022" + "00000004" + "00000000" + "00000001" + "00" + "000000" + "00013700" + "000000"
                        + "0000" + "00000000" + "00");
    }

    @Test
    void writesABindTransceiverOfVersion34() throws Exception {
        var request = BindRequest.of(new Credentials("gw", "secret", "VMS"));
        assertThat(hex(PduCodec.encode(SessionPdus.bind(1, request))))
                .isEqualTo("00000022" + "00000009" + "00000000" + "00000001" + "677700" + "73656372657400" + "564d5300"
                        + "34" + "000000");
    }

    @Test
    void writesTransmittersAndReceiversOfTheOtherVersionsWithTheirAddressRange() throws Exception {
        var range = new AddressRange(TypeOfNumber.NATIONAL, NumberingPlan.ISDN, "^724");
        var request = BindRequest.of(new Credentials("gw", "")).withType(BindType.TRANSMITTER);
        var transmitter = SessionPdus.bind(2, request.withVersion(SmppVersion.V3_3));
        var receiver = SessionPdus.bind(
                3,
                request.withType(BindType.RECEIVER)
                        .withVersion(SmppVersion.V5_0)
                        .withAddressRange(range));
        assertThat(hex(PduCodec.encode(transmitter)))
                .isEqualTo(
                        "00000019" + "00000002" + "00000000" + "00000002" + "677700" + "00" + "00" + "33" + "000000");
        assertThat(hex(PduCodec.encode(receiver)))
                .isEqualTo("0000001d" + "00000001" + "00000000" + "00000003" + "677700" + "00" + "00" + "50" + "0201"
                        + "5e37323400");
    }

    @Test
    void writesQueryCancelAndReplace() throws Exception {
        Address from = Address.shortCode("55");
        var query = new OperationRequest.Query("a1", from);
        var cancel = new OperationRequest.Cancel("", "a1", from, Address.international("467"));
        var text = new UserData(new byte[] {'x', 'y'}, 1, 1, 0, false);
        var replace = new OperationRequest.Replace("a1", from, text, SubmitOptions.Times.SMSC_DEFAULT, 1);
        assertThat(hex(PduCodec.encode(SessionPdus.operation(4, query))))
                .isEqualTo("00000018" + "00000003" + "00000000" + "00000004" + "613100" + "0001353500");
        assertThat(hex(PduCodec.encode(SessionPdus.operation(5, cancel))))
                .isEqualTo("0000001f" + "00000008" + "00000000" + "00000005" + "00" + "613100" + "0001353500"
                        + "010134363700");
        assertThat(hex(PduCodec.encode(SessionPdus.operation(6, replace))))
                .isEqualTo("0000001e" + "00000007" + "00000000" + "00000006" + "613100" + "0001353500" + "00" + "00"
                        + "01" + "00" + "01" + "79");
    }

    @Test
    void readsADeliverSmFieldByField() {
        byte[] pdu = Pdus.deliverSm(7, 0x44, 0x08, Pdus.hex("04 36"), Pdus.tlv(0x1454, new byte[] {1, 2}));
        Delivery delivery = Delivery.decode(pdu);
        assertThat(delivery.source()).isEqualTo(Address.international("46701"));
        assertThat(delivery.destination()).isEqualTo(Address.shortCode("555"));
        assertThat(delivery.esmClass()).isEqualTo(0x44);
        assertThat(delivery.dataCoding()).isEqualTo(8);
        assertThat(delivery.userData()).isEqualTo(Pdus.hex("04 36"));
        assertThat(delivery.parameters().number(0x1454)).isEqualTo(0x0102);
        assertThat(delivery.isDataSm()).isFalse();
    }

    @Test
    void takesTheMessageFromThePayloadOnlyWhereShortMessageIsEmpty() {
        byte[] payload = Pdus.tlv(0x0424, Pdus.hex("61 62"));
        assertThat(Delivery.decode(Pdus.deliverSm(1, 0, 0, new byte[0], payload))
                        .userData())
                .isEqualTo(Pdus.hex("61 62"));
        assertThat(Delivery.decode(Pdus.deliverSm(1, 0, 0, Pdus.hex("63"), payload))
                        .userData())
                .isEqualTo(Pdus.hex("63"));
        assertThat(Delivery.decode(Pdus.dataSm(1, 0, 0)).userData()).isEmpty();
    }

    private static String hex(ChannelBuffer buffer) {
        byte[] octets = new byte[buffer.readableBytes()];
        buffer.readBytes(octets);
        return hex(octets);
    }

    private static String hex(byte[] octets) {
        return HexFormat.of().formatHex(octets);
    }
}
