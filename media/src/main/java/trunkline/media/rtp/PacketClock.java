package trunkline.media.rtp;

/**
 * When each packet of a stream is due. Due times are counted from the start, so a late packet never delays the rest.
 *
 * @param startNanos due time of packet 0, a {@link System#nanoTime} reading
 * @param ptimeNanos audio per packet (SDP ptime, RFC 8866 §6.4)
 * @param samplesPerPacket RTP timestamp step: clock rate times ptime, 160 for PCMU at 20 ms
 */
record PacketClock(long startNanos, long ptimeNanos, int samplesPerPacket) {

    long dueAtNanos(long packet) {
        return startNanos + packet * ptimeNanos;
    }

    /** RTP timestamp of {@code packet}, wrapping as RFC 3550 §5.1 demands. */
    int timestamp(int firstTimestamp, long packet) {
        return (int) (firstTimestamp + packet * samplesPerPacket);
    }
}
