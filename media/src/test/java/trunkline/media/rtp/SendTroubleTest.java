package trunkline.media.rtp;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SendTroubleTest {

    private static final long SECOND = 1_000_000_000L;

    private final SendTrouble trouble = new SendTrouble(5 * SECOND);

    @Test
    void failsWhenErrorsLastLongerThanItsPatience() {
        for (int tenth = 0; tenth < 50; tenth++) {
            trouble.onError(RtpFailure.UNREACHABLE, tenth * SECOND / 10);
            assertThat(trouble.failure()).isNull();
        }
        trouble.onError(RtpFailure.UNREACHABLE, 5 * SECOND);
        assertThat(trouble.failure()).isEqualTo(RtpFailure.UNREACHABLE);
    }

    @Test
    void startsAfreshAfterASecondWithoutErrors() {
        trouble.onError(RtpFailure.NOT_SENT, 0);
        trouble.onError(RtpFailure.NOT_SENT, 5 * SECOND);
        assertThat(trouble.failure()).isNull();
    }
}
