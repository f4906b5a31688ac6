package trunkline.media.rtp;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DeviationHistogramTest {

    private final DeviationHistogram histogram = new DeviationHistogram();

    @Test
    void isZeroBeforeAnythingWasRecorded() {
        assertThat(histogram.quantileMicros(0.99)).isZero();
        assertThat(histogram.maxMicros()).isZero();
    }

    @Test
    void readsQuantilesAtMostAnEighthTooLarge() {
        for (int micros = 1; micros <= 10_000; micros++) {
            histogram.record(micros * 1000L);
        }
        assertThat(histogram.quantileMicros(0.5)).isBetween(5_000L, 5_625L);
        assertThat(histogram.quantileMicros(0.99)).isBetween(9_900L, 10_000L);
        assertThat(histogram.maxMicros()).isEqualTo(10_000);
    }

    @Test
    void countsEarlyAndLateAlike() {
        histogram.record(-3_000_000);
        assertThat(histogram.maxMicros()).isEqualTo(3000);
    }

    @Test
    void putsWhatIsBeyondItsRangeInTheLastBucket() {
        histogram.record(Long.MAX_VALUE);
        assertThat(histogram.quantileMicros(1)).isEqualTo((1 << 24) - 1);
    }

    @Test
    void hasBucketsWithoutGapsOrOverlaps() {
        for (long micros = 0; micros < 100_000; micros++) {
            int bucket = DeviationHistogram.bucketOf(micros);
            assertThat(DeviationHistogram.upperEdge(bucket)).isGreaterThanOrEqualTo(micros);
            if (bucket > 0) {
                assertThat(DeviationHistogram.upperEdge(bucket - 1)).isLessThan(micros);
            }
        }
    }
}
