package trunkline.media.rtp;

/**
 * When a stream's next turn is, and what to do when turns come late.
 *
 * <p>On time, packet n leaves at start + n × ptime. After a short stall the packets that are due are sent a tenth of a
 * ptime closer together, until the schedule is met again: the other side's buffer fills up to where it was, without a
 * burst, and a busy processor has little more to do than before. Further behind than {@link #SLIP_NANOS} the schedule
 * itself moves to now: that buffer has run dry, begins anew with the late packet, and would overflow if the others came
 * early. No packet is ever left out, and the RTP timestamps go on without a step. Confined to the pacing thread.
 *
 * <p>Due time and timestamp are whole numbers that grow by a whole number with each packet: there is nothing to drift.
 */
final class StreamPace {

    static final long SLIP_NANOS = 100_000_000;

    private long ptimeNanos;
    private int samplesPerPacket;
    private long dueNanos;
    private int timestamp;

    StreamPace(long ptimeNanos, int samplesPerPacket, int firstTimestamp) {
        this.ptimeNanos = ptimeNanos;
        this.samplesPerPacket = samplesPerPacket;
        this.timestamp = firstTimestamp;
    }

    /** The first packet is due at {@code nowNanos}. */
    void start(long nowNanos) {
        dueNanos = nowNanos;
    }

    /** The outcome of {@link #advance}. */
    enum Turn {
        ON_TIME,
        /** The turn taken was so late that the next comes sooner than a ptime after it. */
        CATCHING_UP,
        /** The schedule moved. */
        SLIPPED
    }

    /** When the present packet was, or is, due. */
    long dueNanos() {
        return dueNanos;
    }

    /** RTP timestamp of the present packet, wrapping as RFC 3550 §5.1 demands. */
    int timestamp() {
        return timestamp;
    }

    /** The RTP timestamp that corresponds to {@code nowNanos}, for a sender report (RFC 3550 §6.4.1). */
    int timestampAt(long nowNanos) {
        return timestamp + (int) ((nowNanos - dueNanos) * samplesPerPacket / ptimeNanos);
    }

    /** Goes on to the next packet, the present one having had its turn at {@code nowNanos}. */
    Turn advance(long nowNanos) {
        dueNanos += ptimeNanos;
        timestamp += samplesPerPacket;
        long untilDue = dueNanos - nowNanos;
        if (untilDue < -SLIP_NANOS) {
            dueNanos = nowNanos + ptimeNanos;
            return Turn.SLIPPED;
        }
        return untilDue < closestNanos() ? Turn.CATCHING_UP : Turn.ON_TIME;
    }

    /** When the present packet shall leave, the one before having left at {@code beforeNanos}. */
    long turnNanos(long beforeNanos) {
        long earliest = beforeNanos + closestNanos();
        return dueNanos - earliest > 0 ? dueNanos : earliest;
    }

    /** From the present packet on, another ptime; timestamps and due time go on from here. */
    void change(long newPtimeNanos, int newSamplesPerPacket) {
        ptimeNanos = newPtimeNanos;
        samplesPerPacket = newSamplesPerPacket;
    }

    /** No two packets leave closer together than this. */
    private long closestNanos() {
        return ptimeNanos - ptimeNanos / 10;
    }
}
