package trunkline.sip.trunk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TrunkSettingsTest {

    @ParameterizedTest
    @CsvSource({
        "pbx.example, pbx.example, 0, ",
        "127.0.0.1:5070, 127.0.0.1, 5070, ",
        "pbx.example;transport=TCP, pbx.example, 0, TCP",
        "pbx.example:5061;transport=tls, pbx.example, 5061, TLS",
        "[2001:db8::1]:5062;transport=udp, [2001:db8::1], 5062, UDP"
    })
    void readsWhereAProxyIs(String text, String host, int port, @Nullable Transport transport) {
        assertThat(NextHop.parse(text)).isEqualTo(new NextHop(host, port, transport));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "sip:pbx.example|pbx.example|0|",
                "sip:+46:a;b?c@pbx.example:5070;transport=TCP;lr|pbx.example|5070|TCP",
                "sips:alice@pbx.example;transport=tcp|pbx.example|0|TLS",
                "sip:alice@pbx.example;maddr=192.0.2.1?Subject=x|192.0.2.1|0|",
                "sip:[2001:db8::1]:5062|[2001:db8::1]|5062|"
            })
    void readsWhereAUriLeads(String uri, String host, int port, @Nullable Transport transport) {
        assertThat(NextHop.ofUri(uri)).contains(new NextHop(host, port, transport));
    }

    @ParameterizedTest
    @ValueSource(strings = {"tel:+46701234567", "sip:", "sip:a@b;transport=sctp", "sip:a@b:99999", "http://x", ""})
    void knowsNoWayToOtherUris(String uri) {
        assertThat(NextHop.ofUri(uri)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "pbx:70000|'port' is '70000': must be 1 to 65535",
                "pbx:0|'proxy' is 'pbx:0': port must be 1 to 65535",
                "pbx;transport=sctp|'proxy' is 'pbx;transport=sctp': transport must be udp, tcp or tls",
                "sip:pbx|'proxy' is 'sip:pbx': must be host:port;transport=udp",
                "pbx:5060;evil=1|'proxy' is 'pbx:5060;evil=1': must be host:port;transport=udp"
            })
    void namesKeyValueAndRuleOfABadAddress(String text, String message) {
        assertThatThrownBy(() -> NextHop.parse(text)).hasMessage(message);
    }

    @Test
    void takesTheHostOfTheProxyForTheRequestUriUnlessADomainIsGiven() {
        TrunkSettings trunk = TrunkSettings.of("pbx", "10.0.0.1:5070", "gw.local");
        assertThat(trunk.requestHost()).isEqualTo("10.0.0.1:5070");
        assertThat(trunk.withIdentity(TrunkIdentity.from("gw.local").withDomain("voip.example"))
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
        assertThatThrownBy(() -> TrunkIdentity.from("gw").withFromUser("a@b")).hasMessageContaining("fromUser");
        assertThatThrownBy(() -> Credentials.of("a\nb", "p")).hasMessageContaining("username");
        assertThatThrownBy(() -> Credentials.of("alice", "")).hasMessage("'password' is '***': must not be empty");
        assertThatThrownBy(() -> TrunkLimits.DEFAULT.withRing(Duration.ZERO))
                .hasMessage("'ring' is 'PT0S': must be above 0, up to 10 min");
        assertThatThrownBy(() -> TrunkManners.DEFAULT.withHeaders(Map.of("X-Token", "a\r\nVia: x")))
                .hasMessage("'X-Token' is '...': must not have control characters");
        assertThatThrownBy(() -> TrunkManners.DEFAULT.withHeaders(Map.of("Via", "x")))
                .hasMessage("'headers' is 'Via': is made by us");
        assertThatThrownBy(() -> CallerHeaders.NONE.withDiversion("<sip:a@b>")).hasMessageContaining("diversion");
    }

    @ParameterizedTest
    @CsvSource({
        "PLUS, '', +46701234567, +46701234567",
        "DIGITS, '', +46701234567, 46701234567",
        "DIGITS, 9911, +46701234567, 991146701234567",
        "ZEROS, '', +46701234567, 0046701234567",
        "NATIONAL, '', +46701234567, 0701234567",
        "NATIONAL, '', +4721234567, 004721234567",
        "DIGITS, '', 112, 112",
        "PLUS, 0, *21#, 0*21#"
    })
    void writesTheCalledNumberAsTheTrunkWantsIt(
            NumberFormat.Style style, String prefix, String number, String expected) {
        assertThat(new NumberFormat(style, NumberFormat.Style.PLUS, "46", prefix).callee(new PhoneNumber(number)))
                .isEqualTo(expected);
    }

    @Test
    void putsNoTechPrefixBeforeTheCallingNumber() {
        assertThat(NumberFormat.DIGITS.withTechPrefix("9911").caller(new PhoneNumber("+46701234567")))
                .isEqualTo("46701234567");
    }

    @Test
    void masksNumbersInTexts() {
        assertThat(new PhoneNumber("+46701234567")).hasToString("+4670*****67");
        assertThat(new PhoneNumber("4711")).hasToString("****");
        assertThatThrownBy(() -> new PhoneNumber("+46;evil")).hasMessageContaining("number");
    }
}
