package trunkline.gateway.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import trunkline.sip.dialog.SipStatus;

/** What is made of a trunk's answers to OPTIONS, REGISTER and INVITE. */
class TrunkAnswersTest {

    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final String LOGIN = "username: alice, password: secret";

    private static Finding options(String keys, @Nullable SipStatus status, Wire wire) {
        return OptionsVerdict.of(Wire.trunk(keys), status, wire.log(), PATIENCE);
    }

    @Test
    void anAnswerToOptionsTellsWhatTheTrunkCanDo() {
        Wire wire = new Wire()
                .sent("OPTIONS sip:192.0.2.1 SIP/2.0", "CSeq: 1 OPTIONS")
                .received("SIP/2.0 200 OK", "CSeq: 1 OPTIONS", "Allow: INVITE, ACK", "Supported: timer");

        assertThat(options("", SipStatus.received(200, "OK"), wire))
                .isEqualTo(Finding.ok(Step.OPTIONS, "200 OK in 5 ms; Allow: INVITE, ACK; Supported: timer"));
    }

    @Test
    void silenceIsWrongOnlyForATrunkThatIsWatched() {
        Finding watched = options("options-every: 30s", null, new Wire());
        Finding unwatched = options("", SipStatus.timeout("No response to OPTIONS"), new Wire());

        assertThat(watched.verdict()).isEqualTo(Verdict.WRONG);
        assertThat(watched.seen()).isEqualTo("not answered within 5000 ms");
        assertThat(watched.change()).startsWith("`options-every: off`");
        assertThat(unwatched.verdict()).isEqualTo(Verdict.WARNING);
    }

    @ParameterizedTest
    @CsvSource({"403, OK", "404, OK", "501, OK", "503, WARNING"})
    void aRefusalOfOptionsIsASignOfLifeUnlessTheTrunkIsOutOfService(int code, Verdict verdict) {
        assertThat(options("", SipStatus.received(code, "No"), new Wire()).verdict())
                .isEqualTo(verdict);
    }

    private static Wire challenged(String method, String finalLine, String... headers) {
        String[] lines = new String[headers.length + 2];
        lines[0] = finalLine;
        lines[1] = "CSeq: 2 " + method;
        System.arraycopy(headers, 0, lines, 2, headers.length);
        return new Wire()
                .sent(method + " sip:192.0.2.1 SIP/2.0", "CSeq: 1 " + method)
                .received(
                        "SIP/2.0 401 Unauthorized",
                        "CSeq: 1 " + method,
                        "WWW-Authenticate: Digest realm=\"x\", nonce=\"n\", algorithm=SHA-256",
                        "WWW-Authenticate: Digest realm=\"x\", nonce=\"n\"")
                .sent(
                        method + " sip:192.0.2.1 SIP/2.0",
                        "CSeq: 2 " + method,
                        "Authorization: Digest username=\"alice\", realm=\"x\", nonce=\"n\", algorithm=SHA-256")
                .received(lines);
    }

    private static Finding register(String keys, boolean bound, Wire wire) {
        return RegisterVerdict.of(
                Wire.trunk(keys), bound, wire.log().last("REGISTER").orElse(null), wire.log(), PATIENCE);
    }

    @Test
    void aRegistrationNamesChallengesAndContacts() {
        Wire wire = challenged(
                "REGISTER",
                "SIP/2.0 200 OK",
                "Contact: <sip:alice@192.0.2.9:5060>;expires=600",
                "Contact: <sip:alice@192.0.2.7>");

        assertThat(register(LOGIN, true, wire))
                .isEqualTo(Finding.ok(
                        Step.REGISTER,
                        "200 OK in 5 ms; challenged with SHA-256, MD5 for realm x, answered with SHA-256;"
                                + " bound now: <sip:alice@192.0.2.9:5060> for 600 s, <sip:alice@192.0.2.7>"));
    }

    @Test
    void aQueryOfBindingsSaysThatItChangedNothing() {
        Wire wire = new Wire()
                .sent("REGISTER sip:192.0.2.1 SIP/2.0", "CSeq: 1 REGISTER")
                .received("SIP/2.0 200 OK", "CSeq: 1 REGISTER");

        assertThat(register(LOGIN, false, wire).seen())
                .isEqualTo(
                        "200 OK in 5 ms; not challenged; asked without binding: nobody is registered now (--register tries it)");
        assertThat(register(LOGIN, true, wire).verdict()).isEqualTo(Verdict.WARNING);
    }

    @ParameterizedTest
    @CsvSource({"401", "403", "407"})
    void credentialsThatAreRefusedAreNamed(int code) {
        Finding finding = register(LOGIN, false, challenged("REGISTER", "SIP/2.0 " + code + " No"));

        assertThat(finding.verdict()).isEqualTo(Verdict.WRONG);
        assertThat(finding.change()).startsWith("`username`, `password-file`");
    }

    @ParameterizedTest
    @CsvSource({"403, username", "404, registrar", "405, register: false", "423, register-expires", "500, ask the trunk"
    })
    void eachRefusalOfRegisterHasItsOwnAdvice(int code, String advice) {
        Wire wire = new Wire()
                .sent("REGISTER sip:192.0.2.1 SIP/2.0", "CSeq: 1 REGISTER")
                .received("SIP/2.0 " + code + " No", "CSeq: 1 REGISTER");

        assertThat(register("", false, wire).change()).contains(advice);
        assertThat(register("", false, wire).verdict()).isEqualTo(Verdict.WRONG);
    }

    @Test
    void aChallengeWithoutALoginAsksForOne() {
        Wire wire = new Wire()
                .sent("INVITE sip:1@192.0.2.1 SIP/2.0", "CSeq: 1 INVITE")
                .received(
                        "SIP/2.0 407 Proxy Authentication Required",
                        "CSeq: 1 INVITE",
                        "Proxy-Authenticate: Digest realm=\"x\", nonce=\"n\", algorithm=MD5");

        Finding finding = ChallengeVerdict.of(Wire.trunk(""), wire.log());

        assertThat(finding)
                .isEqualTo(Finding.wrong(
                        Step.CHALLENGE,
                        "challenged with MD5 for realm x, not answered",
                        "`username` and `password-file`: the trunk wants a login"));
    }

    private static List<Finding> ringing(String keys, Wire wire) {
        return RingingVerdict.of(Wire.trunk(keys), wire.log());
    }

    private static Wire invited() {
        return new Wire().sent("INVITE sip:1@192.0.2.1 SIP/2.0", "CSeq: 1 INVITE");
    }

    @Test
    void eachKindOfRingingIsToldOnceWithItsTime() {
        Wire wire = invited()
                .received("SIP/2.0 100 Trying", "CSeq: 1 INVITE")
                .received("SIP/2.0 180 Ringing", "CSeq: 1 INVITE")
                .received("SIP/2.0 180 Ringing", "CSeq: 1 INVITE")
                .received("SIP/2.0 183 Session Progress", "CSeq: 1 INVITE", "", "v=0");

        assertThat(ringing("", wire))
                .containsExactly(
                        Finding.ok(
                                Step.RINGING,
                                "100 Trying after 5 ms, 180 Ringing after 10 ms,"
                                        + " 183 Session Progress after 20 ms with early media, which is not played to"),
                        Finding.ok(Step.PRACK, "offered, and not asked for by the trunk"));
    }

    @Test
    void aTrunkThatAnswersWithoutRingingMayBeAGatewayThatAnswersTooEarly() {
        Wire wire = invited().received("SIP/2.0 200 OK", "CSeq: 1 INVITE");

        assertThat(ringing("", wire).get(0).verdict()).isEqualTo(Verdict.WARNING);
        assertThat(ringing("", wire).get(0).change()).startsWith("`start-after: 4s`");
    }

    @Test
    void aPrackThatIsNotAnsweredIsWrong() {
        Wire wire = invited()
                .received("SIP/2.0 183 Session Progress", "CSeq: 1 INVITE", "Require: 100rel")
                .sent("PRACK sip:1@192.0.2.1 SIP/2.0", "CSeq: 2 PRACK");

        assertThat(ringing("", wire).get(1))
                .isEqualTo(Finding.wrong(
                        Step.PRACK,
                        "100rel asked for by the trunk, 1 PRACK sent, none answered",
                        "`overrides: {sip: {prack: \"off\"}}`"));
        wire.received("SIP/2.0 200 OK", "CSeq: 2 PRACK");
        assertThat(ringing("", wire).get(1).verdict()).isEqualTo(Verdict.OK);
    }

    @Test
    void aTrunkThatWantsOrDoesNotKnow100relIsToldApart() {
        Wire unknown = invited().received("SIP/2.0 420 Bad Extension", "CSeq: 1 INVITE", "Unsupported: 100rel");
        Wire wanted = invited().received("SIP/2.0 421 Extension Required", "CSeq: 1 INVITE", "Require: 100rel");

        assertThat(ringing("", unknown).get(1).change()).contains("prack: \"off\"");
        assertThat(ringing("", wanted).get(1).change()).contains("prack: required");
    }

    @ParameterizedTest
    @CsvSource({
        "403, from-user",
        "404, 'called: digits'",
        "488, codecs",
        "488, 'srtp: true'",
        "503, call-rate",
        "513, transport=tcp",
        "486, another number",
        "302, follow-redirects",
        "499, ask the trunk"
    })
    void eachRefusalOfACallHasItsOwnAdvice(int code, String advice) {
        assertThat(RefusalAdvice.of(code, Wire.trunk(""))).contains(advice);
    }
}
