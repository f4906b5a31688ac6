package trunkline.media.sdp;

import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;
import trunkline.media.codec.PayloadType;
import trunkline.media.srtp.SrtpPair;

/**
 * What the other side wants to get, as agreed.
 *
 * @param rtp where audio goes; the unspecified address, 0.0.0.0, if the call is held the way of RFC 2543
 * @param rtcp where reports go (RFC 3605 §2.1); to the same place as audio if both sides agreed on that (RFC 5761)
 * @param audio the payload type of audio, with the number that the other side expects
 * @param telephoneEvent the payload type of key presses, or null if the other side takes none (RFC 4733 §2.4.1)
 * @param ptimeMillis audio per packet, 10 to 60 in steps of ten
 * @param direction seen from our side: whether we may send, and will be sent to
 * @param secrets the keys of both directions; null if audio is not encrypted
 */
public record RemoteMedia(
        InetSocketAddress rtp,
        InetSocketAddress rtcp,
        PayloadType audio,
        @Nullable PayloadType telephoneEvent,
        int ptimeMillis,
        Direction direction,
        @Nullable SrtpPair secrets) {

    /** Whether audio may be sent now; if not, the other side holds the call (RFC 3264 §8.4). */
    public boolean maySend() {
        return direction.sends();
    }

    /** Whether there is an address at all: without one, neither audio nor reports are sent (RFC 3264 §8.4). */
    public boolean hasAddress() {
        return !rtp.getAddress().isAnyLocalAddress();
    }
}
