package trunkline.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import trunkline.profile.SmscProfile.IdBase;
import trunkline.profile.SmscProfile.StatusClass;

class ProfileCatalogTest {

    private final ProfileCatalog catalog = ProfileCatalog.shipped();

    @Test
    void everyShippedProfileLoads() {
        assertThat(catalog.names("smsc"))
                .isNotEmpty()
                .allSatisfy(id -> assertThat(catalog.smsc(id).id()).isEqualTo(id));
        assertThat(catalog.names("trunk"))
                .isNotEmpty()
                .allSatisfy(id -> assertThat(catalog.trunk(id).id()).isEqualTo(id));
    }

    @Test
    void theBaseHasTheDefaultsOfTheField() {
        SmscProfile base = catalog.smsc("smpp-34-base");

        assertThat(base.window()).isEqualTo(10);
        assertThat(base.timers().enquireLink()).isEqualTo(Duration.ofSeconds(30));
        assertThat(base.ids().submitResponse().base()).isEqualTo(IdBase.OPAQUE);
        assertThat(base.statuses()).containsEntry(0x58, StatusClass.THROTTLE);
    }

    @Test
    void aProfileSaysOnlyWhatIsDifferent() {
        SmscProfile vonage = catalog.smsc("vonage");

        assertThat(vonage.ids().submitResponse().base()).isEqualTo(IdBase.HEX);
        assertThat(vonage.ids().receiptText().base()).isEqualTo(IdBase.DECIMAL);
        assertThat(vonage.window()).isEqualTo(catalog.smsc("smpp-34-base").window());
    }

    @Test
    void saysWhichProfilesThereAre() {
        assertThatThrownBy(() -> catalog.smsc("sip-base"))
                .isInstanceOf(InvalidProfileException.class)
                .hasMessageContaining("no smsc profile is called 'sip-base': there are [smpp-34-base");
    }
}
