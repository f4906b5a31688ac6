package trunkline.media.srtp;

import org.jspecify.annotations.Nullable;

/**
 * Opens what comes under one key, and tells what is genuine from what is not: another key, an altered packet, one that
 * came before. Confined to one thread.
 *
 * <p>Each source has counters of its own; their number is bounded, since only who has the key can make us keep one.
 */
public final class SrtpOpener {

    /** The packet was not sent with this key, was altered, or came before. */
    public static final int REFUSED = -1;

    private static final int SOURCES_MAX = 8;
    private static final int RTP_HEADER = 12;
    private static final int RTCP_SSRC_AT = 4;
    private static final int HALF = 1 << 15;

    private final Transform transform;
    private final @Nullable Source[] sources = new @Nullable Source[SOURCES_MAX];

    SrtpOpener(SrtpKey key) {
        this.transform = Transform.of(key);
    }

    /** The counters of one source. */
    private static final class Source {
        private final int ssrc;
        private final ReplayWindow rtp = new ReplayWindow();
        private final ReplayWindow rtcp = new ReplayWindow();

        Source(int ssrc) {
            this.ssrc = ssrc;
        }
    }

    /**
     * Opens the RTP packet in the first {@code length} octets of {@code packet}, in place; gives its length without
     * protection, or {@link #REFUSED}. Any octets may come in.
     */
    public int rtp(byte[] packet, int length) {
        int headerEnd = headerEnd(packet, length);
        if (headerEnd < 0) {
            return REFUSED;
        }
        int ssrc = Transform.getInt(packet, 8);
        Source source = source(ssrc);
        long index = index(source.rtp, (packet[2] & 0xFF) << 8 | (packet[3] & 0xFF));
        if (length > Transform.OCTETS_MAX || index < 0 || !source.rtp.mayCome(index)) {
            return REFUSED;
        }
        int opened = transform.openRtp(packet, headerEnd, length, ssrc, index);
        if (opened == Transform.FAILED || !keep(source)) {
            return REFUSED;
        }
        source.rtp.onCame(index);
        return opened;
    }

    /** The same for a compound RTCP packet. */
    public int rtcp(byte[] packet, int length) {
        if (length < transform.rtcpOctetsMin() || length > Transform.OCTETS_MAX) {
            return REFUSED;
        }
        int ssrc = Transform.getInt(packet, RTCP_SSRC_AT);
        Source source = source(ssrc);
        int index = transform.rtcpIndex(packet, length);
        if (!source.rtcp.mayCome(index)) {
            return REFUSED;
        }
        int opened = transform.openRtcp(packet, length, ssrc);
        if (opened == Transform.FAILED || !keep(source)) {
            return REFUSED;
        }
        source.rtcp.onCame(index);
        return opened;
    }

    /** Sequence number and the roll-over counter that it most probably belongs to (RFC 3711 §3.3.1); negative if none. */
    private static long index(ReplayWindow window, int sequence) {
        if (!window.isStarted()) {
            return sequence;
        }
        long rollOver = window.highest() >> 16;
        int last = (int) (window.highest() & 0xFFFF);
        if (last < HALF) {
            rollOver -= sequence - last > HALF ? 1 : 0;
        } else {
            rollOver += last - HALF > sequence ? 1 : 0;
        }
        return rollOver << 16 | sequence;
    }

    /** The counters of {@code ssrc}; new ones, not kept yet, if there are none. */
    private Source source(int ssrc) {
        for (Source source : sources) {
            if (source != null && source.ssrc == ssrc) {
                return source;
            }
        }
        return new Source(ssrc);
    }

    /** Keeps the counters of a source that has proved to have the key; false if there are too many. */
    private boolean keep(Source source) {
        for (int i = 0; i < SOURCES_MAX; i++) {
            if (sources[i] == null || sources[i] == source) {
                sources[i] = source;
                return true;
            }
        }
        return false;
    }

    /** Behind header, contributing sources and extension (RFC 3550 §5.1); −1 if this is no RTP packet. */
    private static int headerEnd(byte[] packet, int length) {
        if (length < RTP_HEADER || (packet[0] & 0xC0) != 0x80) {
            return -1;
        }
        int end = RTP_HEADER + 4 * (packet[0] & 0x0F);
        boolean extended = (packet[0] & 0x10) != 0;
        if (extended && end + 4 <= length) {
            end += 4 + 4 * ((packet[end + 2] & 0xFF) << 8 | (packet[end + 3] & 0xFF));
        } else if (extended) {
            return -1;
        }
        return end <= length ? end : -1;
    }
}
