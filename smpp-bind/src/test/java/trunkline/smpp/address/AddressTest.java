package trunkline.smpp.address;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressTest {

    @Test
    void anInternationalNumberLosesItsPlusAndIsOfTypeOnePlanOne() {
        var expected = new Address(TypeOfNumber.INTERNATIONAL, NumberingPlan.ISDN, "46701234567");
        assertThat(Address.international("+46701234567")).isEqualTo(expected);
        assertThat(Address.international("46701234567")).isEqualTo(expected);
        assertThat(expected.typeOfNumber().octet()).isEqualTo(1);
        assertThat(expected.numberingPlan().octet()).isEqualTo(1);
    }

    @Test
    void aNameIsOfTypeFivePlanZero() {
        assertThat(Address.alphanumeric("Trunkline"))
                .isEqualTo(new Address(TypeOfNumber.of(5), NumberingPlan.of(0), "Trunkline"));
    }

    @Test
    void aShortCodeIsOfUnknownTypeInTheTelephonePlan() {
        assertThat(Address.shortCode("72456")).isEqualTo(new Address(TypeOfNumber.of(0), NumberingPlan.of(1), "72456"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "+", "1234567890123456", "4670 12345", "46701x", "٤٦٧"})
    void refusesWhatIsNotE164(String number) {
        assertThatIllegalArgumentException().isThrownBy(() -> Address.international(number));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "TwelveLetter", "Ångström"})
    void refusesANameThatIsEmptyLongerThanElevenOrNotAscii(String name) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Address.alphanumeric(name))
                .withMessage("'alphanumeric address' must be 1 to 11 of the characters space to ~");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\0b", "€"})
    void refusesWhatACOctetStringCannotCarry(String value) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Address(TypeOfNumber.UNKNOWN, NumberingPlan.UNKNOWN, value));
    }

    @ParameterizedTest
    @CsvSource({"0, UNKNOWN", "3, DATA", "14, INTERNET", "18, WAP_CLIENT_ID", "7, UNKNOWN", "-1, UNKNOWN"})
    void readsAReservedNumberingPlanAsUnknown(int octet, NumberingPlan plan) {
        assertThat(NumberingPlan.of(octet)).isEqualTo(plan);
    }

    @ParameterizedTest
    @CsvSource({"0, UNKNOWN", "6, ABBREVIATED", "7, UNKNOWN", "-1, UNKNOWN"})
    void readsAReservedTypeOfNumberAsUnknown(int octet, TypeOfNumber type) {
        assertThat(TypeOfNumber.of(octet)).isEqualTo(type);
    }

    @Test
    void showsANumberOnlyWithItsMiddleHidden() {
        assertThat(Address.international("+46701234567")).hasToString("INTERNATIONAL/ISDN/467*****567");
        assertThat(Address.alphanumeric("Trunkline")).hasToString("ALPHANUMERIC/UNKNOWN/Trunkline");
    }
}
