package trunkline.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import trunkline.profile.ProfileCatalog;
import trunkline.smpp.address.Address;
import trunkline.smpp.address.NumberingPlan;
import trunkline.smpp.address.TypeOfNumber;

class AddressRulesTest {

    @Test
    void eachKindOfAddressHasItsOwnTypeAndPlan() throws Exception {
        AddressRules rules = rules("{recipient: 2/8, number: 0/1, short-code: 3/0, name: 5/1, range: 1/1}");

        assertThat(rules.recipient("+46736265449"))
                .isEqualTo(new Address(TypeOfNumber.NATIONAL, NumberingPlan.NATIONAL, "46736265449"));
        assertThat(rules.sender("+46701")).isEqualTo(new Address(TypeOfNumber.UNKNOWN, NumberingPlan.ISDN, "46701"));
        assertThat(rules.sender("72456"))
                .isEqualTo(new Address(TypeOfNumber.NETWORK_SPECIFIC, NumberingPlan.UNKNOWN, "72456"));
        assertThat(rules.sender("Shop")).isEqualTo(new Address(TypeOfNumber.ALPHANUMERIC, NumberingPlan.ISDN, "Shop"));
        assertThat(rules.range()).hasToString("1/1");
    }

    @Test
    void whatIsNotSaidIsAsMostSmscsWantIt() throws Exception {
        AddressRules rules = rules("{name: 5/1}");

        assertThat(rules.recipient("+46736265449")).isEqualTo(Address.international("+46736265449"));
        assertThat(rules.sender("72456")).isEqualTo(Address.shortCode("72456"));
        assertThat(rules("{}")).isEqualTo(AddressRules.USUAL);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "7/1", "1/2", "1/99", "international", "1/1/1", "-1/0"})
    void whatIsNoTypeAndPlanIsRefused(String wrong) {
        assertThatThrownBy(() -> rules("{recipient: " + wrong + "}"))
                .hasMessageContaining("recipient' is '" + wrong + "'")
                .hasMessageContaining("must be TON/NPI such as 1/1");
    }

    private static AddressRules rules(String yaml) throws Exception {
        String text = "smsc: [{name: a, host: h, system-id: gw, addresses: " + yaml + "}]";
        return ConfigFile.parse("gateway.yaml", text, Path.of("."), ProfileCatalog.shipped())
                .config()
                .smsc()
                .get(0)
                .encoding()
                .addresses();
    }
}
