package trunkline.media.rtp;

import static org.assertj.core.api.Assertions.assertThat;
import static trunkline.media.rtp.StreamPace.Turn.CATCHING_UP;
import static trunkline.media.rtp.StreamPace.Turn.ON_TIME;
import static trunkline.media.rtp.StreamPace.Turn.SLIPPED;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class StreamPaceTest {

    private static final long MILLI = 1_000_000;

    private final StreamPace pace = new StreamPace(20 * MILLI, 160, 1000);

    @Test
    void isDueEveryPtimeFromTheStartHoweverLateEachPacketLeft() {
        pace.start(0);
        for (int n = 0; n < 1000; n++) {
            assertThat(pace.dueNanos()).isEqualTo(20L * n * MILLI);
            assertThat(pace.timestamp()).isEqualTo(1000 + n * 160);
            assertThat(pace.advance(pace.dueNanos() + 2 * MILLI)).isEqualTo(ON_TIME);
        }
    }

    @Test
    void sendsAllPacketsOfAStallATenthCloserTogetherUntilTheScheduleIsMet() {
        pace.start(0);
        List<Long> left = new ArrayList<>();
        long nowNanos = 7 * MILLI;
        for (int n = 0; n < 6; n++) {
            left.add(nowNanos / MILLI);
            pace.advance(nowNanos);
            nowNanos = pace.turnNanos(nowNanos);
        }
        assertThat(left).containsExactly(7L, 25L, 43L, 61L, 80L, 100L);
        assertThat(pace.timestamp()).isEqualTo(1000 + 6 * 160);
    }

    @Test
    void meetsTheScheduleAgainAfterAStallOfManyPackets() {
        pace.start(0);
        long nowNanos = 95 * MILLI;
        int packets = 0;
        while (nowNanos - pace.dueNanos() > 0) {
            assertThat(pace.advance(nowNanos)).isNotEqualTo(SLIPPED);
            nowNanos = pace.turnNanos(nowNanos);
            packets++;
        }
        assertThat(packets).isEqualTo(48);
    }

    @Test
    void saysThatItCatchesUpWhenTheNextPacketComesSooner() {
        pace.start(0);
        assertThat(pace.advance(2 * MILLI)).isEqualTo(ON_TIME);
        assertThat(pace.advance(23 * MILLI)).isEqualTo(CATCHING_UP);
    }

    @Test
    void movesTheScheduleWithoutAStepInTheTimestampsWhenTheOtherSidesBufferHasRunDry() {
        pace.start(0);
        assertThat(pace.advance(121 * MILLI)).isEqualTo(SLIPPED);
        assertThat(pace.dueNanos()).isEqualTo(141 * MILLI);
        assertThat(pace.timestamp()).isEqualTo(1160);
        assertThat(pace.advance(141 * MILLI)).isEqualTo(ON_TIME);
        assertThat(pace.dueNanos()).isEqualTo(161 * MILLI);
    }

    @Test
    void goesOnWithAnotherPtimeWhereTheOldOneStood() {
        pace.start(0);
        pace.advance(0);
        pace.change(30 * MILLI, 240);
        assertThat(pace.dueNanos()).isEqualTo(20 * MILLI);
        assertThat(pace.timestamp()).isEqualTo(1160);
        pace.advance(20 * MILLI);
        assertThat(pace.dueNanos()).isEqualTo(50 * MILLI);
        assertThat(pace.timestamp()).isEqualTo(1400);
    }

    @Test
    void knowsTheTimestampOfMomentsBetweenPackets() {
        pace.start(0);
        assertThat(pace.timestampAt(5 * MILLI)).isEqualTo(1040);
    }
}
