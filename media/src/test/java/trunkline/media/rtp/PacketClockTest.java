package trunkline.media.rtp;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PacketClockTest {

    @Test
    void doesNotDriftAndWrapsTheTimestamp() {
        var clock = new PacketClock(1_000, 20_000_000, 160);
        assertThat(clock.dueAtNanos(180_000)).isEqualTo(1_000 + 3_600_000_000_000L);
        assertThat(clock.timestamp(0xFFFF_FFFF, 1)).isEqualTo(159);
    }
}
