package trunkline.sip.dialog;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ReliableProgressTest {

    @Test
    void takesTheFirstWhateverItsNumberAndThenEachInItsTurn() {
        assertThat(ReliableProgress.NONE.isNext(988789)).isTrue();
        ReliableProgress after = ReliableProgress.NONE.after(988789);
        assertThat(after.isNext(988789)).as("repeated").isFalse();
        assertThat(after.isNext(988791)).as("ahead of its turn").isFalse();
        assertThat(after.isNext(988790)).isTrue();
    }
}
