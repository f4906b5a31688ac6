package trunkline.media.sdp;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import trunkline.media.codec.PayloadType;

class AnswerReadingTest {

    private static final LocalMedia OFFER = LocalMedia.offering(
            1,
            new InetSocketAddress("192.0.2.1", 30_000),
            List.of(PayloadType.PCMU, PayloadType.PCMA, PayloadType.telephoneEvent(101)),
            20);

    /** As Asterisk 18 answers (chan_pjsip), addresses changed. */
    private static final String ASTERISK =
            """
            v=0
            o=- 3872316574 3872316576 IN IP4 198.51.100.7
            s=Asterisk
            c=IN IP4 198.51.100.7
            t=0 0
            m=audio 14382 RTP/AVP 0 101
            a=rtpmap:0 PCMU/8000
            a=rtpmap:101 telephone-event/8000
            a=fmtp:101 0-16
            a=ptime:20
            a=maxptime:140
            a=sendrecv
            """;

    @Test
    void readsWhatAPbxAnswers() {
        assertThat(agreed(ASTERISK))
                .isEqualTo(new RemoteMedia(
                        new InetSocketAddress("198.51.100.7", 14_382),
                        new InetSocketAddress("198.51.100.7", 14_383),
                        PayloadType.PCMU,
                        PayloadType.telephoneEvent(101),
                        20,
                        Direction.SENDRECV,
                        null));
    }

    @Test
    void takesTheOthersOrderOfCodecsAndItsNumbers() {
        RemoteMedia remote = agreed(answer(
                "m=audio 4000 RTP/AVP 96 8 0 98", "a=rtpmap:96 opus/48000/2", "a=rtpmap:98 Telephone-Event/8000"));
        assertThat(remote.audio()).isEqualTo(PayloadType.PCMA);
        assertThat(remote.telephoneEvent()).isEqualTo(new PayloadType(98, "Telephone-Event", 8000));
    }

    @Test
    void needsNoRtpmapForStaticNumbersAndNoTelephoneEvent() {
        RemoteMedia remote = agreed(answer("m=audio 4000 RTP/AVP 8"));
        assertThat(remote.audio()).isEqualTo(PayloadType.PCMA);
        assertThat(remote.telephoneEvent()).isNull();
    }

    @Test
    void readsLinesThatEndWithCrLfOrLfAlone() {
        assertThat(agreed(ASTERISK.replace("\n", "\r\n"))).isEqualTo(agreed(ASTERISK));
    }

    @Test
    void prefersTheConnectionOfTheMediaToThatOfTheSession() {
        RemoteMedia remote = agreed(answer("m=audio 4000 RTP/AVP 0", "c=IN IP4 203.0.113.9"));
        assertThat(remote.rtp()).isEqualTo(new InetSocketAddress("203.0.113.9", 4000));
    }

    @Test
    void sendsReportsWhereTheAnswerWantsThem() {
        assertThat(agreed(answer("m=audio 4000 RTP/AVP 0", "a=rtcp:5555")).rtcp())
                .isEqualTo(new InetSocketAddress("198.51.100.7", 5555));
        assertThat(agreed(answer("m=audio 4000 RTP/AVP 0", "a=rtcp:5555 IN IP4 203.0.113.9"))
                        .rtcp())
                .isEqualTo(new InetSocketAddress("203.0.113.9", 5555));
    }

    @ParameterizedTest
    @CsvSource({
        "a=ptime:30, 30",
        "a=ptime:60, 60",
        "a=ptime:5, 20",
        "a=ptime:25, 20",
        "a=ptime:1000, 20",
        "a=ptime:abc, 20",
        "a=ptime:99999999999, 20",
        "a=maxptime:10, 10",
        "a=maxptime:15, 10",
        "a=maxptime:0, 20",
        "a=maxptime:240, 20",
    })
    void fulfilsWishesForThePacketLengthThatCanBeFulfilled(String attribute, int ptimeMillis) {
        assertThat(agreed(answer("m=audio 4000 RTP/AVP 0", attribute)).ptimeMillis())
                .isEqualTo(ptimeMillis);
    }

    @ParameterizedTest
    @CsvSource({
        "a=sendrecv, SENDRECV",
        "a=sendonly, RECVONLY",
        "a=recvonly, SENDONLY",
        "a=inactive, INACTIVE",
        "a=other, SENDRECV",
    })
    void turnsTheDirectionRound(String attribute, Direction ours) {
        RemoteMedia remote = agreed(answer("m=audio 4000 RTP/AVP 0", attribute));
        assertThat(remote.direction()).isEqualTo(ours);
        assertThat(remote.maySend()).isEqualTo(ours.sends());
    }

    @Test
    void readsTheDirectionOfTheSessionIfTheMediaHasNone() {
        String sessionWide = answer("a=inactive", "m=audio 4000 RTP/AVP 0");
        assertThat(agreed(sessionWide).direction()).isEqualTo(Direction.INACTIVE);
        assertThat(agreed(sessionWide + "a=sendrecv\n").direction()).isEqualTo(Direction.SENDRECV);
    }

    @Test
    void takesTheUnspecifiedAddressAsHold() {
        RemoteMedia remote = agreed(ASTERISK.replace("198.51.100.7", "0.0.0.0"));
        assertThat(remote.maySend()).isFalse();
        assertThat(remote.hasAddress()).isFalse();
        assertThat(remote.direction()).isEqualTo(Direction.RECVONLY);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "m=audio 0 RTP/AVP 0                     | the other side takes no audio",
                "m=audio 4000 RTP/SAVP 0                 | media 'audio RTP/SAVP': must be RTP/AVP, as offered",
                "m=video 4000 RTP/AVP 0                  | media 'video RTP/AVP': must be audio RTP/AVP or RTP/SAVP",
                "m=audio 4000 RTP/AVP 18 101             | no codec in common: [18, 101]",
                "m=audio 4000 RTP/AVP 300 -1 x           | no codec in common: [300, -1, x]",
                "m=audio 65536 RTP/AVP 0                 | line 6: port must be one number, 0 to 65535",
                "m=audio -1 RTP/AVP 0                    | line 6: port must be one number, 0 to 65535",
                "m=audio 4000/2 RTP/AVP 0                | line 6: port must be one number, 0 to 65535",
                "m=audio \u0664\u0665\u0666\u0667 RTP/AVP 0 | line 6: must be printable ASCII, has U+0664",
                "m=audio 65535 RTP/AVP 0                 | RTCP port of 'port + 1': must be 1 to 65535",
                "m=audio 53 RTP/AVP 0                    | port 53: must be 1024 to 65535",
                "m=audio 4000 RTP/AVP                    | line 6: must be m=media port protocol and 1 to 128 formats",
                "m=audio                                 | line 6: must be m=media port protocol and 1 to 128 formats",
                "garbage                                 | line 6: must be a letter, = and a value",
            })
    void refusesMediaLinesWithTheReason(String line, String reason) {
        assertThat(refusal(answer(line))).isEqualTo(reason);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "IN IP4 127.0.0.1         | address 127.0.0.1: must not be this machine itself",
                "IN IP4 169.254.169.254   | address 169.254.169.254: must not be one of this link alone",
                "IN IP6 fe80::1           | address fe80:0:0:0:0:0:0:1: must not be one of this link alone",
                "IN IP6 ::1               | address 0:0:0:0:0:0:0:1: must not be this machine itself",
                "IN IP4 224.2.1.1         | address 224.2.1.1: must be one receiver's, not a group's",
                "IN IP4 255.255.255.255   | address 255.255.255.255: must be one receiver's, not a group's",
                "IN IP4 224.2.1.1/127     | connection 'IN IP4 224.2.1.1/127': must be IN IP4 or IN IP6 and one address in digits",
                "IN IP4 pbx.example.com   | connection 'IN IP4 pbx.example.com': must be IN IP4 or IN IP6 and one address in digits",
                "IN IP4 127.1             | connection 'IN IP4 127.1': must be IN IP4 or IN IP6 and one address in digits",
                "IN IP4 0x7f.0.0.1        | connection 'IN IP4 0x7f.0.0.1': must be IN IP4 or IN IP6 and one address in digits",
                "IN IP4 2130706433        | connection 'IN IP4 2130706433': must be IN IP4 or IN IP6 and one address in digits",
                "IN IP4 256.0.0.1         | connection 'IN IP4 256.0.0.1': must be IN IP4 or IN IP6 and one address in digits",
                "IN IP6 ::ffff:127.0.0.1  | connection 'IN IP6 ::ffff:127.0.0.1': must be IN IP4 or IN IP6 and one address in digits",
                "IN IP6 fe80::1%eth0      | connection 'IN IP6 fe80::1%eth0': must be IN IP4 or IN IP6 and one address in digits",
                "ATM NSAP 47.0091         | connection 'ATM NSAP 47.0091': must be IN IP4 or IN IP6 and one address in digits",
            })
    void refusesAddressesThatAreNotOneOtherMachines(String connection, String reason) {
        assertThat(refusal(answer("m=audio 4000 RTP/AVP 0", "c=" + connection))).isEqualTo(reason);
    }

    @Test
    void refusesOurOwnPortsAndTakesLoopbackOnlyIfAllowed() {
        var policy = new AddressPolicy(true, target -> target.getPort() >= 30_000);
        String own = ASTERISK.replace("198.51.100.7", "127.0.0.1").replace("14382", "30002");
        assertThat(OFFER.readAnswer(own, policy))
                .isEqualTo(new Negotiation.Refused("address 127.0.0.1 port 30002: is one of ours"));
        assertThat(OFFER.readAnswer(own, AddressPolicy.ANYWHERE)).isInstanceOf(Negotiation.Agreed.class);
    }

    @Test
    void refusesReportsToPlacesWhereAudioMayNotGo() {
        assertThat(refusal(answer("m=audio 4000 RTP/AVP 0", "a=rtcp:53"))).startsWith("port 53");
        assertThat(refusal(answer("m=audio 4000 RTP/AVP 0", "a=rtcp:4001 IN IP4 127.0.0.1")))
                .contains("this machine itself");
        assertThat(refusal(answer("m=audio 4000 RTP/AVP 0", "a=rtcp:x"))).startsWith("RTCP port of 'x'");
    }

    @Test
    void refusesAnAnswerWithoutAnAddress() {
        assertThat(refusal("v=0\nm=audio 4000 RTP/AVP 0\n")).isEqualTo("SDP without a connection line for its audio");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "hello", "v=1\nm=audio 4000 RTP/AVP 0\n", "m=audio 4000 RTP/AVP 0\n"})
    void refusesWhatDoesNotBeginLikeAnSdp(String text) {
        assertThat(refusal(text)).isEqualTo("line 1: must be v=0");
    }

    @Test
    void refusesWhatIsTooMuch() {
        assertThat(refusal("v=0\n" + "m=audio 4000 RTP/AVP 0\n".repeat(1000))).isEqualTo("SDP of more than 500 lines");
        assertThat(refusal("v=0\n" + "m=audio 4000 RTP/AVP 0\n".repeat(17)))
                .isEqualTo("SDP of more than 16 media lines");
        assertThat(refusal("v=0\na=" + "x".repeat(1 << 20)))
                .isEqualTo("SDP of 1048582 characters: must be at most 32768");
        assertThat(refusal(answer("m=audio 4000 RTP/AVP" + " 0".repeat(129)))).startsWith("line 6: must be m=");
        assertThat(refusal("v=0\n")).isEqualTo("SDP without a media line");
    }

    @Test
    void looksAtForeignScriptOnlyWhereItMatters() {
        assertThat(agreed(ASTERISK.replace("s=Asterisk", "s=Zürich 電話"))).isEqualTo(agreed(ASTERISK));
    }

    private static String answer(String... lines) {
        return "v=0\no=- 1 1 IN IP4 198.51.100.7\ns=-\nc=IN IP4 198.51.100.7\nt=0 0\n" + String.join("\n", lines)
                + "\n";
    }

    private static RemoteMedia agreed(String answer) {
        Negotiation negotiation = OFFER.readAnswer(answer, AddressPolicy.OTHERS);
        assertThat(negotiation).isInstanceOf(Negotiation.Agreed.class);
        return ((Negotiation.Agreed) negotiation).remote();
    }

    private static String refusal(String answer) {
        Negotiation negotiation = OFFER.readAnswer(answer, AddressPolicy.OTHERS);
        assertThat(negotiation).isInstanceOf(Negotiation.Refused.class);
        return ((Negotiation.Refused) negotiation).reason();
    }
}
