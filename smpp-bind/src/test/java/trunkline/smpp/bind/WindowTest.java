package trunkline.smpp.bind;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import org.junit.jupiter.api.Test;

class WindowTest {

    private final Window window = new Window(10);

    @Test
    void grantsWhatIsLeftAndNoMore() {
        assertThat(window.take(7)).isEqualTo(7);
        assertThat(window.take(7)).isEqualTo(3);
        assertThat(window.take(7)).isZero();
        assertThat(window.taken()).isEqualTo(10);
    }

    @Test
    void grantsAgainWhatWasGivenBack() {
        window.take(10);
        window.release(4, 6);
        assertThat(window.take(10)).isEqualTo(4);
    }

    @Test
    void keepsThePermitsOfWhatIsInFlight() {
        window.take(10);
        assertThatIllegalStateException()
                .isThrownBy(() -> window.release(5, 6))
                .withMessage("5 permits released, 10 taken, 6 in flight");
    }

    @Test
    void sequenceNumbersStartAgainAtOne() {
        var sequences = new SequenceNumbers(Integer.MAX_VALUE - 1);
        assertThat(sequences.next()).isEqualTo(0x7FFFFFFF);
        assertThat(sequences.next()).isEqualTo(1);
    }
}
