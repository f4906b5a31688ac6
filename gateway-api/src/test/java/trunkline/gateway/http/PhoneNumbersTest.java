package trunkline.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.Phonenumber;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import trunkline.gateway.message.PhoneNumber;

class PhoneNumbersTest {

    @ParameterizedTest
    @ValueSource(strings = {"+46736265449", "+12025550123", "+4915112345678", "+358401234567", "+883510001234567"})
    void numbersThatTheirCountryCouldHaveAreTaken(String text) {
        assertThat(PhoneNumbers.parse(text)).isEqualTo(new PhoneNumber(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "+",
                "46736265449",
                "0046736265449",
                "0736265449",
                "+46",
                "+46 73 626 54 49",
                "+4673626544９",
                "+0123456789",
                "+99912345678",
                "+1202555012",
                "+4673626544912345",
                "tel:+46736265449",
                "+46736265449;ext=1",
                "+46736265449\n"
            })
    void anythingElseIsNot(String text) {
        assertThat(PhoneNumbers.parse(text)).isNull();
    }

    @Test
    void agreesWithTheLibrarysOwnParser() throws NumberParseException {
        PhoneNumberUtil plans = PhoneNumberUtil.getInstance();
        var random = new Random(7);
        for (String region : plans.getSupportedRegions()) {
            for (PhoneNumberUtil.PhoneNumberType type : plans.getSupportedTypesForRegion(region)) {
                Phonenumber.PhoneNumber example = plans.getExampleNumberForType(region, type);
                if (example != null) {
                    String text = plans.format(example, PhoneNumberUtil.PhoneNumberFormat.E164);
                    agrees(plans, text);
                    agrees(plans, text.substring(0, text.length() - 1 - random.nextInt(4)));
                }
            }
        }
    }

    private static void agrees(PhoneNumberUtil plans, String text) throws NumberParseException {
        boolean possible = PhoneNumber.isE164(text) && plans.isPossibleNumber(plans.parse(text, null));
        assertThat(PhoneNumbers.parse(text) != null).as(text).isEqualTo(possible);
    }
}
