package trunkline.smpp.segment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.HexFormat;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The same texts for SMSCs that take data_coding 0 for different things. */
class DefaultAlphabetTest {

    private final byte[] out = new byte[SegmentEncoder.MAX_OCTETS];

    @ParameterizedTest(name = "{0} {1}: data_coding {2}, {3}")
    @CsvSource(
            delimiter = '|',
            value = {
                "GSM7_UNPACKED | @$[£é€ | 0 | 00 02 1b 3c 01 05 1b 65",
                "LATIN1        | @$[£é  | 0 | 40 24 5b a3 e9",
                "LATIN1        | €      | 8 | 20 ac", // GSM has it, Latin-1 has not
                "LATIN1        | ç      | 8 | 00 e7", // Latin-1 has it, GSM has not
                "LATIN1        | Ω      | 8 | 03 a9",
                "IA5           | @$[{~  | 0 | 40 24 5b 7b 7e",
                "IA5           | £      | 8 | 00 a3",
                "IA5           | `      | 8 | 00 60", // IA5 has it, GSM has not
                "GSM7_PACKED   | hellohello | 0 | e8 32 9b fd 46 97 d9 ec 37", // the example of 3GPP TS 23.038 readers
                "GSM7_PACKED   | ж      | 8 | 04 36"
            })
    void writesWhatTheSmscReads(DefaultAlphabet alphabet, String text, int dataCoding, String octets) {
        SegmentEncoder encoder = encoder(alphabet);
        encoder.encode(text, 0, out);
        assertThat(encoder.coding().value()).isEqualTo(dataCoding);
        assertThat(hex(encoder, 0)).isEqualTo(octets);
    }

    /** 160 characters leave for the phone as 160 septets, whatever they came to the SMSC as. */
    @ParameterizedTest(name = "{0}")
    @CsvSource({"GSM7_UNPACKED, 160, 159", "GSM7_PACKED, 140, 140", "LATIN1, 160, 159", "IA5, 160, 159"})
    void countsSeptetsWhateverTheOctetsAre(DefaultAlphabet alphabet, int octetsAlone, int octetsOfFullSegment) {
        SegmentEncoder encoder = encoder(alphabet);
        encoder.encode("x".repeat(160), 0, out);
        assertThat(encoder.segments()).isEqualTo(1);
        assertThat(encoder.length(0)).isEqualTo(octetsAlone);
        encoder.encode("x".repeat(306), 0, out);
        assertThat(encoder.segments()).isEqualTo(2);
        assertThat(encoder.length(0)).isEqualTo(octetsOfFullSegment);
        encoder.encode("[".repeat(81), 0, out);
        assertThat(encoder.segments()).isEqualTo(2);
    }

    @Test
    void packedSeptetsBeginOnASeptetBoundaryAfterTheHeader() {
        SegmentEncoder encoder = encoder(DefaultAlphabet.GSM7_PACKED);
        encoder.encode("a".repeat(161), 1, out);
        // six octets are 48 bits: one fill bit, then the first septet, 61
        assertThat(hex(encoder, 0)).startsWith("05 00 03 01 02 01 c2 e1 70 38 1c 0e 87 c3");
        assertThat(encoder.length(0)).isEqualTo(140);
    }

    @Test
    void packedSeptetsBehindASevenOctetHeaderNeedNoFillBits() {
        var encoder =
                new SegmentEncoder(new EncodingSettings(DefaultAlphabet.GSM7_PACKED, LongMessages.UDH16, Set.of()));
        encoder.encode("a".repeat(161), 1, out);
        assertThat(hex(encoder, 0)).startsWith("06 08 04 00 01 02 01 e1 70 38 1c 0e 87 c3 e1");
        assertThat(encoder.length(0)).isEqualTo(140);
    }

    @ParameterizedTest(name = "{0} characters: {1}")
    @CsvSource({
        "7, e1 70 38 1c 0e 87 1b", // 49 bits and seven spare: CR, so that nobody reads @
        "8, e1 70 38 1c 0e 87 c3",
        "6, e1 70 38 1c 0e 03"
    })
    void sevenSpareBitsSayCarriageReturn(int length, String octets) {
        SegmentEncoder encoder = encoder(DefaultAlphabet.GSM7_PACKED);
        encoder.encode("a".repeat(length), 0, out);
        assertThat(hex(encoder, 0)).isEqualTo(octets);
    }

    @Test
    void nationalTablesNeedSeptets() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new EncodingSettings(
                        DefaultAlphabet.LATIN1, LongMessages.UDH8, Set.of(NationalLanguage.TURKISH)))
                .withMessage("'languages' is [TURKISH]: must be empty with the alphabet LATIN1");
    }

    private static SegmentEncoder encoder(DefaultAlphabet alphabet) {
        return new SegmentEncoder(new EncodingSettings(alphabet, LongMessages.UDH8, Set.of()));
    }

    private String hex(SegmentEncoder encoder, int piece) {
        int from = encoder.offset(piece);
        return HexFormat.ofDelimiter(" ").formatHex(out, from, from + encoder.length(piece));
    }
}
