package trunkline.media.rtp;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * A compound RTCP packet, written in place (RFC 3550 §6.1): a report, then SDES with the CNAME, then BYE at the end.
 *
 * <pre>
 * |V=2|P|   RC    |  PT=200 SR    |            length             |   28 octets, + 24 for a report block
 * |V=2|P|   SC    |  PT=202 SDES  |            length             |   one chunk: SSRC, CNAME, padding
 * |V=2|P|   SC    |  PT=203 BYE   |            length             |   8 octets
 * </pre>
 *
 * <p>Confined to one thread; the buffer is the caller's, big endian, and large enough ({@link #LENGTH_MAX}).
 */
final class RtcpWriter {

    static final int SENDER_REPORT = 200;
    static final int RECEIVER_REPORT = 201;
    static final int SOURCE_DESCRIPTION = 202;
    static final int BYE = 203;

    static final int CNAME_OCTETS_MAX = 255;
    static final int LENGTH_MAX = 28 + 24 + 8 + 2 + CNAME_OCTETS_MAX + 4 + 8;

    private static final int ITEM_CNAME = 1;

    private final byte[] cname;

    RtcpWriter(String cname) {
        this.cname = cname.getBytes(StandardCharsets.UTF_8);
        if (this.cname.length > CNAME_OCTETS_MAX) {
            throw new IllegalArgumentException("CNAME of " + this.cname.length + " octets: must be at most 255");
        }
    }

    /** What a sender report says (RFC 3550 §6.4.1). */
    record SenderInfo(long ntp, int rtpTimestamp, int packets, int octets) {}

    /** Starts the compound: clears {@code out} and writes an SR, or an RR if {@code info} is null. */
    void report(ByteBuffer out, int ssrc, @Nullable SenderInfo info, @Nullable ReceptionReport reception) {
        out.clear();
        int start = header(out, reception == null ? 0 : 1, info == null ? RECEIVER_REPORT : SENDER_REPORT);
        out.putInt(ssrc);
        if (info != null) {
            out.putLong(info.ntp).putInt(info.rtpTimestamp).putInt(info.packets).putInt(info.octets);
        }
        if (reception != null) {
            reception.write(out);
        }
        close(out, start);
    }

    /** RFC 3550 §6.5: one chunk with one item. */
    void description(ByteBuffer out, int ssrc) {
        int start = header(out, 1, SOURCE_DESCRIPTION);
        out.putInt(ssrc).put((byte) ITEM_CNAME).put((byte) cname.length).put(cname);
        do {
            out.put((byte) 0); // ends the list of items and fills the word: one to four octets
        } while ((out.position() & 3) != 0);
        close(out, start);
    }

    /** RFC 3550 §6.6, without a reason. */
    void bye(ByteBuffer out, int ssrc) {
        int start = header(out, 1, BYE);
        out.putInt(ssrc);
        close(out, start);
    }

    private static int header(ByteBuffer out, int count, int type) {
        int start = out.position();
        out.put((byte) (0x80 | count)).put((byte) type).putShort((short) 0);
        return start;
    }

    /** Length in words of 32 bits, minus one (RFC 3550 §6.4.1). */
    private static void close(ByteBuffer out, int start) {
        out.putShort(start + 2, (short) ((out.position() - start) / 4 - 1));
    }
}
