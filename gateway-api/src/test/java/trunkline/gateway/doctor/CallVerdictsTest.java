package trunkline.gateway.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import trunkline.media.codec.PayloadType;
import trunkline.media.sdp.Direction;
import trunkline.media.sdp.RemoteMedia;
import trunkline.media.srtp.SrtpKey;
import trunkline.media.srtp.SrtpPair;
import trunkline.media.srtp.SrtpSuite;
import trunkline.sip.dialog.CallOutcome;
import trunkline.sip.dialog.CallOutcome.HungUpBy;
import trunkline.sip.dialog.CallOutcome.Missing;
import trunkline.sip.dialog.Reason;
import trunkline.sip.dialog.SipStatus;

/** What is made of the answer to a test call, and of its end. */
class CallVerdictsTest {

    private static final PayloadType EVENTS = PayloadType.telephoneEvent(101);
    private static final List<PayloadType> OFFERED = List.of(PayloadType.PCMA, PayloadType.PCMU, EVENTS);

    private static Wire invited() {
        return new Wire().sent("INVITE sip:1@192.0.2.1 SIP/2.0", "CSeq: 1 INVITE");
    }

    private static Wire answered(String... headers) {
        String[] lines = new String[headers.length + 2];
        lines[0] = "SIP/2.0 200 OK";
        lines[1] = "CSeq: 1 INVITE";
        System.arraycopy(headers, 0, lines, 2, headers.length);
        return invited().received(lines);
    }

    private static RemoteMedia media(
            PayloadType audio, @Nullable PayloadType events, int ptimeMillis, @Nullable SrtpPair secrets) {
        InetSocketAddress rtp = new InetSocketAddress("192.0.2.1", 4_000);
        return new RemoteMedia(rtp, rtp, audio, events, ptimeMillis, Direction.SENDRECV, secrets);
    }

    private static List<Finding> answer(String keys, Wire wire, RemoteMedia media) {
        return new AnswerVerdict(Wire.trunk(keys), OFFERED, wire.log())
                .of(new CallEvidence(null, media, "", null, List.of()));
    }

    @Test
    void anAnswerTellsCodecPtimeEncryptionEventsAndTimer() {
        assertThat(answer("", answered(), media(PayloadType.PCMA, EVENTS, 20, null)))
                .containsExactly(
                        Finding.ok(Step.ANSWER, "200 OK after 5 ms"),
                        Finding.ok(Step.CODEC, "PCMA, of PCMA, PCMU offered"),
                        Finding.ok(Step.PTIME, "20 ms of audio in a packet"),
                        Finding.ok(Step.ENCRYPTION, "audio is not encrypted, as `srtp: false` has it"),
                        Finding.ok(Step.TELEPHONE_EVENT, "agreed, payload type 101"),
                        Finding.ok(Step.SESSION_TIMER, "none"));
    }

    @Test
    void whatTheTrunkWantsOtherwiseIsTold() {
        Wire wire = answered("Session-Expires: 1800;refresher=uas");

        assertThat(answer("dtmf-in-audio: true", wire, media(PayloadType.PCMU, null, 30, null)))
                .containsExactly(
                        Finding.ok(Step.ANSWER, "200 OK after 5 ms"),
                        Finding.ok(Step.CODEC, "PCMU, of PCMA, PCMU offered: not the first, which works as well"),
                        Finding.ok(Step.PTIME, "30 ms of audio in a packet: the trunk asks for it, `ptime` is 20"),
                        Finding.ok(Step.ENCRYPTION, "audio is not encrypted, as `srtp: false` has it"),
                        Finding.ok(Step.TELEPHONE_EVENT, "not agreed; keys are looked for in the audio, and in INFO"),
                        Finding.ok(Step.SESSION_TIMER, "1800 s, refreshed by the trunk"));
        assertThat(answer("", answered("Session-Expires: 90;refresher=uac"), media(PayloadType.PCMA, null, 20, null)))
                .contains(Finding.ok(Step.SESSION_TIMER, "90 s, refreshed by us"))
                .contains(Finding.warning(
                        Step.TELEPHONE_EVENT,
                        "not agreed: keys that the callee presses may come as tones",
                        "`dtmf-in-audio: true`, if you ask callees for keys"));
    }

    @Test
    void keysOfEncryptionThatWereSentInTheClearAreAWarning() {
        SrtpKey key = SrtpKey.random(SrtpSuite.AEAD_AES_128_GCM, new Random(1));
        RemoteMedia secret = media(PayloadType.PCMA, EVENTS, 20, new SrtpPair(key, key));

        assertThat(encryption(answer("srtp: true", answered(), secret)))
                .isEqualTo(Finding.warning(
                        Step.ENCRYPTION,
                        "audio is encrypted, but its keys were sent in the clear",
                        "`proxy` with ;transport=tls"));
        assertThat(encryption(new AnswerVerdict(
                                Wire.trunkAt("192.0.2.1;transport=tls", "srtp: true"),
                                OFFERED,
                                answered().log())
                        .of(new CallEvidence(null, secret, "", null, List.of()))))
                .isEqualTo(Finding.ok(Step.ENCRYPTION, "audio is encrypted, and its keys were too"));
    }

    private static Finding encryption(List<Finding> findings) {
        return findings.stream()
                .filter(finding -> finding.step() == Step.ENCRYPTION)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void anAnswerThatCannotBeUsedNamesWhatWasOffered() {
        CallEvidence evidence = new CallEvidence(null, null, "no codec in common", null, List.of());

        assertThat(new AnswerVerdict(Wire.trunk(""), OFFERED, answered().log()).of(evidence))
                .containsExactly(
                        Finding.ok(Step.ANSWER, "200 OK after 5 ms"),
                        Finding.wrong(
                                Step.CODEC,
                                "no codec in common",
                                "`overrides: {sip: {codecs: [...]}}` or `srtp`: offered was PCMA, PCMU, telephone-event"));
    }

    private static Finding refused(@Nullable CallOutcome outcome) {
        List<Finding> findings = new AnswerVerdict(
                        Wire.trunk(""), OFFERED, invited().log())
                .of(new CallEvidence(outcome, null, "", null, List.of()));
        assertThat(findings).hasSize(1);
        return findings.get(0);
    }

    @Test
    void silenceAfterTheInviteIsWrong() {
        assertThat(refused(null).seen()).isEqualTo("nothing came in answer to the INVITE, not even 100");
        assertThat(refused(null).verdict()).isEqualTo(Verdict.WRONG);

        Finding silent = refused(new CallOutcome.Unreachable(Missing.TRUNK, SipStatus.timeout("No response")));
        assertThat(silent.verdict()).isEqualTo(Verdict.WRONG);
        assertThat(silent.seen()).isEqualTo("unreachable: 408 No response");
        assertThat(silent.change()).isEqualTo("see transport and OPTIONS: the trunk did not answer");
    }

    @Test
    void aCalleeWhoDoesNotAnswerIsNoFaultOfTheTrunk() {
        assertThat(refused(new CallOutcome.Busy(SipStatus.received(486, "Busy Here")))
                        .verdict())
                .isEqualTo(Verdict.WARNING);
        assertThat(refused(new CallOutcome.NoAnswer(SipStatus.timeout("not answered")))
                        .verdict())
                .isEqualTo(Verdict.WARNING);
        assertThat(refused(new CallOutcome.Declined(SipStatus.received(603, "Decline")))
                        .verdict())
                .isEqualTo(Verdict.WARNING);
    }

    @Test
    void aRefusalIsToldWithItsReasonAndWarning() {
        SipStatus status = new SipStatus(
                488, "Not Acceptable Here", SipStatus.Origin.PEER, Reason.q850(88, "Incompatible"), "no codec", null);

        Finding finding = refused(new CallOutcome.Failed(status));

        assertThat(finding.verdict()).isEqualTo(Verdict.WRONG);
        assertThat(finding.seen())
                .isEqualTo("failed: 488 Not Acceptable Here, Reason: Q.850;cause=88;text=\"Incompatible\","
                        + " Warning: no codec");
        assertThat(finding.change()).contains("codecs");
    }

    private static Finding end(HungUpBy by, Wire wire) {
        return EndVerdict.of(
                new CallOutcome.Completed(by, Duration.ofMillis(2_345), SipStatus.received(200, "OK")), wire.log());
    }

    @Test
    void aByeThatIsTakenEndsWell() {
        Wire wire =
                new Wire().sent("BYE sip:1@192.0.2.1 SIP/2.0", "CSeq: 2 BYE").received("SIP/2.0 200 OK", "CSeq: 2 BYE");

        assertThat(end(HungUpBy.US, wire))
                .isEqualTo(Finding.ok(Step.END, "we hung up after 2.3 s, BYE answered 200 OK"));
    }

    @ParameterizedTest
    @CsvSource({
        "SIP/2.0 481 Gone, 'we hung up after 2.3 s, BYE answered 481 Gone'",
        "SIP/2.0 100 Trying, 'we hung up after 2.3 s, BYE not answered'"
    })
    void aByeThatIsNotTakenIsAWarning(String response, String seen) {
        Wire wire =
                new Wire().sent("BYE sip:1@192.0.2.1 SIP/2.0", "CSeq: 2 BYE").received(response, "CSeq: 2 BYE");

        Finding finding = end(HungUpBy.US, wire);

        assertThat(finding.verdict()).isEqualTo(Verdict.WARNING);
        assertThat(finding.seen()).isEqualTo(seen);
    }

    @Test
    void whoHungUpIsTold() {
        assertThat(end(HungUpBy.THEM, new Wire()).verdict()).isEqualTo(Verdict.WARNING);
        assertThat(end(HungUpBy.THEM, new Wire()).seen()).isEqualTo("the callee's side hung up after 2.3 s");
        assertThat(end(HungUpBy.LOST, new Wire()).verdict()).isEqualTo(Verdict.WRONG);
        assertThat(end(HungUpBy.LOST, new Wire()).change()).contains("session_timer: \"off\"");
    }
}
