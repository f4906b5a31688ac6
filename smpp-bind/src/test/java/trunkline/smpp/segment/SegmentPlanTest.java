package trunkline.smpp.segment;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import trunkline.smpp.segment.SegmentPlan.Fits;
import trunkline.smpp.segment.SegmentPlan.NotText;
import trunkline.smpp.segment.SegmentPlan.TooLong;

class SegmentPlanTest {

    @Test
    void tellsCodingSegmentsAndUnits() {
        assertThat(plan("")).isEqualTo(new Fits(TextCoding.GSM_7BIT, 1, 0, 160, 0));
        assertThat(plan("10 €")).isEqualTo(new Fits(TextCoding.GSM_7BIT, 1, 5, 160, 0));
        assertThat(plan("x".repeat(161))).isEqualTo(new Fits(TextCoding.GSM_7BIT, 2, 161, 153, 6));
        assertThat(plan("ж".repeat(71))).isEqualTo(new Fits(TextCoding.UCS2, 2, 71, 67, 6));
    }

    @Test
    void saysWhatCannotBeSent() {
        assertThat(plan("x".repeat(39_016))).isEqualTo(new TooLong(39_016));
        assertThat(plan("ж".repeat(17_086))).isEqualTo(new TooLong(17_086));
        assertThat(plan("ok\uD83D")).isEqualTo(new NotText(2));
    }

    private static SegmentPlan plan(String text) {
        return SegmentPlan.of(text, EncodingSettings.BASIC, ApplicationPorts.NONE);
    }
}
