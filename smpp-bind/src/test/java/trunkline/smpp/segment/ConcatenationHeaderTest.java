package trunkline.smpp.segment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConcatenationHeaderTest {

    @Test
    void writesTheSixOctetsOfTs23040WithAnEightBitReference() {
        assertThat(written(ConcatenationHeader.REFERENCE_8_BIT, 0xC5, 3, 2)).isEqualTo("05 00 03 c5 03 02");
    }

    @Test
    void writesTheSevenOctetsOfTs23040WithASixteenBitReference() {
        assertThat(written(ConcatenationHeader.REFERENCE_16_BIT, 0xC5E7, 255, 255))
                .isEqualTo("06 08 04 c5 e7 ff ff");
    }

    @Test
    void usesTheLowBitsOfALongerReference() {
        assertThat(written(ConcatenationHeader.REFERENCE_8_BIT, 0x1_0007, 2, 1)).isEqualTo("05 00 03 07 02 01");
        assertThat(written(ConcatenationHeader.REFERENCE_16_BIT, 0x1_0007, 2, 1))
                .isEqualTo("06 08 04 00 07 02 01");
    }

    @ParameterizedTest(name = "{0} {1}: {2} alone, {3} beside the header")
    @CsvSource({
        "GSM_7BIT, REFERENCE_8_BIT, 160, 153",
        "GSM_7BIT, REFERENCE_16_BIT, 160, 152",
        "OCTETS, REFERENCE_8_BIT, 140, 134",
        "OCTETS, REFERENCE_16_BIT, 140, 133",
        "UCS2, REFERENCE_8_BIT, 70, 67",
        "UCS2, REFERENCE_16_BIT, 70, 66"
    })
    void leavesRoomForTheUnitsOfTheStandard(DataCoding coding, ConcatenationHeader header, int alone, int beside) {
        assertThat(coding.unitsBeside(0)).isEqualTo(alone);
        assertThat(coding.unitsBeside(header.length())).isEqualTo(beside);
    }

    private static String written(ConcatenationHeader header, int reference, int total, int sequence) {
        byte[] out = new byte[header.length()];
        assertThat(header.write(out, 0, reference, total, sequence, 0)).isEqualTo(out.length);
        return HexFormat.ofDelimiter(" ").formatHex(out);
    }
}
