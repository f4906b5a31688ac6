package trunkline.sip.dialog;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class DialogTest {

    private static final Dialog FRESH =
            new Dialog("call", "us", "them", 1, Dialog.NONE_YET, "sip:uas@192.0.2.1", List.of("<sip:p1;lr>"));

    @Test
    void countsOurRequestsOn() {
        assertThat(FRESH.withNextRequest().withNextRequest().localSequence()).isEqualTo(3);
    }

    @Test
    void takesAnyFirstSequenceNumberOfThePeerAndThenNoLowerOne() {
        assertThat(FRESH.isOutOfOrder(0)).isFalse();
        Dialog after = FRESH.withRemoteSequence(314159);
        assertThat(after.isOutOfOrder(314158)).isTrue();
        assertThat(after.isOutOfOrder(314159)).isFalse();
        assertThat(after.isOutOfOrder(314161)).isFalse();
    }

    @Test
    void takesTargetAndRoutesOfThe2xxAndKeepsTheSequenceNumbers() {
        Dialog confirmed = FRESH.withNextRequest().confirmed("sip:uas@192.0.2.9", List.of());
        assertThat(confirmed)
                .isEqualTo(new Dialog("call", "us", "them", 2, Dialog.NONE_YET, "sip:uas@192.0.2.9", List.of()));
    }
}
