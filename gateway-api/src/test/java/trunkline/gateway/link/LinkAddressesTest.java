package trunkline.gateway.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LinkAddressesTest {

    @Test
    void aTokenHasAtLeast59RandomBits() {
        LinkAddresses addresses = new LinkAddresses("https://sms.example/");
        Set<Integer> characters = new HashSet<>();
        Set<String> tokens = new HashSet<>();
        for (int i = 0; i < 10_000; i++) {
            String token = addresses.newToken();
            token.chars().forEach(characters::add);
            assertThat(token).hasSize(LinkAddresses.TOKEN_LENGTH);
            assertThat(tokens.add(token)).isTrue();
        }
        double bits = LinkAddresses.TOKEN_LENGTH * Math.log(characters.size()) / Math.log(2);
        assertThat(bits).isGreaterThanOrEqualTo(59);
    }

    @Test
    void anAddressIsItsFrontAndTheToken() {
        LinkAddresses addresses = new LinkAddresses("https://sms.example/c/");
        assertThat(addresses.address("0123456789")).isEqualTo("https://sms.example/c/0123456789");
        assertThat(addresses.length()).isEqualTo(32);
        assertThat(addresses.path()).isEqualTo("/c/");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "facebookexternalhit/1.1 (+http://www.facebook.com/externalhit_uatext.php)",
                "Mozilla/5.0 (Macintosh) AppleWebKit/601 Safari/601 facebookexternalhit/1.1 Facebot Twitterbot/1.0",
                "WhatsApp/2.23.20.0 A",
                "TelegramBot (like TwitterBot)",
                "Slackbot-LinkExpanding 1.0 (+https://api.slack.com/robots)",
                "Mozilla/5.0 (compatible; Discordbot/2.0; +https://discordapp.com)",
                "SkypeUriPreview Preview/0.5",
                "Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko; compatible; Googlebot/2.1) Chrome/120 Safari/537.36",
                "Mozilla/5.0 (X11; Linux x86_64) HeadlessChrome/120.0.0.0 Safari/537.36",
                "curl/8.5.0",
                "python-requests/2.31"
            })
    void knowsProgramsThatFetchWithoutAClick(String agent) {
        assertThat(PreviewAgents.isOne(agent)).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) Version/17.5 Mobile/15E148 Safari/604.1",
                "Mozilla/5.0 (Linux; Android 13; SM-S901B) AppleWebKit/537.36 Chrome/112.0 Mobile Safari/537.36",
                "Mozilla/5.0 (Linux; Android 11; CUBOT X50) AppleWebKit/537.36 Chrome/112.0 Mobile Safari/537.36",
                "Mozilla/5.0 (Android 14; Mobile; rv:125.0) Gecko/125.0 Firefox/125.0"
            })
    void aPhonesBrowserIsNone(String agent) {
        assertThat(PreviewAgents.isOne(agent)).isFalse();
    }
}
