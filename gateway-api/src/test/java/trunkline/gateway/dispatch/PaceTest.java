package trunkline.gateway.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PaceTest {

    private static final long SECOND = 1_000_000_000L;

    @Test
    void spreadsEventsEvenly() {
        Pace pace = new Pace(4, 1);
        assertThat(pace.take(10, 100)).isEqualTo(1);
        assertThat(pace.take(10, 100)).isZero();
        assertThat(pace.waitNanos(100)).isEqualTo(SECOND / 4);
        assertThat(pace.take(10, 100 + SECOND / 4)).isEqualTo(1);
    }

    @Test
    void savesNoMoreThanABurstUpWhileNothingHappens() {
        Pace pace = new Pace(4, 3);
        assertThat(pace.take(10, 0)).isEqualTo(3);
        assertThat(pace.take(10, 100 * SECOND)).isEqualTo(3);
        assertThat(pace.take(10, 100 * SECOND)).isZero();
    }

    @Test
    void keepsItsRateOverALongTime() {
        Pace pace = new Pace(1_000, 20);
        int taken = 0;
        for (long now = 0; now < 60 * SECOND; now += SECOND / 3_000) {
            taken += pace.take(100, now);
        }
        assertThat(taken).isBetween(60_000, 60_020);
    }

    @Test
    void takesFractions() {
        Pace pace = new Pace(0.2, 1);
        pace.take(1, 0);
        assertThat(pace.waitNanos(0)).isEqualTo(5 * SECOND);
    }

    @Test
    void whatDidNotHappenMayHappenLater() {
        Pace pace = new Pace(4, 1);
        pace.take(1, 0);
        pace.giveBack(1);
        assertThat(pace.take(1, 0)).isEqualTo(1);
    }
}
