package trunkline.gateway.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class RateLimitTest {

    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    private final Account someone = new Account(1, "someone", false);
    private long nowNanos = -5 * SECOND;
    private final RateLimits limits = new RateLimits(new RateLimit(3, 2 * SECOND), () -> nowNanos);

    @Test
    void countsDownToNothingAndThenRefuses() {
        assertThat(limits.take(someone)).isEqualTo(new RateLimit.Decision(3, 2, true, 2));
        assertThat(limits.take(someone)).isEqualTo(new RateLimit.Decision(3, 1, true, 2));
        assertThat(limits.take(someone)).isEqualTo(new RateLimit.Decision(3, 0, true, 2));
        assertThat(limits.take(someone)).isEqualTo(new RateLimit.Decision(3, 0, false, 2));
    }

    @Test
    void saysWhenToTryAgainAndThenAllows() {
        for (int i = 0; i < 4; i++) {
            limits.take(someone);
        }
        nowNanos += SECOND + 1;
        assertThat(limits.take(someone)).isEqualTo(new RateLimit.Decision(3, 0, false, 1));
        nowNanos += SECOND - 1;
        assertThat(limits.take(someone)).isEqualTo(new RateLimit.Decision(3, 2, true, 2));
    }

    @Test
    void oneAccountDoesNotUseUpTheLimitOfAnother() {
        for (int i = 0; i < 4; i++) {
            limits.take(someone);
        }
        assertThat(limits.take(new Account(2, "other", false)).remaining()).isEqualTo(2);
    }
}
