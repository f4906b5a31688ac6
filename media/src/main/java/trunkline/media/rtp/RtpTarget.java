package trunkline.media.rtp;

import java.net.InetSocketAddress;
import trunkline.media.codec.PayloadType;

/**
 * Where a stream goes and what its packets hold: what offer and answer agreed on.
 *
 * <p>A target without an address, 0.0.0.0, is a call held the way of RFC 2543: neither audio nor reports are sent until
 * the next target (RFC 3264 §8.4).
 *
 * @param rtp address and port for RTP, resolved
 * @param rtcp address and port for RTCP: the next port, or what the answer's {@code rtcp} says (RFC 3605 §2.1)
 * @param payloadType of the audio, with the number the other side wants to see
 * @param ptimeMillis audio per packet, 10 to 60 in steps of ten
 */
public record RtpTarget(InetSocketAddress rtp, InetSocketAddress rtcp, PayloadType payloadType, int ptimeMillis) {

    static final int PTIME_MILLIS_MAX = 60;

    public RtpTarget {
        if (ptimeMillis < 10 || ptimeMillis > PTIME_MILLIS_MAX || ptimeMillis % 10 != 0) {
            throw new IllegalArgumentException(
                    "ptime '" + ptimeMillis + "': must be 10, 20, 30, 40, 50 or 60 milliseconds");
        }
        if (rtp.isUnresolved() || rtcp.isUnresolved()) {
            throw new IllegalArgumentException("address '" + rtp + "': must be resolved");
        }
    }

    /** RTCP goes to the port after RTP's. */
    public static RtpTarget of(InetSocketAddress rtp, PayloadType payloadType, int ptimeMillis) {
        var rtcp = new InetSocketAddress(rtp.getAddress(), rtp.getPort() + 1);
        return new RtpTarget(rtp, rtcp, payloadType, ptimeMillis);
    }

    boolean hasAddress() {
        return !rtp.getAddress().isAnyLocalAddress();
    }

    long ptimeNanos() {
        return ptimeMillis * 1_000_000L;
    }

    /** RTP timestamp units per packet. */
    int samplesPerPacket() {
        return payloadType.clockRate() / 1000 * ptimeMillis;
    }
}
