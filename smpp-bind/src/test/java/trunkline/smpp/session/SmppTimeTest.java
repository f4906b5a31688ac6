package trunkline.smpp.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SmppTimeTest {

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource({
        "2026-11-24T09:30:00Z,        261124093000000+",
        "2026-11-24T09:30:00.499999Z, 261124093000400+",
        "2000-01-01T00:00:00Z,        000101000000000+",
        "2099-12-31T23:59:59.999Z,    991231235959900+"
    })
    void writesAPointInTimeInUtc(Instant time, String written) {
        assertThat(SmppTime.absolute(time)).isEqualTo(written);
    }

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource({
        "PT0S,      000000000001000R",
        "PT59S,     000000000059000R",
        "PT84H,     000003120000000R",
        "P29DT23H,  000029230000000R",
        "P30D,      000100000000000R",
        "P441D,     010216000000000R"
    })
    void writesASpanInTheUnitsOfTheStandard(Duration span, String written) {
        assertThat(SmppTime.relative(span)).isEqualTo(written);
    }

    @Test
    void refusesASpanThatTwoDigitsOfYearsCannotHold() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SmppTime.relative(Duration.ofDays(36_500)))
                .withMessage("'span' is PT876000H: must be up to 99 years");
    }

    @Test
    void isWhatSubmitOptionsTake() {
        var times = new SubmitOptions.Times(SmppTime.absolute(Instant.EPOCH), SmppTime.relative(Duration.ofDays(3)));
        assertThat(times.validity()).hasSize(16);
    }
}
