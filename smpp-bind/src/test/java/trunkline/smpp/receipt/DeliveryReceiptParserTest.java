package trunkline.smpp.receipt;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import trunkline.smpp.receipt.ReceiptSettings.IdSettings;
import trunkline.smpp.session.Delivery;
import trunkline.smpp.wire.Pdus;

class DeliveryReceiptParserTest {

    private static final int RECEIPTED_MESSAGE_ID = 0x001E;
    private static final int MESSAGE_STATE = 0x0427;
    private static final String TEXT = "id:0416342074 sub:001 dlvrd:001 submit date:2101041522 done date:2101041523"
            + " stat:UNDELIV err:075 text:id:99 stat:DELIVRD";

    private final DeliveryReceiptParser parser = new DeliveryReceiptParser(ReceiptSettings.DEFAULT);

    @ParameterizedTest(name = "esm_class {0}: {1}")
    @CsvSource({"0x04, true", "0x08, true", "0x20, true", "0x44, true", "0x00, false", "0x40, false", "0x10, false"})
    void decidesByTheBitsOfEsmClassWhatIsAReceipt(int esmClass, boolean receipt) {
        assertThat(parser.parse(delivery(esmClass, TEXT)).isPresent()).isEqualTo(receipt);
    }

    @Test
    void takesADeliveryThatNamesTheMessageItSpeaksOfForAReceiptWhateverItsEsmClass() {
        byte[] id = Pdus.tlv(RECEIPTED_MESSAGE_ID, "7\0".getBytes(StandardCharsets.US_ASCII));
        assertThat(parser.parse(delivery(0, "stat:DELIVRD", id))).isPresent();
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "id:7 stat:DELIVRD, true",
        "id:7 sub:001 done date:2101041523 DELIVRD, true",
        "id:7, false",
        "my id:7 and stat:ok, true",
        "see you at 7, false",
        "text:id:7 stat:DELIVRD, false"
    })
    void looksAtTheTextOfAnUnmarkedDeliveryOnlyIfItIsToldTo(String text, boolean receipt) {
        assertThat(parser.parse(delivery(0, text))).isEmpty();
        var sniffing = new DeliveryReceiptParser(ReceiptSettings.DEFAULT.withSniffing());
        assertThat(sniffing.parse(delivery(0, text)).isPresent()).isEqualTo(receipt);
    }

    @Test
    void readsATextBehindAHeaderAndOneThatIsOnlySaidToHaveOne() {
        byte[] header = {5, 0, 3, 1, 1, 1};
        byte[] text = "id:7 stat:DELIVRD".getBytes(StandardCharsets.US_ASCII);
        for (byte[] octets : new byte[][] {text, Pdus.join(header, text)}) {
            Delivery delivery = Delivery.decode(Pdus.deliverSm(1, 0x44, 0, octets));
            assertThat(parser.parse(delivery).orElseThrow().ids().text()).isEqualTo("7");
        }
    }

    @ParameterizedTest(name = "{0}, data_coding {1}")
    @CsvSource({"UTF-16BE, 8", "UTF-16BE, 0", "UTF-16LE, 8", "UTF-16LE, 0", "UTF-16, 8", "US-ASCII, 8", "US-ASCII, 0"})
    void readsATextInUtf16OfEitherOrderWhateverDataCodingSays(String charset, int dataCoding) {
        byte[] octets = "id:7 stat:UNDELIV".getBytes(Charset.forName(charset));
        DeliveryReceipt receipt = parser.parse(Delivery.decode(Pdus.deliverSm(1, 4, dataCoding, octets)))
                .orElseThrow();
        assertThat(receipt.ids().text()).isEqualTo("7");
        assertThat(receipt.state()).isEqualTo(MessageState.UNDELIVERABLE);
    }

    @Test
    void readsNothingBehindTheTextLabel() {
        DeliveryReceipt receipt = read(parser, TEXT);
        assertThat(receipt.state()).isEqualTo(MessageState.UNDELIVERABLE);
        assertThat(receipt.ids().normal()).isEqualTo("0416342074");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ID:7 STAT:DELIVRD",
                "  id:7  stat:DELIVRD ",
                "stat:DELIVRD id:7 id:8 stat:EXPIRED",
                "id:7\0 stat:delivrd\0"
            })
    void takesLabelsInAnyCaseOrderAndSpacingAndTheFirstOfEach(String text) {
        DeliveryReceipt receipt = read(parser, text);
        assertThat(receipt.ids().normal()).isEqualTo("7");
        assertThat(receipt.state()).isEqualTo(MessageState.DELIVERED);
    }

    @Test
    void octetsOfAWideCharacterThatLookLikeALabelAreNone() {
        byte[] wide = "x \u6964:9 id:7".getBytes(StandardCharsets.UTF_16BE); // U+6964 is the octets of "id"
        Delivery delivery = Delivery.decode(Pdus.deliverSm(1, 4, 8, wide));
        assertThat(parser.parse(delivery).orElseThrow().ids().text()).isEqualTo("7");
    }

    @Test
    void aLabelInsideAWordIsNone() {
        assertThat(read(parser, "paid:7 xstat:DELIVRD").ids().text()).isNull();
    }

    @Test
    void theParametersGoBeforeTheText() {
        byte[] id = Pdus.tlv(RECEIPTED_MESSAGE_ID, "18d0e03a\0".getBytes(StandardCharsets.US_ASCII));
        byte[] state = Pdus.tlv(MESSAGE_STATE, new byte[] {3});
        DeliveryReceipt receipt = parser.parse(delivery(4, TEXT, id, state)).orElseThrow();
        assertThat(receipt.state()).isEqualTo(MessageState.EXPIRED);
        assertThat(receipt.ids()).isEqualTo(new DeliveryReceipt.Ids("18d0e03a", "0416342074", "18d0e03a", -1));
        assertThat(receipt.evidence().stat()).isEqualTo("UNDELIV");
    }

    @Test
    void theTextIsReadWhereTheParametersSayNothingOfUse() {
        byte[] id = Pdus.tlv(RECEIPTED_MESSAGE_ID, new byte[] {0});
        byte[] state = Pdus.tlv(MESSAGE_STATE, new byte[] {0});
        DeliveryReceipt receipt = parser.parse(delivery(4, TEXT, id, state)).orElseThrow();
        assertThat(receipt.state()).isEqualTo(MessageState.UNDELIVERABLE);
        assertThat(receipt.ids().normal()).isEqualTo("0416342074");
    }

    @Test
    void theTextsIdIsTakenFirstWhereTheSettingSaysSo() {
        var ids = new IdSettings(MessageIdForm.AS_IS, MessageIdForm.WITHOUT_ZEROS, MessageIdForm.AS_IS, true);
        byte[] id = Pdus.tlv(RECEIPTED_MESSAGE_ID, "18d0e03a\0".getBytes(StandardCharsets.US_ASCII));
        var prefersText = new DeliveryReceiptParser(ReceiptSettings.DEFAULT.withIds(ids));
        assertThat(prefersText.parse(delivery(4, TEXT, id)).orElseThrow().ids().normal())
                .isEqualTo("416342074");
    }

    @Test
    void aHexResponseMeetsADecimalReceipt() {
        var hex = new DeliveryReceiptParser(ReceiptSettings.DEFAULT.withIds(IdSettings.HEX_RESPONSE));
        assertThat(read(hex, TEXT).ids().normal()).isEqualTo(hex.normalResponseId("18D0E03A"));
    }

    @Test
    void keepsAnUnknownStateRawAndKnowsTheWordsOfTheSetting() {
        assertThat(read(parser, "id:1 stat:0").state()).isEqualTo(MessageState.UNKNOWN);
        assertThat(read(parser, "id:1 stat:0").evidence().stat()).isEqualTo("0");
        var yo = new DeliveryReceiptParser(
                new ReceiptSettings(0x2C, false, List.of(), Map.of("0", MessageState.DELIVERED), IdSettings.AS_IS));
        assertThat(read(yo, "id:1 stat:0").state()).isEqualTo(MessageState.DELIVERED);
    }

    @Test
    void keepsTheOctetsOfANetworkErrorOfAnyLength() {
        byte[] ascii = Pdus.tlv(0x0423, new byte[] {'0', '2', '1', '7'});
        assertThat(parser.parse(delivery(4, "id:1", ascii))
                        .orElseThrow()
                        .evidence()
                        .networkErrorCode())
                .isEqualTo("30323137");
    }

    @Test
    void neverFailsOnRandomOctets() {
        var random = new Random(4711);
        for (int i = 0; i < 200_000; i++) {
            byte[] octets = new byte[random.nextInt(255)];
            random.nextBytes(octets);
            if (i % 2 == 0) { // near the grammar, where the branches are
                byte[] label = List.of("id:", " stat:", " done date:", " err:", "TEXT:")
                        .get(random.nextInt(5))
                        .getBytes(StandardCharsets.US_ASCII);
                System.arraycopy(label, 0, octets, 0, Math.min(label.length, octets.length));
            }
            byte[] tlv = new byte[random.nextInt(6)];
            random.nextBytes(tlv);
            int tag = List.of(RECEIPTED_MESSAGE_ID, MESSAGE_STATE, 0x0423).get(random.nextInt(3));
            Delivery delivery = Delivery.decode(Pdus.deliverSm(1, 4, random.nextInt(256), octets, Pdus.tlv(tag, tlv)));
            assertThat(parser.parse(delivery)).isPresent();
        }
    }

    private static DeliveryReceipt read(DeliveryReceiptParser parser, String text) {
        return parser.parse(delivery(4, text)).orElseThrow();
    }

    private static Delivery delivery(int esmClass, String text, byte[]... tlvs) {
        return Delivery.decode(Pdus.deliverSm(1, esmClass, 0, text.getBytes(StandardCharsets.ISO_8859_1), tlvs));
    }
}
