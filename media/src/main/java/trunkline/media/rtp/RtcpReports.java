package trunkline.media.rtp;

import java.nio.ByteBuffer;
import java.util.random.RandomGenerator;

/** When a stream reports to the other side, and what it says (RFC 3550 §6.4). Confined to the pacing thread. */
final class RtcpReports {

    private int ssrc;
    private final RtcpWriter writer;
    private final NtpTime ntp;
    private final RandomGenerator random;

    private long dueNanos;
    private long packetsBefore;
    private long octetsBefore;
    private long packetsAtLastReport;
    private long packetsAtReportBefore;
    private boolean reported;

    RtcpReports(int ssrc, RtcpWriter writer, NtpTime ntp, RandomGenerator random) {
        this.ssrc = ssrc;
        this.writer = writer;
        this.ntp = ntp;
        this.random = random;
    }

    void start(long nowNanos) {
        dueNanos = nowNanos + RtcpInterval.nextNanos(random, true);
    }

    /** When the next report is due. */
    long dueNanos() {
        return dueNanos;
    }

    /** From now on we have another name, under which nothing was sent yet. */
    void rename(int other, SendFigures sent) {
        ssrc = other;
        packetsBefore = sent.packets();
        octetsBefore = sent.octets();
    }

    /** Writes the report that is due, and sets the time of the next. */
    void write(ByteBuffer out, long nowNanos, int rtpTimestamp, SendFigures sent, Reception reception) {
        dueNanos = nowNanos + RtcpInterval.nextNanos(random, false);
        report(out, nowNanos, rtpTimestamp, sent, reception);
        packetsAtReportBefore = packetsAtLastReport;
        packetsAtLastReport = sent.packets();
        reported = true;
        out.flip();
    }

    /**
     * Writes the last report, which says goodbye; false if there is none to say, since nothing was ever sent
     * (RFC 3550 §6.3.7).
     */
    boolean writeBye(ByteBuffer out, long nowNanos, int rtpTimestamp, SendFigures sent, Reception reception) {
        if (sent.packets() == 0 && !reported) {
            return false;
        }
        report(out, nowNanos, rtpTimestamp, sent, reception);
        writer.bye(out, ssrc);
        out.flip();
        return true;
    }

    /** SR if audio was sent since the report before the last one, else RR (RFC 3550 §6.4). */
    private void report(ByteBuffer out, long nowNanos, int rtpTimestamp, SendFigures sent, Reception reception) {
        RtcpWriter.SenderInfo info = sent.packets() == packetsAtReportBefore
                ? null
                : new RtcpWriter.SenderInfo(
                        ntp.at(nowNanos), rtpTimestamp, (int) (sent.packets() - packetsBefore), (int)
                                (sent.octets() - octetsBefore));
        writer.report(out, ssrc, info, reception.report(nowNanos));
        writer.description(out, ssrc);
    }
}
