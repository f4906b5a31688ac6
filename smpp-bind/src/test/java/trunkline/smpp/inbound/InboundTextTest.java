package trunkline.smpp.inbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import trunkline.smpp.inbound.InboundPart.Place;
import trunkline.smpp.inbound.InboundPart.Ports;
import trunkline.smpp.segment.DefaultAlphabet;
import trunkline.smpp.segment.EncodingSettings;
import trunkline.smpp.segment.LongMessages;
import trunkline.smpp.segment.NationalLanguage;
import trunkline.smpp.segment.SegmentEncoder;
import trunkline.smpp.session.Delivery;
import trunkline.smpp.wire.Pdus;

class InboundTextTest {

    private static final int UDHI = 0x40;
    private static final int PAYLOAD = 0x0424;
    private static final int SAR_REFERENCE = 0x020C;
    private static final int SAR_TOTAL = 0x020E;
    private static final int SAR_NUMBER = 0x020F;

    @ParameterizedTest(name = "data_coding {0}: {1} is {2}")
    @CsvSource({
        "0x00, 48 65 6c 6c 6f 00 11, Hello@_, gsm7",
        "0x00, 1b 65 1b 14 1b 41, €^A, gsm7",
        "0x01, 48 69 40, Hi@, ascii",
        "0x03, 66 fc 72, für, latin1",
        "0x04, 48 69 ff, 4869ff, binary",
        "0x06, bf e0 d8, При, iso-8859-5",
        "0x07, f9 e0, שא, iso-8859-8",
        "0x08, 04 1f 04 40 d8 3d de 00, Пр😀, ucs2",
        "0x08, fe ff 04 1f, П, ucs2",
        "0x08, ff fe 1f 04, П, ucs2",
        "0x05, 83 65 83 58, テス, shift-jis",
        "0x0e, c7 d1, 한, euc-kr",
        "0x10, 41 00, A@, gsm7",
        "0x14, 41 00, 4100, binary",
        "0x18, 00 41, A, ucs2",
        "0x30, 41 00, 4100, binary",
        "0xc8, 41 00, A@, gsm7",
        "0xe8, 00 41, A, ucs2",
        "0xf0, 41 00, A@, gsm7",
        "0xf5, 41 00, 4100, binary",
        "0x02, 41 00, 4100, binary",
        "0x91, 41 00, 4100, binary"
    })
    void readsOctetsByTheirDataCoding(int dataCoding, String octets, String text, String coding) {
        InboundText read = join(DefaultAlphabet.GSM7_UNPACKED, Pdus.deliverSm(1, 0, dataCoding, Pdus.hex(octets)));
        assertThat(read.text()).isEqualTo(text);
        assertThat(read.coding().label()).isEqualTo(coding);
    }

    @ParameterizedTest(name = "{0}: {1} is {2}")
    @CsvSource({
        "GSM7_UNPACKED, 00 24, @¤",
        "LATIN1, 40 a4, @¤",
        "IA5, 40 24, @$",
        "GSM7_PACKED, e8 32 9b fd 46 97 d9 ec 37, hellohello",
        "GSM7_PACKED, 31 d9 8c 56 b3 dd 1a, 1234567"
    })
    void readsDataCoding0AsTheSmscWritesIt(DefaultAlphabet alphabet, String octets, String text) {
        assertThat(join(alphabet, Pdus.deliverSm(1, 0, 0, Pdus.hex(octets))).text())
                .isEqualTo(text);
        assertThat(join(alphabet, Pdus.deliverSm(1, 0, 0xF0, Pdus.hex(octets))).text())
                .isEqualTo(text);
    }

    /** The other end is the encoder of this module, which others have been compared with. */
    @ParameterizedTest
    @EnumSource(LongMessages.class)
    void readsWhatTheEncoderWritesInEveryAlphabetAndForm(LongMessages form) {
        String gsm = "Ünïcödé? No: {GSM} ~ §€ ".replace("ï", "i").repeat(40);
        String turkish = "Şu çılgın ğ İstanbul € ".repeat(30);
        for (DefaultAlphabet alphabet : DefaultAlphabet.values()) {
            roundTrip(
                    alphabet.hasSeptets() ? gsm : "plain and long ".repeat(30),
                    new EncodingSettings(alphabet, form, EnumSet.noneOf(NationalLanguage.class)));
            roundTrip(
                    "Привет, 😀! ".repeat(40),
                    new EncodingSettings(alphabet, form, EnumSet.noneOf(NationalLanguage.class)));
        }
        for (NationalLanguage language : EnumSet.of(NationalLanguage.TURKISH, NationalLanguage.PORTUGUESE)) {
            roundTrip(turkish, new EncodingSettings(DefaultAlphabet.GSM7_UNPACKED, form, EnumSet.of(language)));
            roundTrip(turkish, new EncodingSettings(DefaultAlphabet.GSM7_PACKED, form, EnumSet.of(language)));
        }
    }

    private static void roundTrip(String text, EncodingSettings settings) {
        byte[] out = new byte[SegmentEncoder.MAX_OCTETS];
        SegmentEncoder encoder = new SegmentEncoder(settings);
        encoder.encode(text, 0x1234, out);
        List<InboundPart> parts = new ArrayList<>();
        for (int i = 0; i < encoder.pieces(); i++) {
            byte[] piece = Arrays.copyOfRange(out, encoder.offset(i), encoder.offset(i) + encoder.length(i));
            byte[] pdu = Pdus.deliverSm(
                    1, encoder.hasHeader() ? UDHI : 0, encoder.coding().value(), new byte[0], Pdus.tlv(PAYLOAD, piece));
            parts.add(part(pdu, settings.alphabet()));
        }
        assertThat(InboundText.join(parts).text()).isEqualTo(text);
    }

    @ParameterizedTest(name = "header {0}: {1} {2}, part {4} of {3}")
    @CsvSource({
        "05 00 03 c8 03 02, UDH8, 200, 3, 2",
        "06 08 04 01 c8 ff ff, UDH16, 456, 255, 255",
        "0b 05 04 0b 84 23 f0 00 03 07 02 01, UDH8, 7, 2, 1",
        "08 24 01 01 00 03 07 02 02, UDH8, 7, 2, 2"
    })
    void findsThePlaceInTheHeader(String header, Place.Kind kind, int reference, int total, int number) {
        InboundPart part = part(Pdus.deliverSm(1, UDHI, 0, Pdus.join(Pdus.hex(header), new byte[] {0x41})));
        assertThat(part.place()).isEqualTo(new Place(kind, reference, total, number));
        assertThat(InboundText.join(List.of(part)).text()).isEqualTo("A");
    }

    @Test
    void findsThePlaceInTheSarParametersAndThePortsInTheHeader() {
        byte[] pdu = Pdus.deliverSm(
                1,
                UDHI,
                4,
                Pdus.hex("06 05 04 0b 84 23 f0 01 02"),
                Pdus.tlv(SAR_REFERENCE, Pdus.hex("ab cd")),
                Pdus.tlv(SAR_TOTAL, Pdus.hex("03")),
                Pdus.tlv(SAR_NUMBER, Pdus.hex("02")));
        InboundPart part = part(pdu);
        assertThat(part.place()).isEqualTo(new Place(Place.Kind.SAR, 0xABCD, 3, 2));
        assertThat(part.ports()).isEqualTo(new Ports(2948, 9200));
        assertThat(InboundText.join(List.of(part)).text()).isEqualTo("0102");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "05 00 03 07 00 01", // of none
        "05 00 03 07 03 00", // part 0
        "05 00 03 07 03 04", // part 4 of 3
        "05 00 03 07 01 01", // the only one
        "05 00 04 07 03 01", // runs over the header's end
        "04 00 02 07 03" // too short
    })
    void letsAPartThatCannotBeStandAlone(String header) {
        InboundPart part = part(Pdus.deliverSm(1, UDHI, 0, Pdus.join(Pdus.hex(header), new byte[] {0x41})));
        assertThat(part.place()).isNull();
        assertThat(InboundText.join(List.of(part)).text()).isEqualTo("A");
    }

    @Test
    void readsAHeaderThatRunsOverTheEndAsTextSoThatNothingIsLost() {
        assertThat(join(DefaultAlphabet.GSM7_UNPACKED, Pdus.deliverSm(1, UDHI, 0, Pdus.hex("48 69")))
                        .text())
                .isEqualTo("Hi");
    }

    @Test
    void readsCharactersThatLieAcrossTheBorderOfTwoParts() {
        byte[] text = "a😀b".getBytes(StandardCharsets.UTF_16BE);
        byte[] first = Pdus.deliverSm(1, UDHI, 8, Pdus.join(Pdus.hex("05 00 03 07 02 01"), Arrays.copyOf(text, 4)));
        byte[] second = Pdus.deliverSm(
                2, UDHI, 8, Pdus.join(Pdus.hex("05 00 03 07 02 02"), Arrays.copyOfRange(text, 4, text.length)));
        assertThat(join(DefaultAlphabet.GSM7_UNPACKED, first, second).text()).isEqualTo("a😀b");

        byte[] escape = Pdus.deliverSm(1, UDHI, 0, Pdus.hex("05 00 03 07 02 01 41 1b"));
        byte[] euro = Pdus.deliverSm(2, UDHI, 0, Pdus.hex("05 00 03 07 02 02 65 42"));
        assertThat(join(DefaultAlphabet.GSM7_UNPACKED, escape, euro).text()).isEqualTo("A€B");
    }

    @Test
    void readsPartsOfSeveralCodingsEachAsItIs() {
        byte[] first = Pdus.deliverSm(1, UDHI, 0, Pdus.hex("05 00 03 07 02 01 41 00"));
        byte[] second = Pdus.deliverSm(2, UDHI, 8, Pdus.hex("05 00 03 07 02 02 04 1f"));
        InboundText read = join(DefaultAlphabet.GSM7_UNPACKED, first, second);
        assertThat(read).isEqualTo(new InboundText(InboundCoding.SEPTETS, "A@П"));
    }

    @Test
    void readsDataSmAndMessagePayload() {
        byte[] payload = Pdus.tlv(PAYLOAD, "é".repeat(500).getBytes(Charset.forName("UTF-16BE")));
        assertThat(join(DefaultAlphabet.GSM7_UNPACKED, Pdus.dataSm(1, 0, 8, payload))
                        .text())
                .isEqualTo("é".repeat(500));
        assertThat(join(DefaultAlphabet.GSM7_UNPACKED, Pdus.deliverSm(1, 0, 8, new byte[0], payload))
                        .text())
                .isEqualTo("é".repeat(500));
    }

    @Test
    void neverFailsWhateverAMessageHolds() {
        Random random = new Random(7);
        List<DefaultAlphabet> alphabets = List.of(DefaultAlphabet.values());
        for (int i = 0; i < 20_000; i++) {
            byte[] octets = new byte[random.nextInt(60)];
            random.nextBytes(octets);
            if (octets.length > 3 && random.nextBoolean()) {
                octets[0] = (byte) random.nextInt(12);
                octets[1] = (byte) (random.nextBoolean() ? 0 : 0x24 + random.nextInt(2));
                octets[2] = (byte) random.nextInt(5);
            }
            byte[] pdu = Pdus.deliverSm(1, random.nextInt(256) & ~0x3C, random.nextInt(256), octets);
            DefaultAlphabet alphabet = alphabets.get(random.nextInt(alphabets.size()));
            assertThatCode(() -> join(alphabet, pdu, pdu)).doesNotThrowAnyException();
        }
        assertThat(InboundText.join(List.of()).text()).isEmpty();
    }

    private static InboundText join(DefaultAlphabet alphabet, byte[]... pdus) {
        return InboundText.join(
                Arrays.stream(pdus).map(pdu -> part(pdu, alphabet)).toList());
    }

    private static InboundPart part(byte[] pdu) {
        return part(pdu, DefaultAlphabet.GSM7_UNPACKED);
    }

    private static InboundPart part(byte[] pdu, DefaultAlphabet alphabet) {
        return InboundPart.of(Delivery.decode(pdu), alphabet);
    }
}
