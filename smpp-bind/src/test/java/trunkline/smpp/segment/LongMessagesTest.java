package trunkline.smpp.segment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class LongMessagesTest {

    private static final ApplicationPorts PORTS = new ApplicationPorts(2_948, 9_200);

    private final byte[] out = new byte[SegmentEncoder.MAX_OCTETS];

    @ParameterizedTest(name = "{0}: {1} segments in {2} pieces, header {3}, sar {4}")
    @CsvSource({
        "UDH8, 3, 3, true, false",
        "UDH16, 4, 4, true, false",
        "SAR, 3, 3, false, true",
        "PAYLOAD, 3, 1, false, false",
        "SERVER_SPLITS, 3, 1, false, false"
    })
    void goesAsTheSmscWantsIt(LongMessages way, int segments, int pieces, boolean header, boolean sar) {
        var encoder = new SegmentEncoder(EncodingSettings.BASIC.with(way));
        encoder.encode("x".repeat(459), 7, out);
        assertThat(List.of(encoder.segments(), encoder.pieces())).containsExactly(segments, pieces);
        assertThat(List.of(encoder.hasHeader(), encoder.needsSar(), encoder.isInOnePiece()))
                .containsExactly(header, sar, pieces == 1);
    }

    @ParameterizedTest
    @EnumSource
    void aShortMessageIsTheSameEveryWay(LongMessages way) {
        var encoder = new SegmentEncoder(EncodingSettings.BASIC.with(way));
        encoder.encode("x".repeat(160), 7, out);
        assertThat(List.of(encoder.segments(), encoder.pieces(), encoder.length(0)))
                .containsExactly(1, 1, 160);
        assertThat(List.of(encoder.hasHeader(), encoder.needsSar(), encoder.isInOnePiece()))
                .containsOnly(false);
    }

    @Test
    void segmentsNumberedBySarLeaveRoomForTheHeaderThatTheSmscMakes() {
        var encoder = new SegmentEncoder(EncodingSettings.BASIC.with(LongMessages.SAR));
        encoder.encode("x".repeat(161), 7, out);
        assertThat(List.of(encoder.length(0), encoder.length(1))).containsExactly(153, 8);
        encoder.encode("x".repeat(152) + "€" + "x".repeat(10), 7, out);
        assertThat(encoder.length(0)).isEqualTo(152); // an escape pair is not split
        encoder.encode("ж".repeat(66) + "😀" + "ж".repeat(10), 7, out);
        assertThat(encoder.length(0)).isEqualTo(2 * 66); // nor is a surrogate pair
    }

    @Test
    void aMessageInOnePieceHoldsTheWholeText() {
        var encoder = new SegmentEncoder(EncodingSettings.BASIC.with(LongMessages.PAYLOAD));
        encoder.encode("x".repeat(255 * 153), 7, out);
        assertThat(List.of(encoder.segments(), encoder.pieces(), encoder.length(0)))
                .containsExactly(255, 1, 255 * 153);
        encoder.encode("ж".repeat(255 * 67), 7, out);
        assertThat(encoder.length(0)).isEqualTo(2 * 255 * 67);
        encoder.encodeOctets(new byte[255 * 134], ApplicationPorts.NONE, 7, out);
        assertThat(encoder.length(0)).isEqualTo(255 * 134);
    }

    /** An SMSC that cuts a message would not repeat its header, and SMPP has no header beside sar_*. */
    @ParameterizedTest
    @EnumSource(names = {"SAR", "PAYLOAD", "SERVER_SPLITS"})
    void aLongMessageThatNeedsAHeaderAnywayIsCutByUs(LongMessages way) {
        var encoder = new SegmentEncoder(
                new EncodingSettings(DefaultAlphabet.GSM7_UNPACKED, way, EnumSet.of(NationalLanguage.TURKISH)));
        encoder.encode("x".repeat(200), PORTS, 0xC5, out);
        assertThat(List.of(encoder.segments(), encoder.pieces())).containsExactly(2, 2);
        assertThat(start(encoder, 13)).isEqualTo("0b 00 03 c5 02 01 05 04 0b 84 23 f0 78");
        encoder.encode("ş".repeat(200), 0xC5, out);
        assertThat(List.of(encoder.segments(), encoder.pieces())).containsExactly(2, 2);
        assertThat(start(encoder, 10)).isEqualTo("08 00 03 c5 02 01 25 01 01 1d");
        encoder.encode("x".repeat(200), 0xC5, out);
        assertThat(encoder.needsSar() || encoder.isInOnePiece()).isTrue(); // and one that needs none is not
    }

    @Test
    void portsAloneAreAHeaderOfTheirOwn() {
        var encoder = new SegmentEncoder(EncodingSettings.BASIC);
        encoder.encodeOctets(new byte[] {0x01, 0x06}, PORTS, 0, out);
        assertThat(start(encoder, encoder.length(0))).isEqualTo("06 05 04 0b 84 23 f0 01 06");
        assertThat(encoder.coding().value()).isEqualTo(4);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ApplicationPorts(65_536, 0))
                .withMessage("'ports' are 65536 and 0: must be 0 to 65535 each");
    }

    @ParameterizedTest(name = "{0} {1}: {2}")
    @CsvSource({
        "GENERAL, GSM_7BIT, 0x10",
        "GENERAL, OCTETS, 0x14",
        "GENERAL, UCS2, 0x18",
        "MESSAGE_CLASS, GSM_7BIT, 0xf0",
        "MESSAGE_CLASS, OCTETS, 0xf4",
        "MESSAGE_CLASS, UCS2, 0x18"
    })
    void aFlashMessageSaysSoInItsDataCoding(FlashForm form, DataCoding coding, String dataCoding) {
        assertThat(form.dataCoding(coding)).isEqualTo(Integer.decode(dataCoding));
    }

    @Test
    void hostileInputIsARefusalHoweverLong() {
        var encoder = new SegmentEncoder(new EncodingSettings(
                DefaultAlphabet.GSM7_UNPACKED, LongMessages.PAYLOAD, EnumSet.allOf(NationalLanguage.class)));
        assertThat(encoder.encode("ş".repeat(1_000_000), 0, out)).isEqualTo(SegmentEncoder.Result.TOO_MANY_SEGMENTS);
        assertThat(encoder.encode("\uD83D".repeat(1_000), 0, out)).isEqualTo(SegmentEncoder.Result.LONE_SURROGATE);
        assertThat(encoder.encodeOctets(new byte[1_000_000], PORTS, 0, out))
                .isEqualTo(SegmentEncoder.Result.TOO_MANY_SEGMENTS);
        assertThat(SegmentPlan.of("ş".repeat(1_000_000), EncodingSettings.BASIC, PORTS))
                .isEqualTo(new SegmentPlan.TooLong(1_000_000));
        assertThat(SegmentPlan.of("\0".repeat(10), EncodingSettings.BASIC, ApplicationPorts.NONE))
                .isInstanceOf(SegmentPlan.Fits.class);
        assertThat(Set.of(encoder.encode("", 0, out))).containsExactly(SegmentEncoder.Result.ENCODED);
    }

    private String start(SegmentEncoder encoder, int octets) {
        return HexFormat.ofDelimiter(" ").formatHex(out, encoder.offset(0), encoder.offset(0) + octets);
    }
}
