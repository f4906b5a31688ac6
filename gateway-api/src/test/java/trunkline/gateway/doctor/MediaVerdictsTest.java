package trunkline.gateway.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import trunkline.gateway.doctor.CallEvidence.Heard;
import trunkline.gateway.doctor.CallEvidence.Pressed;
import trunkline.gateway.doctor.CallEvidence.Way;
import trunkline.media.codec.PayloadType;
import trunkline.media.rtp.PeerReport;
import trunkline.media.rtp.RtpStats;
import trunkline.media.sdp.Direction;
import trunkline.media.sdp.RemoteMedia;
import trunkline.sip.trunk.PhoneNumber;

/** What is made of the audio of a test call, and of its keys. */
class MediaVerdictsTest {

    private static final InetSocketAddress SAID = new InetSocketAddress("192.0.2.1", 4_000);
    private static final DoctorPlan.Call CALL = new DoctorPlan.Call(
            new PhoneNumber("+46701234567"),
            new PhoneNumber("+46701234567"),
            Duration.ofSeconds(1),
            Duration.ofSeconds(5));

    private static RemoteMedia answer(@Nullable PayloadType events, int ptimeMillis) {
        InetSocketAddress reports = new InetSocketAddress("192.0.2.1", 4_001);
        return new RemoteMedia(SAID, reports, PayloadType.PCMU, events, ptimeMillis, Direction.SENDRECV, null);
    }

    private static RtpStats stats(long received, long lost, long unreachable, @Nullable PeerReport peer) {
        return new RtpStats(
                100,
                16_000,
                2_000,
                0,
                unreachable,
                0,
                0,
                new RtpStats.Deviation(1, 2, 3),
                received,
                lost,
                1_500,
                7,
                peer);
    }

    private static List<Finding> audio(String keys, RtpStats stats, @Nullable InetSocketAddress source) {
        return AudioVerdict.of(
                Wire.trunk(keys), new CallEvidence(null, answer(null, 20), "", new Heard(stats, source), List.of()));
    }

    @Test
    void audioBothWaysIsToldWithLossAndJitter() {
        assertThat(audio("", stats(99, 1, 0, new PeerReport(0, 2, 3_400, -1)), SAID))
                .containsExactly(
                        Finding.ok(
                                Step.AUDIO_SENT,
                                "100 packets sent to 192.0.2.1:4000; the trunk reports 2 lost, 3.4 ms jitter"),
                        Finding.ok(Step.AUDIO_HEARD, "99 packets from 192.0.2.1:4000, 1 lost, 1.5 ms jitter"));
    }

    @Test
    void lossOfMoreThanTwoPercentIsAWarning() {
        assertThat(audio("", stats(90, 10, 0, new PeerReport(0, 3, 0, -1)), SAID))
                .extracting(Finding::verdict)
                .containsExactly(Verdict.WARNING, Verdict.WARNING);
    }

    @Test
    void audioFromAnotherPortAsksForSymmetricRtp() {
        InetSocketAddress other = new InetSocketAddress("192.0.2.1", 9_000);

        Finding finding = audio("", stats(99, 0, 0, null), other).get(1);

        assertThat(finding.seen()).contains("99 packets from 192.0.2.1:9000").contains("its SDP says port 4000");
        assertThat(finding.change()).startsWith("`symmetric-rtp: true`");
        assertThat(audio("symmetric-rtp: true", stats(99, 0, 0, null), other)
                        .get(1)
                        .verdict())
                .isEqualTo(Verdict.OK);
    }

    @Test
    void audioFromAnotherAddressIsWrong() {
        Finding finding = audio("", stats(0, 0, 0, null), new InetSocketAddress("198.51.100.1", 4_000))
                .get(1);

        assertThat(finding.verdict()).isEqualTo(Verdict.WRONG);
        assertThat(finding.seen()).startsWith("audio comes from 198.51.100.1:4000, but its SDP says 192.0.2.1:4000");
    }

    @Test
    void silenceIsWrongWhereItCutsCalls() {
        assertThat(audio("", stats(0, 0, 0, null), null).get(1).verdict()).isEqualTo(Verdict.WARNING);
        Finding finding =
                audio("media-timeout: 10s", stats(0, 0, 0, null), null).get(1);
        assertThat(finding.verdict()).isEqualTo(Verdict.WRONG);
        assertThat(finding.change()).startsWith("`media-timeout: off`");
    }

    @Test
    void packetsThatAreNoAudioOfTheCallHintAtEncryption() {
        assertThat(audio("", stats(0, 0, 0, null), SAID).get(1).change()).startsWith("`srtp: true`");
        assertThat(audio("srtp: true", stats(0, 0, 0, null), SAID).get(1).change())
                .startsWith("`srtp: false`");
    }

    @Test
    void aPlaceWhereNobodyListensIsWrong() {
        assertThat(audio("", stats(0, 0, 3, null), null).get(0).verdict()).isEqualTo(Verdict.WRONG);
    }

    private static Finding key(String keys, @Nullable PayloadType events, Pressed... pressed) {
        CallEvidence evidence =
                new CallEvidence(null, answer(events, 20), "", new Heard(stats(9, 0, 0, null), SAID), List.of(pressed));
        return KeyVerdict.of(Wire.trunk(keys), CALL, evidence);
    }

    @Test
    void aKeyIsToldWithTheWayItCame() {
        PayloadType events = PayloadType.telephoneEvent(101);

        assertThat(key("", events, new Pressed('1', Way.TELEPHONE_EVENT)))
                .isEqualTo(Finding.ok(Step.KEY, "the callee pressed 1, as telephone-event (RFC 4733)"));
        assertThat(key("", events, new Pressed('#', Way.INFO)))
                .isEqualTo(Finding.ok(Step.KEY, "the callee pressed #, by INFO"));
        assertThat(key("dtmf-in-audio: true", null, new Pressed('1', Way.IN_AUDIO))
                        .verdict())
                .isEqualTo(Verdict.OK);
        assertThat(key("", null, new Pressed('1', Way.IN_AUDIO)).change()).isEqualTo("`dtmf-in-audio: true`");
    }

    @Test
    void noKeyIsWrongWhereOneWasAskedFor() {
        assertThat(key("", null).verdict()).isEqualTo(Verdict.WRONG);
    }
}
