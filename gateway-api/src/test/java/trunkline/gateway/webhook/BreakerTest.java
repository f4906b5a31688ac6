package trunkline.gateway.webhook;

import static java.util.concurrent.TimeUnit.MINUTES;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class BreakerTest {

    private static final long NOW = 5;

    private final RandomGenerator random = new SplittableRandom(1);

    @Test
    void opensAfterTenFailuresInARow() {
        Breaker breaker = failing(Breaker.closed(), 9).onSuccess();

        breaker = failing(breaker, 9);

        assertThat(breaker.label()).isEqualTo("closed");
        assertThat(breaker.allows(100)).isTrue();
        breaker = failing(breaker, 1);
        assertThat(breaker.label()).isEqualTo("open");
        assertThat(breaker.allows(0)).isFalse();
    }

    @Test
    void letsOneThroughOnceItHasRested() {
        Breaker open = failing(Breaker.closed(), 10);

        assertThat(open.onTick(NOW + SECONDS.toNanos(3)).label()).isEqualTo("open");
        Breaker halfOpen = open.onTick(NOW + SECONDS.toNanos(7));

        assertThat(halfOpen.label()).isEqualTo("half-open");
        assertThat(halfOpen.allows(0)).isTrue();
        assertThat(halfOpen.allows(1)).isFalse();
        assertThat(halfOpen.onSuccess()).isEqualTo(Breaker.closed());
    }

    @Test
    void restsLongerAfterEachFailureUpToFiveMinutes() {
        Breaker breaker = failing(Breaker.closed(), 10);
        long now = NOW;
        for (int i = 0; i < 20; i++) {
            now = ((Breaker.Open) breaker).untilNanos();
            breaker = breaker.onTick(now).onFailure(now, 0, random);
        }

        long rest = ((Breaker.Open) breaker).untilNanos() - now;
        assertThat(rest).isBetween(MINUTES.toNanos(4), MINUTES.toNanos(6));
    }

    @Test
    void restsAtLeastAsLongAsTheEndpointAskedFor() {
        Breaker breaker = Breaker.closed().onFailure(NOW, SECONDS.toNanos(120), random);

        assertThat(((Breaker.Open) breaker).untilNanos()).isEqualTo(NOW + SECONDS.toNanos(120));
    }

    private Breaker failing(Breaker first, int times) {
        Breaker breaker = first;
        for (int i = 0; i < times; i++) {
            breaker = breaker.onFailure(NOW, 0, random);
        }
        return breaker;
    }
}
