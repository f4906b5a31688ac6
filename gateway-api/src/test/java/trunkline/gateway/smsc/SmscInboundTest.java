package trunkline.gateway.smsc;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import trunkline.gateway.inbound.InboundPlace;
import trunkline.gateway.inbound.InboundReading;
import trunkline.smpp.address.Address;
import trunkline.smpp.address.NumberingPlan;
import trunkline.smpp.address.TypeOfNumber;
import trunkline.smpp.segment.DefaultAlphabet;
import trunkline.smpp.session.Delivery;

class SmscInboundTest {

    private final SmscInbound inbound = new SmscInbound(DefaultAlphabet.GSM7_UNPACKED);

    @ParameterizedTest(name = "{0} {1}: {2}")
    @CsvSource({
        "INTERNATIONAL, 46701234567, +46701234567",
        "UNKNOWN, 46701234567, +46701234567",
        "UNKNOWN, 0701234567, 0701234567",
        "UNKNOWN, 72345, 72345",
        "NATIONAL, 701234567890, 701234567890",
        "ALPHANUMERIC, Shop, Shop",
        "INTERNATIONAL, '', ''"
    })
    void givesInternationalNumbersTheirPlus(TypeOfNumber type, String value, String number) {
        assertThat(SmscInbound.number(new Address(type, NumberingPlan.ISDN, value)))
                .isEqualTo(number);
    }

    @Test
    void knowsTheSameOctetsAgainWhateverTheirSequenceNumber() {
        InboundReading first = read(deliverSm(1, 0, ascii("yes"), new byte[0]));
        InboundReading again = read(deliverSm(9, 0, ascii("yes"), new byte[0]));
        InboundReading other = read(deliverSm(1, 0, ascii("Yes"), new byte[0]));
        assertThat(again.fingerprint()).isEqualTo(first.fingerprint());
        assertThat(other.fingerprint()).isNotEqualTo(first.fingerprint());
        assertThat(again.arrival().sequence()).isEqualTo(9);
        assertThat(first.from()).isEqualTo("+46701");
    }

    @Test
    void takesWhatIsTooLongForAPartForAMessageOfItsOwn() {
        assertThat(read(part(150)).place()).isEqualTo(new InboundPlace(0, 7, 2, 1));
        assertThat(read(part(2_000)).place()).isNull();
    }

    /** The first of two parts with the reference 7, in message_payload. */
    private static byte[] part(int octets) {
        byte[] userData = Arrays.copyOf(new byte[] {5, 0, 3, 7, 2, 1}, octets);
        byte[] parameter = ByteBuffer.allocate(4 + octets)
                .putShort((short) 0x0424)
                .putShort((short) octets)
                .put(userData)
                .array();
        return deliverSm(1, 0x40, new byte[0], parameter);
    }

    /** From 46701 to 555 (SMPP 3.4 §4.6.1). */
    private static byte[] deliverSm(int sequence, int esmClass, byte[] text, byte[] parameters) {
        byte[] addresses = HexFormat.of().parseHex("000101343637303100000135353500");
        ByteBuffer pdu = ByteBuffer.allocate(16 + addresses.length + 10 + text.length + parameters.length);
        pdu.putInt(pdu.capacity()).putInt(5).putInt(0).putInt(sequence).put(addresses);
        pdu.put((byte) esmClass).put(new byte[8]).put((byte) text.length);
        return pdu.put(text).put(parameters).array();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private InboundReading read(byte[] pdu) {
        return inbound.read(1, 1, Delivery.decode(pdu));
    }
}
