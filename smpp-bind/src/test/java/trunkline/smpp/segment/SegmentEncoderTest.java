package trunkline.smpp.segment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import trunkline.smpp.segment.SegmentEncoder.Result;

class SegmentEncoderTest {

    private static final String EMOJI = "\uD83D\uDE00";

    private final SegmentEncoder encoder = new SegmentEncoder(EncodingSettings.BASIC);
    private final SegmentEncoder wide = new SegmentEncoder(EncodingSettings.BASIC.with(LongMessages.UDH16));
    private final byte[] out = new byte[SegmentEncoder.MAX_OCTETS];

    @Test
    void writesSeptetsUnpackedOneToAnOctet() {
        assertThat(encoder.encode("@Hi$ ¡Ωà", 0, out)).isEqualTo(Result.ENCODED);
        assertThat(segment(encoder, 0)).isEqualTo("00 48 69 02 20 40 15 7f");
        assertThat(encoder.coding()).isEqualTo(DataCoding.GSM_7BIT);
        assertThat(encoder.hasHeader()).isFalse();
    }

    @Test
    void putsAnEscapeBeforeACharacterOfTheExtensionTable() {
        encoder.encode("a€[]", 0, out);
        assertThat(segment(encoder, 0)).isEqualTo("61 1b 65 1b 3c 1b 3e");
    }

    @Test
    void writesUcs2BigEndianAsSoonAsOneCharacterHasNoSeptet() {
        encoder.encode("aж" + EMOJI, 0, out);
        assertThat(segment(encoder, 0)).isEqualTo("00 61 04 36 d8 3d de 00");
        assertThat(encoder.coding()).isEqualTo(DataCoding.UCS2);
    }

    @Test
    void anEmptyTextIsOneSegmentOfNothing() {
        assertThat(encoder.encode("", 0, out)).isEqualTo(Result.ENCODED);
        assertThat(List.of(encoder.segments(), encoder.length(0))).containsExactly(1, 0);
    }

    @Test
    void marksEachSegmentOfThreeWithReferenceTotalAndSequence() {
        encoder.encode("x".repeat(307), 0xC5, out);
        assertThat(IntStream.range(0, 3).mapToObj(i -> segment(encoder, i).substring(0, 20)))
                .containsExactly("05 00 03 c5 03 01 78", "05 00 03 c5 03 02 78", "05 00 03 c5 03 03 78");
        assertThat(lengths(encoder)).containsExactly(6 + 153, 6 + 153, 6 + 1);
        assertThat(encoder.hasHeader()).isTrue();
    }

    @ParameterizedTest(name = "{0} septets: {1} segments, {2} with a 16-bit reference")
    @CsvSource({
        "0, 1, 1",
        "1, 1, 1",
        "152, 1, 1",
        "153, 1, 1",
        "154, 1, 1",
        "159, 1, 1",
        "160, 1, 1",
        "161, 2, 2",
        "304, 2, 2",
        "305, 2, 3",
        "306, 2, 3",
        "307, 3, 3",
        "459, 3, 4",
        "460, 4, 4"
    })
    void countsSeptetSegmentsAtTheLimits(int septets, int segments, int wideSegments) {
        assertThat(segmentsOf(encoder, "x".repeat(septets))).isEqualTo(segments);
        assertThat(segmentsOf(wide, "x".repeat(septets))).isEqualTo(wideSegments);
    }

    @ParameterizedTest(name = "{0} units: {1} segments, {2} with a 16-bit reference")
    @CsvSource({
        "1, 1, 1",
        "66, 1, 1",
        "67, 1, 1",
        "68, 1, 1",
        "69, 1, 1",
        "70, 1, 1",
        "71, 2, 2",
        "132, 2, 2",
        "133, 2, 3",
        "134, 2, 3",
        "135, 3, 3",
        "201, 3, 4",
        "202, 4, 4"
    })
    void countsUcs2SegmentsAtTheLimits(int units, int segments, int wideSegments) {
        assertThat(segmentsOf(encoder, "ж".repeat(units))).isEqualTo(segments);
        assertThat(segmentsOf(wide, "ж".repeat(units))).isEqualTo(wideSegments);
    }

    @ParameterizedTest(name = "{0} euro signs take {1} segments")
    @CsvSource({"80, 1", "81, 2", "152, 2", "153, 3"})
    void anExtensionCharacterCountsTwo(int euros, int segments) {
        assertThat(segmentsOf(encoder, "€".repeat(euros))).isEqualTo(segments);
    }

    @Test
    void neverLeavesAnEscapeAtTheEndOfASegment() {
        encoder.encode("x".repeat(152) + "€" + "x".repeat(10), 1, out);
        assertThat(lengths(encoder)).containsExactly(6 + 152, 6 + 12);
        assertThat(segment(encoder, 1)).startsWith("05 00 03 01 02 02 1b 65 78");
    }

    @Test
    void neverCutsASurrogatePair() {
        encoder.encode("ж".repeat(66) + EMOJI + "ж".repeat(10), 1, out);
        assertThat(lengths(encoder)).containsExactly(6 + 2 * 66, 6 + 2 * 12);
        assertThat(segment(encoder, 1)).startsWith("05 00 03 01 02 02 d8 3d de 00 04 36");
    }

    @Test
    void aPairPushedOverCanCostOneMoreSegment() {
        assertThat(segmentsOf(encoder, "ж".repeat(66) + EMOJI + "ж".repeat(66))).isEqualTo(3);
        assertThat(segmentsOf(encoder, "x".repeat(152) + "€" + "x".repeat(152))).isEqualTo(3);
    }

    @Test
    void takes255SegmentsAndNotOneCharacterMore() {
        assertThat(segmentsOf(encoder, "x".repeat(255 * 153))).isEqualTo(255);
        assertThat(segmentsOf(wide, "x".repeat(255 * 152))).isEqualTo(255);
        assertThat(segmentsOf(encoder, "ж".repeat(255 * 67))).isEqualTo(255);
        assertThat(List.of(
                        encoder.encode("x".repeat(255 * 153 + 1), 0, out),
                        wide.encode("x".repeat(255 * 152 + 1), 0, out),
                        encoder.encode("ж".repeat(255 * 67 + 1), 0, out),
                        encoder.encode("€".repeat(255 * 76 + 1), 0, out),
                        encoder.encode("x".repeat(2_000_000), 0, out)))
                .containsOnly(Result.TOO_MANY_SEGMENTS);
    }

    @Test
    void fillsTheBufferToTheLastOctetWith255FullSegments() {
        encoder.encode("x".repeat(255 * 153), 7, out);
        assertThat(encoder.offset(254) + encoder.length(254)).isEqualTo(255 * 159);
    }

    @ParameterizedTest(name = "{1}")
    @CsvSource({"xx\uD83D, 2", "\uD83Dxx, 0", "x\uDE00x, 1", "ж\uD83D\uD83D\uDE00, 1", "\uD83D\uDE00\uDE00, 2"})
    void refusesALoneSurrogateAndTellsWhere(String text, int index) {
        assertThat(encoder.encode(text, 0, out)).isEqualTo(Result.LONE_SURROGATE);
        assertThat(encoder.errorIndex()).isEqualTo(index);
    }

    @Test
    void isUsedAgainAfterAnErrorAndAfterALongerText() {
        encoder.encode("x\uDE00", 0, out);
        encoder.encode("ж".repeat(500), 0, out);
        encoder.encode("ok", 0, out);
        assertThat(segment(encoder, 0)).isEqualTo("6f 6b");
        assertThat(encoder.segments()).isEqualTo(1);
    }

    private int segmentsOf(SegmentEncoder by, String text) {
        assertThat(by.encode(text, 0, out)).isEqualTo(Result.ENCODED);
        return by.segments();
    }

    private String segment(SegmentEncoder by, int segment) {
        int from = by.offset(segment);
        return HexFormat.ofDelimiter(" ").formatHex(out, from, from + by.length(segment));
    }

    private static List<Integer> lengths(SegmentEncoder by) {
        return IntStream.range(0, by.segments()).mapToObj(by::length).toList();
    }
}
