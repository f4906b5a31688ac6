package trunkline.media.rtp;

import org.jspecify.annotations.Nullable;

/**
 * The figures of one stream at one moment.
 *
 * @param packets sent
 * @param octets of payload sent (RFC 3550 §6.4.1, without headers)
 * @param playedMillis audio sent
 * @param notSent packets that the system did not take
 * @param unreachable times that the other side's machine said that nobody listens (ICMP)
 * @param caughtUp packets that left so late that the next followed sooner than its distance
 * @param slips times the schedule moved, being more than 0.1 s behind
 * @param deviation of the send times from the due times
 * @param received RTP packets from the other side
 * @param receivedLost packets of the other side missing by sequence number
 * @param receivedJitterMicros interarrival jitter of the other side's packets (RFC 3550 §6.4.1)
 * @param strays packets from the other side that are not of this session's kind
 * @param peer the other side's last report, or null before one came
 */
public record RtpStats(
        long packets,
        long octets,
        long playedMillis,
        long notSent,
        long unreachable,
        long caughtUp,
        long slips,
        Deviation deviation,
        long received,
        long receivedLost,
        long receivedJitterMicros,
        long strays,
        @Nullable PeerReport peer) {

    /** How far from their due time packets left; each at most an eighth too large. */
    public record Deviation(long p50Micros, long p99Micros, long maxMicros) {}
}
