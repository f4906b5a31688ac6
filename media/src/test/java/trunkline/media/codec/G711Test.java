package trunkline.media.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/**
 * The expected values are computed here from the tables of ITU-T G.711 in their own shape: decision values per segment,
 * searched, not from the shifts that the encoder uses.
 */
class G711Test {

    @Test
    void encodesAll65536InputsToMuLawAsTheDecisionValuesOfTable2Say() {
        for (int sample = Short.MIN_VALUE; sample <= Short.MAX_VALUE; sample++) {
            assertThat(encode(Codec.PCMU, sample)).as("sample %d", sample).isEqualTo(muLawByDecisionValues(sample));
        }
    }

    @Test
    void encodesAll65536InputsToALawAsTheDecisionValuesOfTable1Say() {
        for (int sample = Short.MIN_VALUE; sample <= Short.MAX_VALUE; sample++) {
            assertThat(encode(Codec.PCMA, sample)).as("sample %d", sample).isEqualTo(aLawByDecisionValues(sample));
        }
    }

    @Test
    void decodesEveryOctetToTheMiddleOfItsInterval() {
        for (int octet = 0; octet < 256; octet++) {
            assertThat(decode(Codec.PCMU, octet)).as("octet %02x", octet).isEqualTo(muLawMiddle(octet));
            assertThat(decode(Codec.PCMA, octet)).as("octet %02x", octet).isEqualTo(aLawMiddle(octet));
        }
    }

    @Test
    void decodedAndEncodedAgainIsTheSameOctet() {
        for (int octet = 0; octet < 256; octet++) {
            assertThat(encode(Codec.PCMA, decode(Codec.PCMA, octet))).isEqualTo(octet);
            // µ-law has two zeros; the encoder gives positive zero for both
            int expected = octet == 0x7F ? 0xFF : octet;
            assertThat(encode(Codec.PCMU, decode(Codec.PCMU, octet))).isEqualTo(expected);
        }
    }

    @Test
    void knowsTheCornersOfBothLaws() {
        short[] corners = {0, -1, Short.MAX_VALUE, Short.MIN_VALUE, 4, 8, 16, 32};
        byte[] octets = new byte[corners.length];
        Codec.PCMU.encoder().encode(corners, 0, corners.length, octets, 0);
        assertThat(HexFormat.ofDelimiter(" ").formatHex(octets)).isEqualTo("ff 7f 80 00 fe fe fd fb");
        Codec.PCMA.encoder().encode(corners, 0, corners.length, octets, 0);
        assertThat(HexFormat.ofDelimiter(" ").formatHex(octets)).isEqualTo("d5 55 aa 2a d5 d5 d4 d7");
    }

    /** G.711 table 2b: decision values x(n) of positive input, in 14-bit units: 0, 1, 3, 5 … 31, 35, 39 … 8159. */
    private static int muLawByDecisionValues(int sample) {
        int magnitude = (sample < 0 ? -sample - 1 : sample) / 4;
        int n = 0;
        int decision = 1;
        int step = 2;
        while (n < 127 && magnitude >= decision) {
            n++;
            if (n > 1 && (n & 15) == 0) {
                step *= 2;
            }
            decision += step;
        }
        return (sample < 0 ? 0x7F : 0xFF) - n;
    }

    /** G.711 table 1a: 32 equal steps of 2 (in 4096 units), then 16 steps a segment, each twice as wide. */
    private static int aLawByDecisionValues(int sample) {
        int magnitude = (sample < 0 ? -sample - 1 : sample) / 8;
        int n = 0;
        int step = 2;
        int decision = 2;
        while (n < 127 && magnitude >= decision) {
            n++;
            if (n >= 32 && (n & 15) == 0) {
                step *= 2;
            }
            decision += step;
        }
        return ((sample < 0 ? 0x00 : 0x80) + n) ^ 0x55;
    }

    /** Output y(n): 0, 2, 4 … 30, 33, 37 …: the middle of each interval, in 14-bit units; here in 16-bit units. */
    private static int muLawMiddle(int octet) {
        int n = 0x7F - (octet & 0x7F);
        int segment = n / 16;
        int width = 2 << segment;
        int start = (33 << segment) - 33;
        int middle = start + n % 16 * width;
        return 4 * ((octet & 0x80) == 0 ? -middle : middle);
    }

    private static int aLawMiddle(int octet) {
        int code = octet ^ 0x55;
        int n = code & 0x7F;
        int segment = n / 16;
        int width = segment == 0 ? 16 : 16 << (segment - 1);
        int start = segment == 0 ? 0 : 256 << (segment - 1);
        int middle = start + n % 16 * width + width / 2;
        return (code & 0x80) == 0 ? -middle : middle;
    }

    private static int encode(Codec codec, int sample) {
        byte[] octet = new byte[1];
        codec.encoder().encode(new short[] {(short) sample}, 0, 1, octet, 0);
        return octet[0] & 0xFF;
    }

    private static int decode(Codec codec, int octet) {
        short[] sample = new short[1];
        codec.decoder().decode(new byte[] {(byte) octet}, 0, 1, sample, 0);
        return sample[0];
    }
}
