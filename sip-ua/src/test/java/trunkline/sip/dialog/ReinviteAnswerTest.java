package trunkline.sip.dialog;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import trunkline.sip.dialog.ReinviteAnswer.Action;

/** T1 is 500, as in milliseconds. */
class ReinviteAnswerTest {

    @Test
    void isSentAgainAtDoublingIntervalsUpToT2UntilTheCallIsToBeEnded() {
        ReinviteAnswer answer = ReinviteAnswer.sent(7, 0, 500);
        List<Long> sentAgain = new ArrayList<>();
        long now = 0;
        while (answer.due(now) != Action.END_CALL) {
            if (answer.due(now) == Action.SEND_AGAIN) {
                sentAgain.add(now);
                answer = answer.sentAgain(now, 500);
            }
            now += 100;
        }
        assertThat(sentAgain)
                .containsExactly(500L, 1500L, 3500L, 7500L, 11500L, 15500L, 19500L, 23500L, 27500L, 31500L);
        assertThat(now).isEqualTo(32_000);
    }
}
