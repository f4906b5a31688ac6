package trunkline.media.rtp;

import java.nio.ByteBuffer;

/**
 * One report block: how one receiver got one sender's packets (RFC 3550 §6.4.1).
 *
 * @param ssrc the sender reported on
 * @param fractionLost of the packets since the last report, in 1/256
 * @param cumulativeLost since the start; negative if duplicates came
 * @param highestSequence extended highest sequence number received
 * @param jitter interarrival jitter, in timestamp units
 * @param lastSenderReport middle 32 bits of the NTP timestamp of the last SR, 0 if none came
 * @param delaySinceLastSenderReport in 1/65,536 s
 */
record ReceptionReport(
        int ssrc,
        int fractionLost,
        int cumulativeLost,
        int highestSequence,
        int jitter,
        int lastSenderReport,
        int delaySinceLastSenderReport) {

    static final int LENGTH = 24;

    void write(ByteBuffer out) {
        out.putInt(ssrc)
                .putInt(fractionLost << 24 | (cumulativeLost & 0xFFFFFF))
                .putInt(highestSequence)
                .putInt(jitter)
                .putInt(lastSenderReport)
                .putInt(delaySinceLastSenderReport);
    }

    /** Reads the block at {@code offset}, which the caller has checked to hold {@link #LENGTH} octets. */
    static ReceptionReport read(ByteBuffer in, int offset) {
        int loss = in.getInt(offset + 4);
        return new ReceptionReport(
                in.getInt(offset),
                loss >>> 24,
                (loss << 8) >> 8,
                in.getInt(offset + 8),
                in.getInt(offset + 12),
                in.getInt(offset + 16),
                in.getInt(offset + 20));
    }
}
