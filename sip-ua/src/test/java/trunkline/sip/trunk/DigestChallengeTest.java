package trunkline.sip.trunk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DigestChallengeTest {

    @Test
    void readsWhatTrunksWrite() {
        assertThat(DigestChallenge.parse(
                        true,
                        "digest Realm=\"sip.twilio.com\",nonce=\"a1=\" , QOP = \"AUTH,auth-int\",stale=FALSE,"
                                + "algorithm=md5,opaque=\"5c\",domain=\"sip:x\""))
                .contains(new DigestChallenge(
                        true, "sip.twilio.com", "a1=", "md5", Set.of("auth", "auth-int"), "5c", false, false));
    }

    @Test
    void takesMd5WhereNoAlgorithmIsNamed() {
        var challenge =
                DigestChallenge.parse(false, "Digest realm=\"r\", nonce=\"n\"").orElseThrow();
        assertThat(challenge.algorithm()).contains(DigestAlgorithm.MD5);
        assertThat(challenge.qop()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Digest", "Basic realm=\"r\"", "Digest realm=\"r\"", "Digest nonce=\"n\"", "NTLM x=y"})
    void refusesWhatIsNoDigestChallenge(String value) {
        assertThat(DigestChallenge.parse(false, value)).isEmpty();
    }

    @Test
    void givesAValueOrNothingForRandomInput() {
        Random random = new Random(7616);
        String alphabet = "Digest realm=\"nonce\\,;= \t\r\nqop";
        for (int i = 0; i < 20_000; i++) {
            StringBuilder text = new StringBuilder("Digest ");
            for (int length = random.nextInt(80); length > 0; length--) {
                text.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            assertThat(DigestChallenge.parse(false, text.toString())).isNotNull();
        }
    }
}
