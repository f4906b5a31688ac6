package trunkline.media.sdp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.InetSocketAddress;
import java.util.List;
import org.junit.jupiter.api.Test;
import trunkline.media.codec.PayloadType;

class OfferTest {

    private static final List<PayloadType> SUPPORTED =
            List.of(PayloadType.PCMU, PayloadType.PCMA, PayloadType.telephoneEvent(101));

    @Test
    void offersEverythingInItsOrder() {
        var local = LocalMedia.offering(4711, new InetSocketAddress("192.0.2.1", 30_000), SUPPORTED, 20);
        assertThat(local.sdp())
                .isEqualTo(
                        """
                        v=0
                        o=- 4711 0 IN IP4 192.0.2.1
                        s=-
                        c=IN IP4 192.0.2.1
                        t=0 0
                        m=audio 30000 RTP/AVP 0 8 101
                        a=rtpmap:0 PCMU/8000
                        a=rtpmap:8 PCMA/8000
                        a=rtpmap:101 telephone-event/8000
                        a=fmtp:101 0-15
                        a=ptime:20
                        a=sendrecv
                        """
                                .replace("\n", "\r\n"));
    }

    @Test
    void offersAnIpv6Address() {
        var local = LocalMedia.offering(1, new InetSocketAddress("2001:db8::1", 30_000), SUPPORTED, 20);
        assertThat(local.sdp()).contains("c=IN IP6 2001:db8:0:0:0:0:0:1\r\n");
    }

    @Test
    void saysWhatIsWrongWithWhatItIsGiven() {
        var rtp = new InetSocketAddress("192.0.2.1", 30_000);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LocalMedia.offering(1, rtp, SUPPORTED, 25))
                .withMessage("ptime '25': must be 10 to 60 in steps of ten");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LocalMedia.offering(1, rtp, List.of(PayloadType.telephoneEvent(101)), 20))
                .withMessageContaining("must hold one for audio");
        assertThatIllegalArgumentException().isThrownBy(() -> LocalMedia.offering(-1, rtp, SUPPORTED, 20));
    }
}
