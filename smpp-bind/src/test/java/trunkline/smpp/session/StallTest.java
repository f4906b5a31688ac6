package trunkline.smpp.session;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Times are bare numbers. */
class StallTest {

    private final Stall stall = new Stall();

    @Test
    void isOverWhenNothingMovedForTheLimit() {
        assertThat(stall.isOver(10, true, 5, 100)).isFalse();
        assertThat(stall.isOver(10, true, 5, 109)).isFalse();
        assertThat(stall.isOver(10, true, 5, 110)).isTrue();
    }

    @Test
    void startsAgainWithEveryProgress() {
        stall.isOver(10, true, 5, 100);
        assertThat(stall.isOver(10, true, 6, 109)).isFalse();
        assertThat(stall.isOver(10, true, 6, 118)).isFalse();
        assertThat(stall.isOver(10, true, 6, 119)).isTrue();
    }

    @Test
    void doesNotCountTheTimeInWhichThereWasNothingToWaitFor() {
        stall.isOver(10, true, 5, 100);
        stall.isOver(10, false, 5, 105);
        assertThat(stall.isOver(10, true, 5, 111)).isFalse();
        assertThat(stall.isOver(10, true, 5, 121)).isTrue();
    }
}
