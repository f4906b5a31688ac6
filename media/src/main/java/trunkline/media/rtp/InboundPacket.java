package trunkline.media.rtp;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import trunkline.media.srtp.SrtpOpener;

/** A packet that has come in, in a buffer that the next one will use. Confined to the thread that reads. */
final class InboundPacket {

    static final int OCTETS_MAX = 2048;

    /** RTCP's types in the place of the payload type, where both share a port (RFC 5761 §4). */
    private static final int RTCP_TYPES_FROM = 192;

    private static final int RTCP_TYPES_TO = 223;

    private final byte[] octets = new byte[OCTETS_MAX];
    private final ByteBuffer buffer = ByteBuffer.wrap(octets);
    private InetSocketAddress source = new InetSocketAddress(0);
    private int length;

    /** Where the next packet may be put, from the position on. */
    ByteBuffer room() {
        return buffer.clear();
    }

    /** So many octets were put there. */
    void take(InetSocketAddress from, int count) {
        source = from;
        length = count;
    }

    InetSocketAddress source() {
        return source;
    }

    /** Read at absolute positions from 0 to {@link #length}. */
    ByteBuffer buffer() {
        return buffer;
    }

    int length() {
        return length;
    }

    boolean isRtcp() {
        return length > 1 && isRtcp(octets[1] & 0xFF);
    }

    /** Whether a packet with this second octet is RTCP, where both may come. */
    static boolean isRtcp(int type) {
        return type >= RTCP_TYPES_FROM && type <= RTCP_TYPES_TO;
    }

    /** Takes the protection off; false if it is not that of the other side. */
    boolean open(SrtpOpener opener, boolean rtcp) {
        int opened = rtcp ? opener.rtcp(octets, length) : opener.rtp(octets, length);
        length = Math.max(opened, 0);
        return opened != SrtpOpener.REFUSED;
    }
}
