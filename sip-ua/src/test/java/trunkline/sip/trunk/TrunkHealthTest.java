package trunkline.sip.trunk;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import trunkline.sip.trunk.HealthSettings.Ratio;

/** Down after 3 of 4 silences, up after 2 of 3 answers; + is an answer, - is none. */
class TrunkHealthTest {

    private static final HealthSettings SETTINGS = HealthSettings.DEFAULT.withRatios(new Ratio(3, 4), new Ratio(2, 3));

    private static TrunkHealth after(String answers) {
        TrunkHealth health = TrunkHealth.unknown(SETTINGS);
        for (int i = 0; i < answers.length(); i++) {
            health = health.after(answers.charAt(i) == '+');
        }
        return health;
    }

    @ParameterizedTest
    @CsvSource({
        "'', true",
        "-, true",
        "--, true",
        "---, false",
        "+-+-, true",
        "+-+--, false",
        "+-+---, false",
        "--+-, false",
        "-+-+-+-+, true",
        "---+, false",
        "---++, true",
        "---+-+, true",
        "---+--+, false",
        "---++--, true",
        "---++---, false"
    })
    void countsTheLastAnswers(String answers, boolean up) {
        assertThat(after(answers).up()).isEqualTo(up);
    }

    @Test
    void looksBackNoFurtherThanItIsTold() {
        assertThat(after("-".repeat(2) + "+".repeat(1000) + "--").up()).isTrue();
        TrunkHealth wide = TrunkHealth.unknown(SETTINGS.withRatios(new Ratio(32, 32), new Ratio(1, 1)));
        for (int i = 0; i < 31; i++) {
            wide = wide.after(false);
        }
        assertThat(wide.up()).isTrue();
        assertThat(wide.after(false).up()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"200, true", "404, true", "401, true", "500, true", "503, false", "408, false"})
    void takesAnyAnswerButTwoForASignOfLife(int status, boolean alive) {
        assertThat(SETTINGS.isAlive(status)).isEqualTo(alive);
    }
}
