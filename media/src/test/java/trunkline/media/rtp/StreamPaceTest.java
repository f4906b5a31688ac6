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
            assertThat(pace.advance(pace.dueNanos() + 3 * MILLI)).isEqualTo(ON_TIME);
        }
    }

    @Test
    void sendsAllPacketsOfAStallHalfAPtimeApartUntilTheScheduleIsMet() {
        pace.start(0);
        List<Long> left = new ArrayList<>();
        long nowNanos = 45 * MILLI; // packets 0, 1 and 2 are due
        for (int n = 0; n < 7; n++) {
            left.add(nowNanos / MILLI);
            pace.advance(nowNanos);
            nowNanos = pace.turnNanos(nowNanos);
        }
        assertThat(left).containsExactly(45L, 55L, 65L, 75L, 85L, 100L, 120L);
        assertThat(pace.timestamp()).isEqualTo(1000 + 7 * 160);
    }

    @Test
    void saysThatItCatchesUpWhenTheNextPacketComesTooSoon() {
        pace.start(0);
        assertThat(pace.advance(10 * MILLI)).isEqualTo(ON_TIME);
        assertThat(pace.advance(31 * MILLI)).isEqualTo(CATCHING_UP);
    }

    @Test
    void movesTheScheduleWithoutAStepInTheTimestampsWhenHalfASecondBehind() {
        pace.start(0);
        assertThat(pace.advance(521 * MILLI)).isEqualTo(SLIPPED);
        assertThat(pace.dueNanos()).isEqualTo(541 * MILLI);
        assertThat(pace.timestamp()).isEqualTo(1160);
        assertThat(pace.advance(541 * MILLI)).isEqualTo(ON_TIME);
        assertThat(pace.dueNanos()).isEqualTo(561 * MILLI);
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
