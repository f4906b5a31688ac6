package trunkline.media.srtp;

/** Protects what is sent under one key: RTP of one source, and its RTCP. Confined to one thread. */
public final class SrtpProtector {

    /** What protection adds to a packet at most: a tag, and RTCP's index. */
    public static final int ADDED_MAX = 20;

    private static final int RTP_HEADER = 12;

    private final Transform transform;
    private long rollOver;
    private int lastSequence = -1;
    private int rtcpIndex;

    SrtpProtector(SrtpKey key) {
        this.transform = Transform.of(key);
    }

    /**
     * Protects the RTP packet in the first {@code length} octets of {@code packet}, in place; gives its new length. Packets
     * come in the order of their sequence numbers, with a plain header of twelve octets.
     */
    public int rtp(byte[] packet, int length) {
        int sequence = (packet[2] & 0xFF) << 8 | (packet[3] & 0xFF);
        if (lastSequence >= 0 && sequence < lastSequence) {
            rollOver++;
        }
        lastSequence = sequence;
        return transform.sealRtp(packet, RTP_HEADER, length, Transform.getInt(packet, 8), rollOver << 16 | sequence);
    }

    /** Protects the compound RTCP packet in the first {@code length} octets, in place; gives its new length. */
    public int rtcp(byte[] packet, int length) {
        return transform.sealRtcp(packet, length, Transform.getInt(packet, 4), rtcpIndex++ & Integer.MAX_VALUE);
    }
}
