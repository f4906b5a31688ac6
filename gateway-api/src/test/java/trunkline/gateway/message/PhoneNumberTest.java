package trunkline.gateway.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PhoneNumberTest {

    @ParameterizedTest
    @CsvSource({
        "+46736265449, true",
        "+1234567, true",
        "+123456789012345, true",
        "+123456, false",
        "+1234567890123456, false",
        "46736265449, false",
        "+06736265449, false",
        "+4673626544x, false",
        "+46 736265449, false",
        "+, false",
        "'', false"
    })
    void takesAPlusAnd7To15DigitsTheFirstNotZero(String text, boolean isNumber) {
        assertThat(PhoneNumber.isE164(text)).isEqualTo(isNumber);
    }

    @Test
    void masksItselfInALogLine() {
        assertThat(new PhoneNumber("+46736265449")).hasToString("+4673*****49");
        assertThat(new Sender("+46736265449")).hasToString("+4673*****49");
    }

    @Test
    void doesNotShowWhatItRefuses() {
        assertThatThrownBy(() -> new PhoneNumber("0046736265449")).hasMessage("not an E.164 number: 00467******49");
    }
}
