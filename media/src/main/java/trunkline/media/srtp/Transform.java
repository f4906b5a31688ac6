package trunkline.media.srtp;

/**
 * Encrypts and authenticates packets in place, in one direction, with the session keys of one master key. Confined to one
 * thread.
 *
 * <pre>
 * RTP   | header |  payload  |  tag  |                    AES-CM: the tag also covers the roll-over counter
 * RTCP  | 8      |  rest     | E | index |  tag  |        AES-CM (RFC 3711 §3.4)
 * RTCP  | 8      |  rest     |  tag  | E | index |        AES-GCM (RFC 7714 §9.2)
 * </pre>
 */
interface Transform {

    /** In RTCP the first packet's header and SSRC stay readable. */
    int RTCP_HEADER = 8;

    /** In the word with the index: the packet is encrypted. */
    int ENCRYPTED = 1 << 31;

    int FAILED = -1;

    /** A packet has no more. */
    int OCTETS_MAX = 2048;

    static Transform of(SrtpKey master) {
        return of(master.suite(), new KeyDerivation(master));
    }

    static Transform of(SrtpSuite suite, SessionKeys keys) {
        return suite.isGcm() ? new GcmTransform(suite, keys) : new CounterModeTransform(suite, keys);
    }

    /**
     * Encrypts {@code packet} from {@code headerEnd} to {@code end}; gives its new length.
     *
     * @param index roll-over counter and sequence number, 48 bits
     */
    int sealRtp(byte[] packet, int headerEnd, int end, int ssrc, long index);

    /** The opposite; {@link #FAILED} if the tag does not fit, and the content is worthless then. */
    int openRtp(byte[] packet, int headerEnd, int end, int ssrc, long index);

    /** Encrypts a compound RTCP packet of {@code end} octets; gives its new length. {@code index} has 31 bits. */
    int sealRtcp(byte[] packet, int end, int ssrc, int index);

    /** The opposite; {@link #FAILED} if the tag does not fit, or the packet says that it is not encrypted. */
    int openRtcp(byte[] packet, int end, int ssrc);

    /** The index of an RTCP packet of {@code end} octets, which must be at least {@link #rtcpOctetsMin}. */
    int rtcpIndex(byte[] packet, int end);

    /** Least octets of an RTCP packet that can be opened. */
    int rtcpOctetsMin();

    static void putInt(byte[] octets, int offset, int value) {
        octets[offset] = (byte) (value >> 24);
        octets[offset + 1] = (byte) (value >> 16);
        octets[offset + 2] = (byte) (value >> 8);
        octets[offset + 3] = (byte) value;
    }

    static int getInt(byte[] octets, int offset) {
        return octets[offset] << 24
                | (octets[offset + 1] & 0xFF) << 16
                | (octets[offset + 2] & 0xFF) << 8
                | (octets[offset + 3] & 0xFF);
    }
}
