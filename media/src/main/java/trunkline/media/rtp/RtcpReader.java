package trunkline.media.rtp;

import java.nio.ByteBuffer;
import java.util.function.IntSupplier;

/**
 * Reads the compound RTCP packets of one call's other side (RFC 3550 §6.1, checked as in §A.2).
 *
 * <p>Any octets may come in: each length is checked against what is there before anything is read. Of what it says, the
 * sender reports and the blocks about our SSRC are kept; a BYE is not obeyed, since SIP ends the call. Confined to the
 * inbound thread.
 */
final class RtcpReader {

    private static final int HEADER_LENGTH = 8;
    private static final int SENDER_INFO_LENGTH = 20;

    private final IntSupplier ourSsrc;
    private final int clockRate;
    private final Reception reception;

    /** A reader that keeps what is said about {@code ourSsrc} in {@code reception}. */
    RtcpReader(IntSupplier ourSsrc, int clockRate, Reception reception) {
        this.ourSsrc = ourSsrc;
        this.clockRate = clockRate;
        this.reception = reception;
    }

    /**
     * Reads the packet between index 0 and {@code length} of {@code in}; false if it is not whole, valid RTCP.
     *
     * @param nowNtp the time of arrival, {@code nowNanos} as NTP time
     */
    boolean read(ByteBuffer in, int length, long nowNanos, long nowNtp) {
        if (length < HEADER_LENGTH || !startsWithReport(in)) {
            return false;
        }
        int offset = 0;
        while (length - offset >= HEADER_LENGTH && (in.get(offset) & 0xC0) == 0x80) {
            int end = offset + 4 + 4 * (in.getShort(offset + 2) & 0xFFFF);
            if (end > length) {
                return false;
            }
            readReport(in, offset, end, nowNanos, nowNtp);
            offset = end;
        }
        reception.onHeard(nowNanos);
        return offset == length;
    }

    private void readReport(ByteBuffer in, int offset, int end, long nowNanos, long nowNtp) {
        int blocks = offset + HEADER_LENGTH;
        int type = in.get(offset + 1) & 0xFF;
        if (type == RtcpWriter.SENDER_REPORT && end - blocks >= SENDER_INFO_LENGTH) {
            reception.onSenderReport(in.getLong(blocks), nowNanos);
            blocks += SENDER_INFO_LENGTH;
        } else if (type != RtcpWriter.RECEIVER_REPORT) {
            return;
        }
        int count = Math.min(in.get(offset) & 0x1F, (end - blocks) / ReceptionReport.LENGTH);
        for (int i = 0; i < count; i++) {
            var report = ReceptionReport.read(in, blocks + i * ReceptionReport.LENGTH);
            if (report.ssrc() == ourSsrc.getAsInt()) {
                reception.onPeerReport(PeerReport.of(report, clockRate, NtpTime.middle(nowNtp)));
            }
        }
    }

    private static boolean startsWithReport(ByteBuffer in) {
        int type = in.get(1) & 0xFF;
        return (in.get(0) & 0xC0) == 0x80 && (type == RtcpWriter.SENDER_REPORT || type == RtcpWriter.RECEIVER_REPORT);
    }
}
