package trunkline.gateway.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class PatientClockTest {

    private Instant wall = Instant.parse("2026-11-27T08:00:00Z");
    private long nanos = 5;
    private final PatientClock clock = new PatientClock(() -> wall, () -> nanos);

    @Test
    void showsTheWallClockAsLongAsBothClocksGoTogether() {
        for (int i = 0; i < 600; i++) {
            pass(1);
            wall = wall.plusMillis(200); // a bad quartz: two minutes in ten
            assertThat(clock.instant()).isEqualTo(wall);
        }
    }

    @Test
    void aLeapAheadThatIsPutRightWasNeverSeen() {
        Instant before = wall;
        wall = wall.plus(Duration.ofHours(2));
        pass(60);
        assertThat(clock.instant()).isEqualTo(before.plusSeconds(60));

        wall = before.plusSeconds(60);
        pass(60);
        assertThat(clock.instant()).isEqualTo(before.plusSeconds(120));
        assertThat(clock.instant()).isEqualTo(wall);
    }

    @Test
    void aLeapAheadThatStaysIsBelievedAfterAWhile() {
        Instant before = wall;
        wall = wall.plus(Duration.ofHours(2));
        pass(120);
        assertThat(clock.instant()).isEqualTo(before.plusSeconds(120));

        pass(1);
        assertThat(clock.instant()).isEqualTo(wall);
    }

    @Test
    void aClockThatIsSetBackIsBelievedAtOnce() {
        wall = wall.minus(Duration.ofHours(2));
        assertThat(clock.instant()).isEqualTo(wall);
        pass(1);
        assertThat(clock.instant()).isEqualTo(wall);
    }

    @Test
    void twoLeapsAreWaitedForEach() {
        wall = wall.plus(Duration.ofHours(2));
        pass(121);
        Instant between = wall;
        wall = wall.plus(Duration.ofHours(2));
        pass(30);
        assertThat(clock.instant()).isEqualTo(between.plusSeconds(30));
    }

    private void pass(int seconds) {
        for (int i = 0; i < seconds; i++) {
            wall = wall.plusSeconds(1);
            nanos += Duration.ofSeconds(1).toNanos();
            clock.look();
        }
    }
}
