package trunkline.media.rtp;

/**
 * When a stream's next turn is, and what to do when turns come late.
 *
 * <p>On time, packet n leaves at start + n × ptime. After a short stall the packets that are due are sent a tenth of a
 * ptime closer together, until the schedule is met again: the other side's buffer fills up to where it was, without a
 * burst, and a busy processor has little more to do than before. Further behind than {@link #SLIP_NANOS} the schedule
 * itself moves to now: that buffer has run dry, begins anew with the late packet, and would overflow if the others came
 * early. No packet is ever left out, and the RTP timestamps go on without a step. Confined to the pacing thread.
 */
final class StreamPace {

    static final long SLIP_NANOS = 100_000_000;

    private PacketClock clock;
    private int firstTimestamp;
    private long packet;

    StreamPace(long ptimeNanos, int samplesPerPacket, int firstTimestamp) {
        this.clock = new PacketClock(0, ptimeNanos, samplesPerPacket);
        this.firstTimestamp = firstTimestamp;
    }

    /** The first packet is due at {@code nowNanos}. */
    void start(long nowNanos) {
        clock = new PacketClock(nowNanos, clock.ptimeNanos(), clock.samplesPerPacket());
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
        return clock.dueAtNanos(packet);
    }

    /** RTP timestamp of the present packet. */
    int timestamp() {
        return clock.timestamp(firstTimestamp, packet);
    }

    /** The RTP timestamp that corresponds to {@code nowNanos}, for a sender report (RFC 3550 §6.4.1). */
    int timestampAt(long nowNanos) {
        long sinceDue = nowNanos - dueNanos();
        return timestamp() + (int) (sinceDue * clock.samplesPerPacket() / clock.ptimeNanos());
    }

    /** Goes on to the next packet, the present one having had its turn at {@code nowNanos}. */
    Turn advance(long nowNanos) {
        packet++;
        long untilDue = dueNanos() - nowNanos;
        if (untilDue < -SLIP_NANOS) {
            long start = nowNanos + clock.ptimeNanos() - packet * clock.ptimeNanos();
            clock = new PacketClock(start, clock.ptimeNanos(), clock.samplesPerPacket());
            return Turn.SLIPPED;
        }
        return untilDue < closestNanos() ? Turn.CATCHING_UP : Turn.ON_TIME;
    }

    /** When the present packet shall leave, the one before having left at {@code beforeNanos}. */
    long turnNanos(long beforeNanos) {
        long earliest = beforeNanos + closestNanos();
        return dueNanos() - earliest > 0 ? dueNanos() : earliest;
    }

    /** From the present packet on, another ptime; timestamps and due time go on from here. */
    void change(long ptimeNanos, int samplesPerPacket) {
        firstTimestamp = timestamp();
        clock = new PacketClock(dueNanos(), ptimeNanos, samplesPerPacket);
        packet = 0;
    }

    /** No two packets leave closer together than this. */
    private long closestNanos() {
        return clock.ptimeNanos() - clock.ptimeNanos() / 10;
    }
}
