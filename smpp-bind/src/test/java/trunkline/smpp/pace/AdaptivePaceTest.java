package trunkline.smpp.pace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AdaptivePaceTest {

    private static final long SECOND = 1_000_000_000L;
    /** A reading as a machine gives that has been up for long. */
    private static final long START = 900_000_000_000_000_000L;

    @Test
    void letsTheBurstLeaveAtOnceAndThenOneAnInterval() {
        var pace = new AdaptivePace(PaceSettings.of(4, 3));
        assertThat(pace.take(10, START)).isEqualTo(3);
        assertThat(pace.take(10, START)).isZero();
        assertThat(pace.waitNanos(START)).isEqualTo(SECOND / 4);
        assertThat(pace.take(10, START + SECOND / 4)).isEqualTo(1);
        assertThat(pace.take(10, START + 10 * SECOND)).isEqualTo(3);
    }

    @Test
    void letsOneLeaveEveryFiveSeconds() {
        var pace = new AdaptivePace(PaceSettings.of(0.2, 1));
        int left = 0;
        for (long tenth = 0; tenth < 600; tenth++) {
            left += pace.take(1, START + tenth * SECOND / 10);
        }
        assertThat(left).isEqualTo(12);
    }

    @Test
    void whatIsGivenBackCanBeTakenAgain() {
        var pace = new AdaptivePace(PaceSettings.of(10, 5));
        assertThat(pace.take(5, START)).isEqualTo(5);
        pace.giveBack(2);
        assertThat(pace.take(5, START)).isEqualTo(2);
    }

    @Test
    void aThrottlingHalvesTheRateAndPausesForASecondOnceForAllThatCameWithIt() {
        var pace = new AdaptivePace(PaceSettings.of(100, 10));
        pace.take(10, START);
        for (int i = 0; i < 10; i++) {
            pace.onThrottled(START + i * SECOND / 100);
        }
        assertThat(pace.perSecond()).isEqualTo(50);
        assertThat(pace.take(1, START + SECOND * 99 / 100)).isZero();
        assertThat(pace.waitNanos(START)).isEqualTo(SECOND);
        assertThat(pace.take(10, START + SECOND)).isEqualTo(1);
    }

    @Test
    void withoutSuccessesTheRateStaysWhereItIs() {
        var pace = new AdaptivePace(PaceSettings.of(100, 1));
        pace.onThrottled(START);
        assertThat(pace.take(1, START + 3_600 * SECOND)).isEqualTo(1);
        assertThat(pace.perSecond()).isEqualTo(50);
    }

    @ParameterizedTest(name = "{0} a second")
    @ValueSource(doubles = {0.2, 1, 5, 100, 1_000, 20_000})
    void isBackAtTheAgreedRateWithinAMinuteOfTheEndOfAStorm(double agreed) {
        var pace = new AdaptivePace(PaceSettings.of(agreed, Math.max(1, (int) (agreed / 20))));
        var storm = new Smsc(pace, at -> at < 60 ? 0 : Double.MAX_VALUE);
        storm.runUntil(60);
        assertThat(pace.perSecond()).isLessThanOrEqualTo(Math.max(agreed / 100, Math.min(agreed / 2, 1)));
        storm.runUntil(120);
        assertThat(pace.perSecond()).isGreaterThanOrEqualTo(0.95 * agreed);
    }

    @Test
    void isBackWithinAMinuteWhicheverRateItWasThrottledAt() {
        for (int capacity = 1; capacity < 100; capacity++) {
            double limit = capacity;
            var pace = new AdaptivePace(PaceSettings.of(100, 5));
            var smsc = new Smsc(pace, at -> at < 90 ? limit : Double.MAX_VALUE);
            smsc.runUntil(150);
            assertThat(pace.perSecond()).as("after %d/s", capacity).isGreaterThanOrEqualTo(95);
        }
    }

    @Test
    void underAnSmscThatTakesHalfItStaysNearThatHalf() {
        var pace = new AdaptivePace(PaceSettings.of(100, 5));
        var smsc = new Smsc(pace, at -> 50);
        smsc.runUntil(600);
        assertThat(smsc.accepted / 600.0).isBetween(35.0, 50.0);
        assertThat((double) smsc.throttled / smsc.accepted).isLessThan(0.02);
    }

    @Test
    void givesWayToCongestionBeforeAnythingIsRefused() {
        var pace = new AdaptivePace(PaceSettings.of(100, 1));
        pace.onCongestion(79, START);
        assertThat(pace.perSecond()).isEqualTo(100);
        pace.onCongestion(95, START + 2 * SECOND);
        assertThat(pace.perSecond()).isCloseTo(90, within(0.001));
        pace.onCongestion(100, START + 4 * SECOND);
        assertThat(pace.perSecond()).isCloseTo(45, within(0.001));
        pace.onCongestion(101, START + 6 * SECOND);
        assertThat(pace.perSecond()).isCloseTo(45, within(0.001));
    }

    @Test
    void holdsWhileTheSmscIsLoadedAsItShouldBe() {
        var pace = new AdaptivePace(PaceSettings.of(100, 1));
        pace.onThrottled(START);
        for (int i = 1; i < 100; i++) {
            pace.onCongestion(85, START + i * SECOND);
            pace.onAccepted(START + i * SECOND);
        }
        assertThat(pace.perSecond()).isEqualTo(50);
    }

    @Test
    void refusesSettingsThatMakeNoSense() {
        assertThatThrownBy(() -> PaceSettings.of(0, 1))
                .hasMessage("'perSecond' is '0.0': must be above 0 and at most 1000000");
        assertThatThrownBy(() -> PaceSettings.of(Double.NaN, 1)).hasMessageContaining("'perSecond' is 'NaN'");
        assertThatThrownBy(() -> PaceSettings.of(1, 0)).hasMessage("'burst' is '0': must be 1 to 1000000");
        assertThatThrownBy(() -> new PaceSettings(1, 1, Duration.ofSeconds(61)))
                .hasMessage("'pause' is 'PT1M1S': must be zero to a minute");
    }

    /** Takes what the pace lets leave, and throttles above a capacity that may change; answers 20 ms later. */
    private static final class Smsc {

        private static final long STEP = SECOND / 100;
        private static final int ANSWERS_AFTER_STEPS = 2;

        private final AdaptivePace pace;
        private final DoubleUnaryOperator capacity;
        private final int[][] answers = new int[ANSWERS_AFTER_STEPS][2];
        private long step;
        private double room;
        long accepted;
        long throttled;

        Smsc(AdaptivePace pace, DoubleUnaryOperator capacity) {
            this.pace = pace;
            this.capacity = capacity;
        }

        void runUntil(int seconds) {
            for (; step * STEP < seconds * SECOND; step++) {
                long now = START + step * STEP;
                double perSecond = capacity.applyAsDouble(step / 100.0);
                room = Math.min(room + perSecond / 100, Math.max(perSecond / 10, 1));
                int[] due = answers[(int) (step % ANSWERS_AFTER_STEPS)];
                for (int i = 0; i < due[0]; i++) {
                    pace.onAccepted(now);
                }
                for (int i = 0; i < due[1]; i++) {
                    pace.onThrottled(now);
                }
                int taken = pace.take(1_000_000, now);
                due[0] = (int) Math.min(taken, perSecond == 0 ? 0 : room);
                due[1] = taken - due[0];
                room -= due[0];
                accepted += due[0];
                throttled += due[1];
            }
        }
    }
}
