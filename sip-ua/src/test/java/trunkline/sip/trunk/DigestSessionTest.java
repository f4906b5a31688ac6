package trunkline.sip.trunk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * The values of RFC 7616 §3.9, RFC 2617 §3.5 and RFC 2069 §2.4, as corrected by their errata; the rest is our own
 * derivation.
 */
class DigestSessionTest {

    private static final String CNONCE = "f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ";
    private static final Credentials MUFASA = Credentials.of("Mufasa", "Circle of Life");
    private static final String RFC7616 =
            "Digest realm=\"http-auth@example.org\", qop=\"auth, auth-int\", algorithm=%s,"
                    + " nonce=\"7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v\","
                    + " opaque=\"FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS\"";
    private static final String MD5_RESPONSE = "8ca523f5e9506fed4657c9700eebdbec";
    private static final String SHA_256_RESPONSE = "753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1";

    @Test
    void answersTheMd5ExampleOfRfc7616() {
        assertThat(answer(MUFASA, RFC7616.formatted("MD5")))
                .isEqualTo("Digest username=\"Mufasa\", realm=\"http-auth@example.org\","
                        + " nonce=\"7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v\", uri=\"/dir/index.html\","
                        + " response=\"8ca523f5e9506fed4657c9700eebdbec\", algorithm=MD5,"
                        + " cnonce=\"f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ\", qop=auth, nc=00000001,"
                        + " opaque=\"FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS\"");
    }

    @Test
    void answersTheSha256ExampleOfRfc7616() {
        assertThat(answer(MUFASA, RFC7616.formatted("SHA-256"))).contains("response=\"" + SHA_256_RESPONSE + "\"");
    }

    /** The RFC's own text has a SHA-512 cut to 256 bits; erratum 4897 has SHA-512/256, which the algorithm is. */
    @Test
    void answersTheSha512256ExampleOfRfc7616WithTheUserNameHashed() {
        var session = new DigestSession(
                Credentials.of("J\u00e4s\u00f8n Doe", "Secret, or not?"),
                () -> "NTg6RKcb9boFIAS3KrFK9BGeh+iDa/sm6jUMp2wds69v");
        assertThat(session.onChallenges(challenges("Digest realm=\"api@example.org\", qop=\"auth\","
                        + " algorithm=SHA-512-256, nonce=\"5TsQWLVdgBdmrQ0XsxbDODV+57QdFR34I9HAbC/RVvkK\","
                        + " opaque=\"HRPCssKJSGjCrkzDg8OhwpzCiGPChXYjwrI2QmXDnsOS\", charset=UTF-8, userhash=true")))
                .isTrue();
        assertThat(session.authorize("GET", "/doe.json", "").get(0).value())
                .contains("username=\"793263caabb707a56211940d90411ea4a575adeccb7e360aeb624ed06ece9b0b\"")
                .contains("response=\"3798d4131c277846293534c3edc11bd8a5e4cdcbff78b05db9d95eeb1cec68a5\"")
                .contains("userhash=true");
    }

    @Test
    void answersTheExampleOfRfc2617() {
        var session = new DigestSession(Credentials.of("Mufasa", "Circle Of Life"), () -> "0a4f113b");
        session.onChallenges(challenges("Digest realm=\"testrealm@host.com\", qop=\"auth,auth-int\","
                + " nonce=\"dcd98b7102dd2f0e8b11d0f600bfb0c093\", opaque=\"5ccc069c403ebaf9f0171e9517f40e41\""));
        assertThat(session.authorize("GET", "/dir/index.html", "").get(0).value())
                .contains("response=\"6629fae49393a05397450978507c4ef1\"")
                .doesNotContain("algorithm");
    }

    @Test
    void answersAChallengeWithoutQopAsRfc2069Does() {
        var session = new DigestSession(Credentials.of("Mufasa", "CircleOfLife"), () -> "unused");
        session.onChallenges(
                challenges("Digest realm=\"testrealm@host.com\", nonce=\"dcd98b7102dd2f0e8b11d0f600bfb0c093\""));
        assertThat(session.authorize("GET", "/dir/index.html", "").get(0).value())
                .isEqualTo("Digest username=\"Mufasa\", realm=\"testrealm@host.com\","
                        + " nonce=\"dcd98b7102dd2f0e8b11d0f600bfb0c093\", uri=\"/dir/index.html\","
                        + " response=\"1949323746fe6a43ef61f9606e7febea\"");
    }

    /** MD5(MD5(MD5(u:r:p):n:c):n:nc:c:auth:MD5(INVITE:sip:b)), computed with openssl. */
    @Test
    void answersASessionAlgorithm() {
        var session = new DigestSession(Credentials.of("u", "p"), () -> "c");
        session.onChallenges(challenges("Digest realm=\"r\", nonce=\"n\", qop=\"auth\", algorithm=MD5-sess"));
        assertThat(session.authorize("INVITE", "sip:b", "").get(0).value())
                .contains("response=\"0811fc7be163197304e351928c016fac\"");
    }

    /** A2 ends with MD5("v=0"), computed with openssl. */
    @Test
    void protectsTheBodyWhereOnlyAuthIntIsOffered() {
        var session = new DigestSession(Credentials.of("u", "p"), () -> "c");
        session.onChallenges(challenges("Digest realm=\"r\", nonce=\"n\", qop=\"auth-int\""));
        assertThat(session.authorize("INVITE", "sip:b", "v=0").get(0).value())
                .contains("qop=auth-int")
                .contains("response=\"ffa0f1247dfff78bee0b2886f130037a\"");
    }

    @Test
    void countsTheNonceForEachRequest() {
        var session = new DigestSession(MUFASA, () -> CNONCE);
        session.onChallenges(challenges(RFC7616.formatted("MD5")));
        assertThat(session.authorize("INVITE", "sip:b", "").get(0).value()).contains("nc=00000001");
        assertThat(session.authorize("BYE", "sip:b", "").get(0).value()).contains("nc=00000002");
    }

    @Test
    void answersTheStrongestChallengeWhereverItStands() {
        var session = new DigestSession(MUFASA, () -> CNONCE);
        session.onChallenges(challenges(RFC7616.formatted("MD5"), RFC7616.formatted("SHA-256")));
        List<Authorization> authorizations = session.authorize("GET", "/dir/index.html", "");
        assertThat(authorizations).hasSize(1);
        assertThat(authorizations.get(0).value()).contains("algorithm=SHA-256").contains(SHA_256_RESPONSE);
    }

    @Test
    void doesNotAnswerAnAlgorithmThatItMayNotUse() {
        var strict = Credentials.of("Mufasa", "Circle of Life").withAlgorithms(EnumSet.of(DigestAlgorithm.SHA_256));
        var session = new DigestSession(strict, () -> CNONCE);
        assertThat(session.onChallenges(challenges(RFC7616.formatted("MD5")))).isFalse();
        assertThat(session.authorize("GET", "/", "")).isEmpty();
    }

    @Test
    void doesNotAnswerWhatItDoesNotKnow() {
        var session = new DigestSession(MUFASA, () -> CNONCE);
        assertThat(session.onChallenges(challenges(RFC7616.formatted("AKAv1-MD5"))))
                .isFalse();
        assertThat(session.onChallenges(challenges("Digest realm=\"r\", nonce=\"n\", qop=\"auth-conf\"")))
                .isFalse();
        assertThat(session.onChallenges(challenges("Digest realm=\"r\", nonce=\"n\", algorithm=MD5-sess")))
                .isFalse();
        assertThat(session.onChallenges(List.of())).isFalse();
    }

    @Test
    void doesNotTryRefusedCredentialsAgain() {
        var session = new DigestSession(MUFASA, () -> CNONCE);
        assertThat(session.onChallenges(challenges("Digest realm=\"r\", nonce=\"n1\", qop=\"auth\"")))
                .isTrue();
        assertThat(session.onChallenges(challenges("Digest realm=\"r\", nonce=\"n2\", qop=\"auth\"")))
                .isFalse();
    }

    @Test
    void triesAgainWhereOnlyTheNonceWasStale() {
        var session = new DigestSession(MUFASA, () -> CNONCE);
        session.onChallenges(challenges("Digest realm=\"r\", nonce=\"n1\", qop=\"auth\""));
        session.authorize("INVITE", "sip:b", "");
        assertThat(session.onChallenges(challenges("Digest realm=\"r\", nonce=\"n2\", qop=\"auth\", stale=TRUE")))
                .isTrue();
        assertThat(session.authorize("INVITE", "sip:b", "").get(0).value())
                .contains("nonce=\"n2\"")
                .contains("nc=00000001");
    }

    @Test
    void isNotKeptBusyByAPeerToWhichEveryNonceIsStale() {
        var session = new DigestSession(MUFASA, () -> CNONCE);
        for (int i = 0; i < DigestSession.MAX_ROUNDS; i++) {
            assertThat(session.onChallenges(
                            challenges("Digest realm=\"r\", nonce=\"n" + i + "\", qop=\"auth\", stale=true")))
                    .isTrue();
        }
        assertThat(session.onChallenges(challenges("Digest realm=\"r\", nonce=\"x\", qop=\"auth\", stale=true")))
                .isFalse();
    }

    @Test
    void answersEachRealmThatHasChallenged() {
        var session = new DigestSession(MUFASA, () -> CNONCE);
        session.onChallenges(List.of(DigestChallenge.parse(true, "Digest realm=\"proxy\", nonce=\"p\"")
                .orElseThrow()));
        assertThat(session.onChallenges(challenges("Digest realm=\"uas\", nonce=\"u\"")))
                .isTrue();
        assertThat(session.authorize("INVITE", "sip:b", ""))
                .extracting(Authorization::headerName)
                .containsExactly("Proxy-Authorization", "Authorization");
    }

    @Test
    void takesANewNonceAfterSuccessForOneThatHasRunOutThoughNobodySaysSo() {
        var session = new DigestSession(MUFASA, () -> CNONCE);
        session.onChallenges(challenges("Digest realm=\"r\", nonce=\"1\""));
        session.authorize("REGISTER", "sip:r", "");
        session.onAccepted();
        assertThat(session.onChallenges(challenges("Digest realm=\"r\", nonce=\"1\"")))
                .as("the same nonce")
                .isFalse();
        assertThat(session.onChallenges(challenges("Digest realm=\"r\", nonce=\"2\"")))
                .isFalse();
    }

    @Test
    void answersANewNonceAfterEachSuccessForEver() {
        var session = new DigestSession(MUFASA, () -> CNONCE);
        for (int i = 0; i < 100; i++) {
            assertThat(session.onChallenges(challenges("Digest realm=\"r\", nonce=\"" + i + "\"")))
                    .isTrue();
            session.authorize("REGISTER", "sip:r", "");
            session.onAccepted();
        }
        assertThat(session.onChallenges(challenges("Digest realm=\"r\", nonce=\"x\"")))
                .isTrue();
        session.authorize("REGISTER", "sip:r", "");
        assertThat(session.onChallenges(challenges("Digest realm=\"r\", nonce=\"y\"")))
                .as("refused this time")
                .isFalse();
    }

    @Test
    void answersNoRealmButItsOwnWhereOneIsGiven() {
        var session = new DigestSession(MUFASA.withRealm("mine"), () -> CNONCE);
        assertThat(session.onChallenges(challenges("Digest realm=\"other\", nonce=\"1\"")))
                .isFalse();
        assertThat(session.onChallenges(challenges("Digest realm=\"mine\", nonce=\"1\"")))
                .isTrue();
    }

    @Test
    void coversTheBodyWhereThatIsPreferred() {
        var session = new DigestSession(MUFASA.withQuality(Credentials.Quality.AUTH_INT), () -> CNONCE);
        session.onChallenges(challenges("Digest realm=\"r\", nonce=\"1\", qop=\"auth,auth-int\""));
        assertThat(session.authorize("INVITE", "sip:b", "v=0").get(0).value()).contains("qop=auth-int");
        var only = new DigestSession(MUFASA.withQuality(Credentials.Quality.AUTH_INT), () -> CNONCE);
        only.onChallenges(challenges("Digest realm=\"r\", nonce=\"1\", qop=\"auth\""));
        assertThat(only.authorize("INVITE", "sip:b", "v=0").get(0).value()).contains("qop=auth,");
    }

    @Test
    void sendsQuotedTextBackAsItCame() {
        var session = new DigestSession(Credentials.of("al\"ice", "p"), () -> "c");
        session.onChallenges(challenges("Digest realm=\"a \\\"b\\\", c\", nonce=\"n,\\\\=\", opaque=\"\""));
        assertThat(session.authorize("INVITE", "sip:b", "").get(0).value())
                .startsWith("Digest username=\"al\\\"ice\", realm=\"a \\\"b\\\", c\", nonce=\"n,\\\\=\", ")
                .endsWith(", opaque=\"\"");
    }

    @Test
    void showsNoPasswordAndNoDigestInItsTexts() {
        assertThat(MUFASA.toString()).doesNotContain("Circle");
        var session = new DigestSession(MUFASA, () -> CNONCE);
        session.onChallenges(challenges(RFC7616.formatted("MD5")));
        assertThat(session.authorize("GET", "/dir/index.html", "").get(0).toString())
                .doesNotContain(MD5_RESPONSE);
    }

    private static String answer(Credentials credentials, String challenge) {
        var session = new DigestSession(credentials, () -> CNONCE);
        assertThat(session.onChallenges(challenges(challenge))).isTrue();
        return session.authorize("GET", "/dir/index.html", "").get(0).value();
    }

    private static List<DigestChallenge> challenges(String... values) {
        return List.of(values).stream()
                .map(value -> DigestChallenge.parse(false, value).orElseThrow())
                .toList();
    }
}
