package trunkline.gateway.call;

import org.jspecify.annotations.Nullable;

/**
 * How well the audio of one call left, and how it arrived.
 *
 * @param codec its name in SDP
 * @param ptimeMillis audio in each packet
 * @param sent our packets, as they left
 * @param received the callee's, as they came
 * @param peer our packets as the callee says they came (RFC 3550 §6.4.1); null if it said nothing
 */
public record AudioFigures(String codec, int ptimeMillis, Sent sent, Received received, @Nullable Peer peer) {

    /**
     * Deviation of the send times from the times when packets were due, in microseconds; and what never left.
     *
     * @param p50Micros half of the packets were no further off
     * @param p99Micros 99 % of them
     * @param maxMicros all of them
     * @param notSent packets that the system did not take
     */
    public record Sent(long p50Micros, long p99Micros, long maxMicros, long notSent) {}

    /**
     * What came.
     *
     * @param lost by the gaps in the sequence numbers
     * @param jitterMicros interarrival jitter
     */
    public record Received(long packets, long lost, long jitterMicros) {}

    /**
     * What the callee's last report says.
     *
     * @param lost packets in all
     * @param jitterMicros interarrival jitter
     * @param roundTripMicros there and back, −1 if it cannot be told
     */
    public record Peer(long lost, long jitterMicros, long roundTripMicros) {}
}
