package trunkline.sip.trunk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrunkSettingsTest {

    @ParameterizedTest
    @CsvSource({
        "pbx.example, pbx.example, 5060, UDP",
        "127.0.0.1:5070, 127.0.0.1, 5070, UDP",
        "pbx.example;transport=TCP, pbx.example, 5060, TCP",
        "[2001:db8::1]:5062;transport=udp, [2001:db8::1], 5062, UDP"
    })
    void readsTheAddressOfAProxy(String text, String host, int port, Transport transport) {
        assertThat(TrunkAddress.parse(text)).isEqualTo(new TrunkAddress(host, port, transport));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "pbx:70000|'port' is '70000': must be 1 to 65535",
                "pbx;transport=sctp|'proxy' is 'pbx;transport=sctp': transport must be udp or tcp",
                "sip:pbx|'proxy' is 'sip:pbx': must be host:port;transport=udp",
                "pbx:5060;evil=1|'proxy' is 'pbx:5060;evil=1': must be host:port;transport=udp"
            })
    void namesKeyValueAndRuleOfABadAddress(String text, String message) {
        assertThatThrownBy(() -> TrunkAddress.parse(text)).hasMessage(message);
    }

    @Test
    void takesTheHostOfTheProxyForTheRequestUriUnlessADomainIsGiven() {
        TrunkSettings trunk = TrunkSettings.of("pbx", "10.0.0.1:5070", "gw.local");
        assertThat(trunk.requestHost()).isEqualTo("10.0.0.1:5070");
        assertThat(trunk.withIdentity(new TrunkIdentity("gw.local", null, "voip.example"))
                        .requestHost())
                .isEqualTo("voip.example");
    }

    @Test
    void showsNoPassword() {
        TrunkSettings trunk =
                TrunkSettings.of("pbx", "pbx", "gw.local").withCredentials(Credentials.of("alice", "topsecret"));
        assertThat(trunk.toString()).contains("alice").doesNotContain("topsecret");
    }

    @Test
    void refusesASettingThatWouldBreakAMessage() {
        assertThatThrownBy(() -> TrunkIdentity.from("gw\r\nVia: x")).hasMessageContaining("fromDomain");
        assertThatThrownBy(() -> new TrunkIdentity("gw", "a@b", null)).hasMessageContaining("fromUser");
        assertThatThrownBy(() -> Credentials.of("a\nb", "p")).hasMessageContaining("username");
        assertThatThrownBy(() -> Credentials.of("alice", "")).hasMessage("'password' is '***': must not be empty");
        assertThatThrownBy(() -> new TrunkLimits(Duration.ZERO, Duration.ofHours(1)))
                .hasMessage("'ring' is 'PT0S': must be above 0, up to 10 min");
    }

    @ParameterizedTest
    @CsvSource({
        "PLUS, '', +46701234567, +46701234567",
        "DIGITS, '', +46701234567, 46701234567",
        "DIGITS, 9911, +46701234567, 991146701234567",
        "DIGITS, '', 112, 112",
        "PLUS, 0, *21#, 0*21#"
    })
    void writesTheCalledNumberAsTheTrunkWantsIt(
            NumberFormat.Style style, String prefix, String number, String expected) {
        assertThat(new NumberFormat(style, prefix).callee(new PhoneNumber(number)))
                .isEqualTo(expected);
    }

    @Test
    void putsNoTechPrefixBeforeTheCallingNumber() {
        assertThat(new NumberFormat(NumberFormat.Style.DIGITS, "9911").caller(new PhoneNumber("+46701234567")))
                .isEqualTo("46701234567");
    }

    @Test
    void masksNumbersInTexts() {
        assertThat(new PhoneNumber("+46701234567")).hasToString("+4670*****67");
        assertThat(new PhoneNumber("4711")).hasToString("****");
        assertThatThrownBy(() -> new PhoneNumber("+46;evil")).hasMessageContaining("number");
    }
}
