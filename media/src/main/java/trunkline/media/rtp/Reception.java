package trunkline.media.rtp;

import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * What came in from the other side: counted, never played, never trusted (RFC 3550 §A.1, §A.3, §A.8).
 *
 * <p>Thread-safe: the inbound thread writes, the pacing thread makes report blocks of it, anyone reads. Held for a few
 * instructions only.
 */
final class Reception {

    /** A jump further than this is another stream, or a lie (RFC 3550 §A.1, MAX_DROPOUT). */
    private static final int DROPOUT_MAX = 3000;

    private final int clockRate;

    private volatile long heardNanos;
    private volatile @Nullable InetSocketAddress source;
    private boolean started;
    private int ssrc;
    private int baseSequence;
    private int highestSequence;
    private long packets;
    private long expectedBefore;
    private long packetsBefore;
    private double jitter;
    private int lastTransit;
    private long strays;

    private int lastSenderReport;
    private long lastSenderReportNanos;
    private @Nullable PeerReport peerReport;

    Reception(int clockRate) {
        this.clockRate = clockRate;
    }

    /** A valid RTP packet of the negotiated peer came in. */
    synchronized void onPacket(int packetSsrc, int sequence, int timestamp, long nowNanos) {
        onHeard(nowNanos);
        int transit = (int) (nowNanos / 1000 * clockRate / 1_000_000) - timestamp;
        if (!started || packetSsrc != ssrc) {
            start(packetSsrc, sequence, transit);
            return;
        }
        int step = (short) (sequence - highestSequence);
        if (Math.abs(step) > DROPOUT_MAX) {
            strays++;
            return;
        }
        packets++;
        highestSequence += Math.max(step, 0);
        // RFC 3550 §A.8: J += (|D| - J) / 16
        jitter += (Math.abs(transit - lastTransit) - jitter) / 16;
        lastTransit = transit;
    }

    /** The other side is there. */
    void onHeard(long nowNanos) {
        heardNanos = nowNanos;
    }

    /** A packet came to the port of audio, of whatever kind. */
    void onSource(InetSocketAddress from) {
        source = from;
    }

    /** Where the last packet came from; null before the first. */
    @Nullable
    InetSocketAddress source() {
        return source;
    }

    /** When the other side was last heard; 0 if never. */
    long heardNanos() {
        return heardNanos;
    }

    /** Something came in that is not RTP or RTCP of this session. */
    synchronized void onStray() {
        strays++;
    }

    synchronized void onSenderReport(long ntp, long nowNanos) {
        lastSenderReport = NtpTime.middle(ntp);
        lastSenderReportNanos = nowNanos;
    }

    synchronized void onPeerReport(PeerReport report) {
        peerReport = report;
    }

    /** The block for our next report, or null if nothing came in so far. */
    synchronized @Nullable ReceptionReport report(long nowNanos) {
        if (!started) {
            return null;
        }
        long expected = expected();
        long expectedNow = expected - expectedBefore;
        long lostNow = expectedNow - (packets - packetsBefore);
        expectedBefore = expected;
        packetsBefore = packets;
        int fraction = expectedNow <= 0 || lostNow <= 0 ? 0 : (int) Math.min((lostNow << 8) / expectedNow, 255);
        long delay = lastSenderReport == 0 ? 0 : (((nowNanos - lastSenderReportNanos) / 1000) << 16) / 1_000_000;
        int lost = (int) Math.max(-0x80_0000, Math.min(expected - packets, 0x7F_FFFF));
        return new ReceptionReport(ssrc, fraction, lost, highestSequence, (int) jitter, lastSenderReport, (int) delay);
    }

    synchronized Figures figures() {
        return new Figures(
                packets,
                started ? Math.max(expected() - packets, 0) : 0,
                (long) (jitter * 1_000_000 / clockRate),
                strays,
                peerReport);
    }

    /** A copy of the counters at one moment. */
    record Figures(long packets, long lost, long jitterMicros, long strays, @Nullable PeerReport peerReport) {}

    private void start(int newSsrc, int sequence, int transit) {
        started = true;
        ssrc = newSsrc;
        baseSequence = sequence;
        highestSequence = sequence;
        packets = 1;
        expectedBefore = 0;
        packetsBefore = 0;
        jitter = 0;
        lastTransit = transit;
    }

    private long expected() {
        return (highestSequence - baseSequence & 0xFFFF_FFFFL) + 1;
    }
}
