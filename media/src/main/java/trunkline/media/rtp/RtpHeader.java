package trunkline.media.rtp;

import java.nio.ByteBuffer;

/**
 * The fixed RTP header (RFC 3550 §5.1), written and read in place. We send no padding, extension or CSRC.
 *
 * <pre>
 *  0                   1                   2                   3
 *  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
 * +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 * |V=2|P|X|  CC   |M|     PT      |       sequence number         |
 * |                           timestamp                           |
 * |                             SSRC                              |
 * +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 * </pre>
 */
final class RtpHeader {

    static final int LENGTH = 12;

    private static final int VERSION_2 = 2 << 30;
    private static final int MARKER = 1 << 23;
    private static final int PAYLOAD_TYPE_MASK = 0x7F;

    private RtpHeader() {}

    /** Writes the header at index 0 of {@code packet}, whose byte order is big endian; its position does not move. */
    static void write(ByteBuffer packet, boolean marker, int payloadType, int sequenceNumber, int timestamp, int ssrc) {
        int flags = VERSION_2 | (marker ? MARKER : 0) | ((payloadType & PAYLOAD_TYPE_MASK) << 16);
        packet.putInt(0, flags | (sequenceNumber & 0xFFFF));
        packet.putInt(4, timestamp);
        packet.putInt(8, ssrc);
    }

    /** Just past the fixed header and its contributing sources and extension, of a packet that {@link #payloadEnd} took. */
    static int payloadStart(ByteBuffer packet) {
        int start = LENGTH + 4 * (packet.get(0) & 0x0F);
        boolean extended = (packet.get(0) & 0x10) != 0;
        return extended ? start + 4 + 4 * (packet.getShort(start + 2) & 0xFFFF) : start;
    }

    /**
     * Just past the payload of the packet between index 0 and {@code length}, without padding; −1 if it cannot be RTP
     * (RFC 3550 §A.1). Any octets may be there.
     */
    static int payloadEnd(ByteBuffer packet, int length) {
        if (length < LENGTH || (packet.get(0) & 0xC0) != 0x80) {
            return -1;
        }
        boolean extended = (packet.get(0) & 0x10) != 0;
        if (length < LENGTH + 4 * (packet.get(0) & 0x0F) + (extended ? 4 : 0)) {
            return -1;
        }
        boolean padded = (packet.get(0) & 0x20) != 0;
        int end = length - (padded ? packet.get(length - 1) & 0xFF : 0);
        return end < payloadStart(packet) ? -1 : end;
    }

    static int payloadType(ByteBuffer packet) {
        return packet.get(1) & PAYLOAD_TYPE_MASK;
    }

    static int sequenceNumber(ByteBuffer packet) {
        return packet.getShort(2) & 0xFFFF;
    }

    static int timestamp(ByteBuffer packet) {
        return packet.getInt(4);
    }

    static int ssrc(ByteBuffer packet) {
        return packet.getInt(8);
    }
}
