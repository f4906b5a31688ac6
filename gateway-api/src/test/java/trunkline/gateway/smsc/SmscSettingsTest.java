package trunkline.gateway.smsc;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import trunkline.gateway.config.ConfigFile;
import trunkline.profile.ProfileCatalog;
import trunkline.smpp.address.NumberingPlan;
import trunkline.smpp.address.TypeOfNumber;
import trunkline.smpp.bind.BindSettings;
import trunkline.smpp.session.AddressRange;

class SmscSettingsTest {

    @Test
    void aBindAsksForItsAddressRangeWithTheTypeThatTheSmscWants() throws Exception {
        String yaml =
                """
                smsc:
                  - {name: a, host: h, system-id: gw, binds: 2, address-range: "^4670", addresses: {range: 1/1}}
                """;
        List<BindSettings> binds =
                SmscSettings.binds(ConfigFile.parse("gateway.yaml", yaml, Path.of("."), ProfileCatalog.shipped())
                        .config()
                        .smsc()
                        .get(0));

        assertThat(binds).hasSize(2).allSatisfy(bind -> assertThat(
                        bind.request().addressRange())
                .isEqualTo(new AddressRange(TypeOfNumber.INTERNATIONAL, NumberingPlan.ISDN, "^4670")));
    }
}
