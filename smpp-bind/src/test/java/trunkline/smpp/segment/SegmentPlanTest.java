package trunkline.smpp.segment;

import static org.assertj.core.api.Assertions.assertThat;
import static trunkline.smpp.segment.ConcatenationHeader.REFERENCE_8_BIT;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import trunkline.smpp.segment.SegmentPlan.Fits;
import trunkline.smpp.segment.SegmentPlan.NotText;
import trunkline.smpp.segment.SegmentPlan.TooLong;
import trunkline.smpp.wire.RandomText;

class SegmentPlanTest {

    @Test
    void tellsCodingSegmentsAndUnits() {
        assertThat(SegmentPlan.of("", REFERENCE_8_BIT)).isEqualTo(new Fits(DataCoding.GSM_7BIT, 1, 0));
        assertThat(SegmentPlan.of("10 €", REFERENCE_8_BIT)).isEqualTo(new Fits(DataCoding.GSM_7BIT, 1, 5));
        assertThat(SegmentPlan.of("x".repeat(161), REFERENCE_8_BIT)).isEqualTo(new Fits(DataCoding.GSM_7BIT, 2, 161));
        assertThat(SegmentPlan.of("ж".repeat(71), REFERENCE_8_BIT)).isEqualTo(new Fits(DataCoding.UCS2, 2, 71));
    }

    @Test
    void saysWhatCannotBeSent() {
        assertThat(SegmentPlan.of("x".repeat(39_016), REFERENCE_8_BIT)).isEqualTo(new TooLong(39_016));
        assertThat(SegmentPlan.of("ж".repeat(17_086), REFERENCE_8_BIT)).isEqualTo(new TooLong(17_086));
        assertThat(SegmentPlan.of("ok\uD83D", REFERENCE_8_BIT)).isEqualTo(new NotText(2));
    }

    @ParameterizedTest
    @EnumSource
    void agreesWithTheEncoderOnRandomTextsOfEveryLength(ConcatenationHeader header) {
        var random = new Random(20261121);
        var encoder = new SegmentEncoder(header);
        byte[] out = new byte[SegmentEncoder.MAX_OCTETS];
        for (int i = 0; i < 20_000; i++) {
            String text = RandomText.of(random, random.nextInt(700));
            assertThat(SegmentPlan.of(text, header)).as(text).isEqualTo(planOf(encoder, header, text, out));
        }
    }

    private static SegmentPlan planOf(SegmentEncoder encoder, ConcatenationHeader header, String text, byte[] out) {
        return switch (encoder.encode(text, 0, out)) {
            case TOO_MANY_SEGMENTS -> new TooLong(text.length());
            case LONE_SURROGATE -> new NotText(encoder.errorIndex());
            case ENCODED -> new Fits(encoder.coding(), encoder.segments(), units(encoder, header));
        };
    }

    private static int units(SegmentEncoder encoder, ConcatenationHeader header) {
        int octets = 0;
        for (int i = 0; i < encoder.segments(); i++) {
            octets += encoder.length(i) - (encoder.hasHeader() ? header.length() : 0);
        }
        return encoder.coding() == DataCoding.UCS2 ? octets / 2 : octets;
    }
}
