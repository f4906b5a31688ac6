package trunkline.smpp.receipt;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import trunkline.smpp.receipt.MessageIdForm.Conversion;

class MessageIdFormTest {

    @ParameterizedTest
    @CsvSource({
        "18d0e03a, 416342074",
        "18D0E03A, 416342074",
        "0006AAD5, 436949",
        "0, 0",
        "3800E11B0592D471C, 64567564356765435676"
    })
    void convertsAHexadecimalNumberOfAnyLength(String hex, String decimal) {
        assertThat(MessageIdForm.HEX_TO_DECIMAL.apply(hex)).isEqualTo(decimal);
    }

    @ParameterizedTest
    @CsvSource({"416342074, 18d0e03a", "0416342074, 18d0e03a", "64567564356765435676, 3800e11b0592d471c"})
    void convertsADecimalNumberOfAnyLength(String decimal, String hex) {
        assertThat(MessageIdForm.DECIMAL_TO_HEX.apply(decimal))
                .isEqualTo(new BigInteger(decimal).toString(16))
                .isEqualTo(hex);
    }

    @ParameterizedTest
    @CsvSource({"59018505-8565-49ed-9feb-8b6d8308", "Smsc2001", "-12", "+12", "' 12'", "٤٧", "''"})
    void leavesAnIdAloneThatIsNotWhollyDigitsOfItsBase(String id) {
        assertThat(MessageIdForm.HEX_TO_DECIMAL.apply(id)).isEqualTo(id);
        assertThat(MessageIdForm.DECIMAL_TO_HEX.apply(id)).isEqualTo(id);
    }

    @Test
    void doesNotTakeAHexadecimalIdForADecimalOne() {
        assertThat(MessageIdForm.DECIMAL_TO_HEX.apply("18d0e03a")).isEqualTo("18d0e03a");
    }

    @Test
    void stripsZerosFromNumbersOnlyAndLeavesTheLastOne() {
        assertThat(MessageIdForm.WITHOUT_ZEROS.apply("0416342074")).isEqualTo("416342074");
        assertThat(MessageIdForm.WITHOUT_ZEROS.apply("000")).isEqualTo("0");
        assertThat(MessageIdForm.WITHOUT_ZEROS.apply("0e999f21-3c16")).isEqualTo("0e999f21-3c16");
    }

    @Test
    void comparesUuidsWithoutTheirCaseWhereTheSettingSaysSo() {
        var form = new MessageIdForm(Conversion.NONE, false, true);
        assertThat(form.apply("0E999F21-AB")).isEqualTo(form.apply("0e999f21-ab"));
    }

    @Test
    void doesNotComputeWithAnIdLongerThanTheStandardHas() {
        String digits = "1".repeat(66);
        assertThat(MessageIdForm.HEX_TO_DECIMAL.apply(digits)).isEqualTo(digits);
    }

    @Test
    void hexAndBackIsTheNumberWithoutItsZeros() {
        var random = new Random(11);
        for (int i = 0; i < 10_000; i++) {
            String number = new BigInteger(200, random).toString();
            assertThat(MessageIdForm.HEX_TO_DECIMAL.apply(MessageIdForm.DECIMAL_TO_HEX.apply(number)))
                    .isEqualTo(number);
        }
    }
}
