package trunkline.sip.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import trunkline.sip.trunk.PhoneNumber;

class SipSettingsTest {

    private static final SipSettings LOOPBACK = SipSettings.on("127.0.0.1");

    @Test
    void namesKeyValueAndRuleOfABadSetting() {
        assertThatThrownBy(() -> SipSettings.on("0.0.0.0"))
                .hasMessage("'bindAddress' is '0.0.0.0': must be one address, not a wildcard: peers are told it");
        assertThatThrownBy(() -> LOOPBACK.withPort(65_536)).hasMessage("'port' is '65536': must be 0 to 65535");
        assertThatThrownBy(() -> LOOPBACK.withT1(Duration.ofMillis(1))).hasMessageContaining("'t1' is 'PT0.001S'");
        assertThatThrownBy(() -> new SipLimits(0, 4, 16_384, Duration.ZERO))
                .hasMessage("'calls' is '0': must be 1 to 100000");
        assertThatThrownBy(() -> new SipLimits(1, 4, 100, Duration.ZERO)).hasMessageContaining("messageOctets");
    }

    @Test
    void tellsPeersThePublicHostAndPutsIpv6IntoBrackets() {
        assertThat(LOOPBACK.sentBy()).isEqualTo("127.0.0.1");
        assertThat(LOOPBACK.withPublicHost("gw.example").sentBy()).isEqualTo("gw.example");
        assertThat(SipSettings.on("2001:db8::1").sentBy()).isEqualTo("[2001:db8::1]");
    }

    @Test
    void refusesADisplayNameThatWouldBreakAMessage() {
        CallRequest request = CallRequest.of(new PhoneNumber("+4670"), new PhoneNumber("+4671"), HeardCall.OFFER);
        assertThatThrownBy(() -> request.withDisplayName("a\r\nVia: b")).hasMessageContaining("displayName");
    }

    @Test
    void showsOnlyTheFirstLineOfWhatTheLibrarySays() {
        assertThat(Slf4jStackLogger.firstLine("bad message INVITE sip:x SIP/2.0\r\nAuthorization: Digest"))
                .isEqualTo("bad message INVITE sip:x SIP/2.0");
        assertThat(Slf4jStackLogger.firstLine("x".repeat(500))).hasSize(160);
    }
}
