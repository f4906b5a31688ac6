package trunkline.media.rtp;

import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;
import trunkline.media.codec.PayloadType;
import trunkline.media.srtp.SrtpPair;

/**
 * Where a stream goes and what its packets hold: what offer and answer agreed on.
 *
 * <p>A target without an address, 0.0.0.0, is a call held the way of RFC 2543: neither audio nor reports are sent until
 * the next target (RFC 3264 §8.4).
 *
 * @param rtp address and port for RTP, resolved
 * @param rtcp address and port for RTCP: the next port, what the answer's {@code rtcp} says (RFC 3605 §2.1), or the same
 *     as RTP's if both share one (RFC 5761 §4)
 * @param payloadType of the audio, with the number the other side wants to see
 * @param ptimeMillis audio per packet, 10 to 60 in steps of ten
 * @param keys payload type of key presses, in both directions; null if the other side knows none
 * @param secrets with which packets are protected; null if they are not
 */
public record RtpTarget(
        InetSocketAddress rtp,
        InetSocketAddress rtcp,
        PayloadType payloadType,
        int ptimeMillis,
        @Nullable PayloadType keys,
        @Nullable SrtpPair secrets) {

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

    /** RTCP goes to the port after RTP's; no key presses, nothing protected. */
    public static RtpTarget of(InetSocketAddress rtp, PayloadType payloadType, int ptimeMillis) {
        var rtcp = new InetSocketAddress(rtp.getAddress(), rtp.getPort() + 1);
        return new RtpTarget(rtp, rtcp, payloadType, ptimeMillis, null, null);
    }

    public RtpTarget withRtcp(InetSocketAddress other) {
        return new RtpTarget(rtp, other, payloadType, ptimeMillis, keys, secrets);
    }

    public RtpTarget withKeys(@Nullable PayloadType telephoneEvent) {
        return new RtpTarget(rtp, rtcp, payloadType, ptimeMillis, telephoneEvent, secrets);
    }

    public RtpTarget withSecrets(@Nullable SrtpPair both) {
        return new RtpTarget(rtp, rtcp, payloadType, ptimeMillis, keys, both);
    }

    boolean hasAddress() {
        return !rtp.getAddress().isAnyLocalAddress();
    }

    /** Whether RTP and RTCP share a port. */
    boolean isMuxed() {
        return rtp.equals(rtcp);
    }

    long ptimeNanos() {
        return ptimeMillis * 1_000_000L;
    }

    /** RTP timestamp units per packet. */
    int samplesPerPacket() {
        return payloadType.clockRate() / 1000 * ptimeMillis;
    }
}
