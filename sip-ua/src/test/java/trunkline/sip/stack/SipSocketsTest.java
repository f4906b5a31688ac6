package trunkline.sip.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The longest method is that of RFC 4475 §3.1.1.2. */
class SipSocketsTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "INVITE sip:x SIP/2.0",
                "SIP/2.0 200 OK",
                "!interesting-Method0123456789_*+`.%indeed'~ sip:x SIP/2.0"
            })
    void admitsWhatStartsAsSipDoes(String text) {
        assertThat(looksLikeSip(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\r\n\r\n",
                "\0",
                " INVITE sip:x",
                "INVITE",
                "Via: SIP/2.0/UDP x",
                "<html> ",
                "{\"a\": 1}",
                "AMETHODOFMORETHANSIXTYFOURLETTERSAMETHODOFMORETHANSIXTYFOURLETTERS sip:x SIP/2.0"
            })
    void dropsWhatDoesNot(String text) {
        assertThat(looksLikeSip(text)).isFalse();
    }

    private static boolean looksLikeSip(String text) {
        byte[] octets = text.getBytes(StandardCharsets.UTF_8);
        return SipSockets.looksLikeSip(octets, octets.length);
    }
}
