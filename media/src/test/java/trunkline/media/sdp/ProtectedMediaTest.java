package trunkline.media.sdp;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import trunkline.media.codec.PayloadType;
import trunkline.media.srtp.SrtpSuite;

/** Keys in SDP (RFC 4568), and ports that are shared (RFC 5761). */
class ProtectedMediaTest {

    private static final MediaTerms PLAIN =
            MediaTerms.of(List.of(PayloadType.PCMA, PayloadType.telephoneEvent(101)), 20);
    private static final MediaTerms SECURED = PLAIN.protectedBy(Protection.REQUIRED, new Random(1));
    private static final InetSocketAddress CALLER = new InetSocketAddress("192.0.2.1", 30_000);
    private static final InetSocketAddress CALLEE = new InetSocketAddress("198.51.100.7", 40_000);

    /** The example of RFC 4568 §6.1, its key 30 octets long. */
    private static final String KEY = "d0RmdmcmVCspeEc3QGZiNWpVLFJhQX1cfHAwJSoj";

    private final LocalMedia caller = LocalMedia.offering(1, CALLER, SECURED);

    @Test
    void offersASuiteALineWithAKeyOfItsOwn() {
        assertThat(caller.sdp()).contains("m=audio 30000 RTP/SAVP 8 101\r\n");
        assertThat(caller.sdp().lines().filter(line -> line.startsWith("a=crypto:")))
                .hasSize(4)
                .allMatch(line -> line.matches("a=crypto:[1-4] A[A-Z0-9_]+ inline:[A-Za-z0-9+/]{38,}=*"))
                .doesNotHaveDuplicates()
                .first()
                .asString()
                .startsWith("a=crypto:1 AES_CM_128_HMAC_SHA1_80 ");
    }

    @Test
    void agreesOnASuiteAndEachOnTheOthersKey() {
        LocalMedia callee = LocalMedia.answering(2, CALLEE, PLAIN.protectedBy(Protection.AS_OFFERED, new Random(2)));
        var answered = agreed(callee.answer(caller.sdp(), AddressPolicy.OTHERS));
        assertThat(answered.local().sdp().lines().filter(line -> line.startsWith("a=crypto:")))
                .hasSize(1)
                .allMatch(line -> line.startsWith("a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:"));
        RemoteMedia remote = agreed(caller.readAnswer(answered.local().sdp(), AddressPolicy.OTHERS))
                .remote();
        var atCaller = requireNonNull(remote.secrets());
        var atCallee = requireNonNull(answered.remote().secrets());
        assertThat(atCaller.ours()).isEqualTo(atCallee.theirs());
        assertThat(atCaller.theirs()).isEqualTo(atCallee.ours()).isNotEqualTo(atCaller.ours());
        // a re-INVITE stays encrypted, under the same keys
        assertThat(answered.local().offerAgain().sdp()).contains("RTP/SAVP");
        assertThat(caller.offerAgain().sdp()).isEqualTo(caller.sdp());
    }

    @Test
    void takesTheFirstLineThatItCanUse() {
        LocalMedia callee = LocalMedia.answering(2, CALLEE, PLAIN.protectedBy(Protection.REQUIRED, new Random(2)));
        var answered = agreed(callee.answer(
                offer(
                        "a=crypto:1 F8_128_HMAC_SHA1_80 inline:" + KEY,
                        "a=crypto:2 AES_CM_128_HMAC_SHA1_80 inline:" + KEY + "|2^20|1:4",
                        "a=crypto:3 AES_CM_128_HMAC_SHA1_80 inline:" + KEY + " UNENCRYPTED_SRTP",
                        "a=crypto:4 AES_CM_128_HMAC_SHA1_80 inline:" + KEY.substring(4),
                        "a=crypto:5 AES_CM_128_HMAC_SHA1_32 inline:" + KEY + "|2^48 WSH=128 -MORE=1",
                        "a=crypto:6 AES_CM_128_HMAC_SHA1_80 inline:" + KEY),
                AddressPolicy.OTHERS));
        assertThat(answered.local().sdp()).contains("a=crypto:5 AES_CM_128_HMAC_SHA1_32 inline:");
        assertThat(requireNonNull(answered.remote().secrets()).theirs().suite())
                .isEqualTo(SrtpSuite.AES_CM_128_HMAC_SHA1_32);
        assertThat(requireNonNull(answered.remote().secrets()).theirs().base64())
                .isEqualTo(KEY);
    }

    @Test
    void refusesWhatIsNotOnItsTerms() {
        LocalMedia plain = LocalMedia.answering(2, CALLEE, PLAIN);
        LocalMedia secured = LocalMedia.answering(2, CALLEE, SECURED);
        assertThat(refused(plain.answer(caller.sdp(), AddressPolicy.OTHERS)))
                .isEqualTo("audio over RTP/SAVP, which is not what this call must have");
        assertThat(refused(secured.answer(LocalMedia.offering(1, CALLER, PLAIN).sdp(), AddressPolicy.OTHERS)))
                .isEqualTo("audio over RTP/AVP, which is not what this call must have");
        assertThat(refused(secured.answer(offer("a=sendrecv"), AddressPolicy.OTHERS)))
                .isEqualTo("no crypto line that we can use");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a=sendrecv",
                "a=crypto:9 AES_CM_128_HMAC_SHA1_80 inline:" + KEY,
                "a=crypto:1 AES_CM_128_HMAC_SHA1_32 inline:" + KEY,
                "a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:" + KEY + "\na=crypto:2 AES_CM_128_HMAC_SHA1_32 inline:"
                        + KEY,
            })
    void refusesAnswersThatTakeNoneOfItsLinesOrSeveral(String crypto) {
        assertThat(refused(caller.readAnswer(offer(crypto), AddressPolicy.OTHERS)))
                .isEqualTo("crypto lines: must be one of those that were offered, with its tag");
    }

    @Test
    void refusesAnswersThatFallBackToTheClearOrToKeysNobodyOffered() {
        assertThat(refused(
                        caller.readAnswer(LocalMedia.offering(2, CALLEE, PLAIN).sdp(), AddressPolicy.OTHERS)))
                .isEqualTo("media 'audio RTP/AVP': must be RTP/SAVP, as offered");
        LocalMedia plain = LocalMedia.offering(1, CALLER, PLAIN);
        assertThat(refused(plain.readAnswer(caller.sdp(), AddressPolicy.OTHERS)))
                .isEqualTo("media 'audio RTP/SAVP': must be RTP/AVP, as offered");
    }

    @Test
    void sharesAPortOnlyIfBothSaySo() {
        LocalMedia muxing = LocalMedia.offering(1, CALLER, PLAIN.withRtcpMux(true));
        assertThat(muxing.sdp()).contains("a=rtcp-mux\r\n");
        LocalMedia willing = LocalMedia.answering(2, CALLEE, PLAIN.withRtcpMux(true));
        LocalMedia unwilling = LocalMedia.answering(2, CALLEE, PLAIN);

        var both = agreed(willing.answer(muxing.sdp(), AddressPolicy.OTHERS));
        assertThat(both.local().sdp()).contains("a=rtcp-mux\r\n");
        assertThat(both.remote().rtcp()).isEqualTo(CALLER);
        assertThat(agreed(muxing.readAnswer(both.local().sdp(), AddressPolicy.OTHERS))
                        .remote()
                        .rtcp())
                .isEqualTo(CALLEE);

        var one = agreed(unwilling.answer(muxing.sdp(), AddressPolicy.OTHERS));
        assertThat(one.local().sdp()).doesNotContain("rtcp-mux");
        assertThat(agreed(muxing.readAnswer(one.local().sdp(), AddressPolicy.OTHERS))
                        .remote()
                        .rtcp()
                        .getPort())
                .isEqualTo(40_001);
        var other = agreed(willing.answer(LocalMedia.offering(1, CALLER, PLAIN).sdp(), AddressPolicy.OTHERS));
        assertThat(other.local().sdp()).doesNotContain("rtcp-mux");
        assertThat(other.remote().rtcp().getPort()).isEqualTo(30_001);
    }

    @Test
    void showsNoKeyInItsOwnText() {
        assertThat(SECURED.toString()).doesNotContain(SECURED.keys().get(0).base64());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new MediaTerms(PLAIN.payloadTypes(), 20, Protection.REQUIRED, List.of(), false));
    }

    @Test
    void neverThrowsWhateverComesIn() {
        LocalMedia callee = LocalMedia.answering(2, CALLEE, SECURED);
        String[] pool = {"crypto:", " ", "|", ";", "inline:", "1", "=", "AES_CM_128_HMAC_SHA1_80", KEY, "\n", "a="};
        for (int seed = 0; seed < 5000; seed++) {
            var random = new Random(seed);
            var line = new StringBuilder("a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:" + KEY);
            for (int i = random.nextInt(4); i >= 0; i--) {
                int at = random.nextInt(line.length());
                line.replace(at, Math.min(line.length(), at + random.nextInt(9)), pool[random.nextInt(pool.length)]);
            }
            assertThat(callee.answer(offer(line.toString()), AddressPolicy.OTHERS))
                    .isNotNull();
            assertThat(caller.readAnswer(offer(line.toString()), AddressPolicy.OTHERS))
                    .isNotNull();
        }
    }

    private static String offer(String... lines) {
        return "v=0\nc=IN IP4 198.51.100.7\nm=audio 4000 RTP/SAVP 8\n" + String.join("\n", lines) + "\n";
    }

    private static Negotiation.Agreed agreed(Negotiation negotiation) {
        assertThat(negotiation).isInstanceOf(Negotiation.Agreed.class);
        return (Negotiation.Agreed) negotiation;
    }

    private static String refused(Negotiation negotiation) {
        assertThat(negotiation).isInstanceOf(Negotiation.Refused.class);
        return ((Negotiation.Refused) negotiation).reason();
    }
}
