package trunkline.gateway.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SipTextTest {

    @Test
    void aResponseHasItsCodeItsHeadersAndItsBody() {
        SipText text = SipText.parse(
                "SIP/2.0 183 Session Progress\r\nCSeq: 2 INVITE\r\nAllow: INVITE,\r\n ACK\r\nallow: BYE\r\n\r\nv=0\r\n");

        assertThat(text.status()).isEqualTo(183);
        assertThat(text.statusLine()).isEqualTo("183 Session Progress");
        assertThat(text.method()).isEqualTo("INVITE");
        assertThat(text.tokens("Allow")).containsExactly("INVITE", "ACK", "BYE");
        assertThat(text.body()).isEqualTo("v=0\r\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\r\n\r\n",
                "SIP/2.0",
                "SIP/2.0 99999999999 Much",
                "SIP/2.0 abc",
                "\0\uffff\r\n \r\n:",
                "INVITE sip:a SIP/2.0"
            })
    void whatIsNoResponseHasNoCode(String text) {
        assertThat(SipText.parse(text).status()).isZero();
        assertThat(SipText.parse(text).method()).isEmpty();
        assertThat(SipText.parse(text).tokens("Allow")).isEmpty();
    }
}
