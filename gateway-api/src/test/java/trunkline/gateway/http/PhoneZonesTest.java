package trunkline.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import trunkline.gateway.message.PhoneNumber;

class PhoneZonesTest {

    @ParameterizedTest
    @CsvSource({
        "+46736265449, Europe/Stockholm",
        "+4915112345678, Europe/Berlin",
        "+12125550123, America/New_York",
        "+14155550123, America/Los_Angeles",
        "+390612345678, Europe/Rome"
    })
    void aNumberOfOneAreaHasItsZone(String number, String zone) {
        assertThat(PhoneZones.of(new PhoneNumber(number))).containsExactly(ZoneId.of(zone));
    }

    @Test
    void aNumberOfNoAreaHasAllZonesOfItsCountry() {
        List<ZoneId> tollFree = PhoneZones.of(new PhoneNumber("+18005550123"));
        assertThat(tollFree).contains(ZoneId.of("America/New_York"), ZoneId.of("Pacific/Honolulu"));
    }

    @Test
    void aNumberOfNoCountryHasNone() {
        assertThat(PhoneZones.of(new PhoneNumber("+883510001234567"))).isEmpty();
        assertThat(PhoneZones.of(new PhoneNumber("+99912345678"))).isEmpty();
    }
}
