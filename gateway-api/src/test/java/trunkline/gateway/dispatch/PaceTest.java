package trunkline.gateway.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PaceTest {

    private static final long SECOND = 1_000_000_000L;

    @Test
    void spreadsEventsEvenly() {
        Pace pace = new Pace(4);
        assertThat(pace.waitNanos(100)).isZero();
        pace.happens(100);
        assertThat(pace.waitNanos(100)).isEqualTo(SECOND / 4);
        assertThat(pace.waitNanos(100 + SECOND / 4)).isZero();
    }

    @Test
    void savesNothingUpWhileNothingHappens() {
        Pace pace = new Pace(4);
        pace.happens(0);
        long later = 10 * SECOND;
        assertThat(pace.waitNanos(later)).isZero();
        pace.happens(later);
        assertThat(pace.waitNanos(later)).isEqualTo(SECOND / 4);
    }

    @Test
    void takesFractions() {
        Pace pace = new Pace(0.2);
        pace.happens(0);
        assertThat(pace.waitNanos(0)).isEqualTo(5 * SECOND);
    }
}
