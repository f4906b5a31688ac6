package trunkline.smpp.segment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import com.cloudhopper.commons.charset.CharsetUtil;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import trunkline.smpp.segment.SegmentEncoder.Result;
import trunkline.smpp.wire.RandomText;

/** What comes out of the encoder, read back by decoders that nobody here wrote. */
class SegmentRoundTripTest {

    private final byte[] out = new byte[SegmentEncoder.MAX_OCTETS];

    @Test
    void everyCharacterOfTheBasicPlaneComesBackAlone() {
        var encoder = new SegmentEncoder(EncodingSettings.BASIC);
        for (int c = 0; c <= Character.MAX_VALUE; c++) {
            String text = String.valueOf((char) c);
            boolean surrogate = Character.isSurrogate((char) c);
            assertThat(encoder.encode(text, 0, out) == Result.LONE_SURROGATE).isEqualTo(surrogate);
            if (!surrogate && !decoded(encoder, 0, 0).equals(text)) {
                fail("U+%04X".formatted(c));
            }
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"UDH8", "UDH16"})
    void randomTextsComeBackWholeWithEverySegmentCarryingItsHeader(LongMessages way) {
        var random = new Random(3_40);
        var encoder = new SegmentEncoder(EncodingSettings.BASIC.with(way));
        for (int i = 0; i < 20_000; i++) {
            String text = RandomText.of(random, random.nextInt(600));
            int reference = random.nextInt();
            if (encoder.encode(text, reference, out) == Result.ENCODED) {
                assertThat(reassembled(encoder, way.header(), reference)).isEqualTo(text);
            }
        }
    }

    private String reassembled(SegmentEncoder encoder, ConcatenationHeader header, int reference) {
        var text = new StringBuilder();
        for (int i = 0; i < encoder.segments(); i++) {
            if (encoder.hasHeader()) {
                checkHeader(encoder, header, reference, i);
            }
            text.append(decoded(encoder, i, encoder.hasHeader() ? header.length() : 0));
        }
        return text.toString();
    }

    private void checkHeader(SegmentEncoder encoder, ConcatenationHeader header, int reference, int segment) {
        int at = encoder.offset(segment);
        byte[] found = Arrays.copyOfRange(out, at, at + header.length());
        byte total = (byte) encoder.segments();
        byte sequence = (byte) (segment + 1);
        byte[] expected = header == ConcatenationHeader.REFERENCE_8_BIT
                ? new byte[] {5, 0, 3, (byte) reference, total, sequence}
                : new byte[] {6, 8, 4, (byte) (reference >> 8), (byte) reference, total, sequence};
        assertThat(found).isEqualTo(expected);
        assertThat(encoder.length(segment)).isLessThanOrEqualTo(159);
    }

    private String decoded(SegmentEncoder encoder, int segment, int header) {
        int from = encoder.offset(segment) + header;
        byte[] octets = Arrays.copyOfRange(out, from, encoder.offset(segment) + encoder.length(segment));
        return encoder.coding() == DataCoding.UCS2
                ? new String(octets, StandardCharsets.UTF_16BE)
                : CharsetUtil.CHARSET_GSM.decode(octets);
    }
}
