package trunkline.gateway.message;

import static org.assertj.core.api.Assertions.assertThat;
import static trunkline.gateway.message.SegmentState.CLAIMED;
import static trunkline.gateway.message.SegmentState.DELIVERED;
import static trunkline.gateway.message.SegmentState.EXPIRED;
import static trunkline.gateway.message.SegmentState.FAILED;
import static trunkline.gateway.message.SegmentState.PENDING;
import static trunkline.gateway.message.SegmentState.REJECTED;
import static trunkline.gateway.message.SegmentState.SUBMITTED;
import static trunkline.gateway.message.SegmentState.UNANSWERED;
import static trunkline.gateway.message.SegmentState.UNKNOWN;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SegmentStateTest {

    @Test
    void aMessageIsSubmittedOnceAllItsSegmentsAre() {
        assertThat(of(SUBMITTED, PENDING)).isEqualTo(SmsState.ACCEPTED);
        assertThat(of(SUBMITTED, CLAIMED)).isEqualTo(SmsState.ACCEPTED);
        assertThat(of(DELIVERED, UNANSWERED)).isEqualTo(SmsState.ACCEPTED);
        assertThat(of(SUBMITTED, SUBMITTED)).isEqualTo(SmsState.SUBMITTED);
        assertThat(of(DELIVERED, SUBMITTED)).isEqualTo(SmsState.SUBMITTED);
    }

    @Test
    void aMessageIsDeliveredOnceAllItsSegmentsAre() {
        assertThat(of(DELIVERED, DELIVERED, DELIVERED)).isEqualTo(SmsState.DELIVERED);
    }

    @Test
    void oneSegmentThatCannotBeDeliveredDecidesAtOnce() {
        assertThat(of(FAILED, PENDING)).isEqualTo(SmsState.FAILED);
        assertThat(of(DELIVERED, REJECTED)).isEqualTo(SmsState.REJECTED);
        assertThat(of(SUBMITTED, EXPIRED)).isEqualTo(SmsState.EXPIRED);
    }

    @Test
    void theWorstSegmentDecides() {
        assertThat(of(DELIVERED, UNKNOWN)).isEqualTo(SmsState.UNKNOWN);
        assertThat(of(UNKNOWN, SUBMITTED)).isEqualTo(SmsState.SUBMITTED);
        assertThat(of(EXPIRED, FAILED, UNKNOWN)).isEqualTo(SmsState.FAILED);
        assertThat(of(REJECTED, FAILED)).isEqualTo(SmsState.REJECTED);
    }

    private static SmsState of(SegmentState... segments) {
        return SegmentState.ofMessage(Stream.of(segments)
                .map(state -> new SegmentProgress(state, null, 0, Exchange.NONE))
                .toList());
    }
}
