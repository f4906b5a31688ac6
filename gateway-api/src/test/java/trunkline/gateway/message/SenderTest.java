package trunkline.gateway.message;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SenderTest {

    @ParameterizedTest
    @ValueSource(strings = {"+46736265400", "123", "12345678", "Trunkline", "A", "AB 12.-_&x"})
    void isANumberAShortCodeOrAName(String text) {
        assertThat(Sender.brokenRule(text)).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "12", "123456789", "TwelveLetter", "Grüße", "a\nb", "+12", "...", "a\u0000"})
    void isNothingElse(String text) {
        assertThat(Sender.brokenRule(text)).startsWith("must be a number in E.164 form");
    }
}
