package trunkline.sip.dialog;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import trunkline.sip.dialog.SessionExpires.Refresher;

class SessionTimerTest {

    private static final long SECOND = 1_000_000_000L;

    @ParameterizedTest
    @CsvSource({
        "1800, 1800, ",
        "90;refresher=uac, 90, UAC",
        "' 4000 ; refresher = UAS ;x=y', 4000, UAS",
        "60;refresher=proxy, 60, "
    })
    void readsTheHeader(String value, long seconds, @Nullable Refresher refresher) {
        assertThat(SessionExpires.parse(value)).contains(new SessionExpires(seconds, refresher));
    }

    @ParameterizedTest
    @CsvSource({"0", "-5", "''", "abc", "99999999999", "60 60"})
    void readsNothingElse(String value) {
        assertThat(SessionExpires.parse(value)).isEmpty();
    }

    @Test
    void refreshesAtHalfWhereItIsUpToUs() {
        SessionTimer timer = SessionTimer.agreed(new SessionExpires(1800, Refresher.UAC), Refresher.UAC, 7);
        assertThat(timer).isEqualTo(new SessionTimer(7 + 900 * SECOND, 7 + 1768 * SECOND));
    }

    @Test
    void onlyWaitsWhereItIsUpToThePeerAndEndsAThirdEarlyWhereTheIntervalIsShort() {
        assertThat(SessionTimer.agreed(new SessionExpires(90, Refresher.UAC), Refresher.UAS, 0))
                .isEqualTo(new SessionTimer(Long.MAX_VALUE, 60 * SECOND));
        assertThat(new SessionTimer(Long.MAX_VALUE, 60).dueNanos()).isEqualTo(60);
    }

    @Test
    void isUpToTheAskerWhereNobodyIsNamed() {
        assertThat(SessionTimer.agreed(new SessionExpires(90, null), Refresher.UAC, 0))
                .isEqualTo(new SessionTimer(45 * SECOND, 60 * SECOND));
        assertThat(SessionTimer.agreed(null, Refresher.UAC, 0)).isNull();
    }
}
