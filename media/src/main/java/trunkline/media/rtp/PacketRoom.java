package trunkline.media.rtp;

import java.nio.ByteBuffer;
import trunkline.media.srtp.SrtpProtector;

/**
 * Room for one packet, which all streams of a pacing thread use in turn: what is in it does not matter before or after.
 *
 * <p>A packet is made in memory off heap, as the system wants it; one that is protected is copied once more, since
 * ciphers work on arrays.
 */
final class PacketRoom {

    private static final int OCTETS_MAX = 1500;

    private final ByteBuffer direct = ByteBuffer.allocateDirect(OCTETS_MAX);
    private final byte[] octets = new byte[OCTETS_MAX + SrtpProtector.ADDED_MAX];
    private final ByteBuffer onHeap = ByteBuffer.wrap(octets);

    /** Where a packet is made. */
    ByteBuffer packet() {
        return direct;
    }

    /** The packet in {@link #packet}, from index 0 to its limit, protected. */
    ByteBuffer protectRtp(SrtpProtector protector) {
        return sealed(protector.rtp(octets, copied()));
    }

    /** The same for a report. */
    ByteBuffer protectRtcp(SrtpProtector protector) {
        return sealed(protector.rtcp(octets, copied()));
    }

    private int copied() {
        int length = direct.limit();
        direct.get(0, octets, 0, length);
        return length;
    }

    private ByteBuffer sealed(int length) {
        return onHeap.clear().limit(length);
    }
}
