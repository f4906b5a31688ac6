package trunkline.media.rtp;

/**
 * What the other side last said it received of our packets (RFC 3550 §6.4). Its word, not a measurement of ours.
 *
 * @param lossPercent of the packets between its last two reports
 * @param lost packets since the start
 * @param jitterMicros interarrival jitter as it saw it
 * @param roundTripMicros from its answer to our sender report, or −1 before there was one
 */
public record PeerReport(double lossPercent, int lost, long jitterMicros, long roundTripMicros) {

    /** An hour in 1/65,536 s: a longer round trip is a peer's mistake, not a path. */
    private static final int ROUND_TRIP_MAX = 3600 << 16;

    /**
     * The report as units we show.
     *
     * @param arrival middle 32 bits of the NTP time of its arrival
     */
    static PeerReport of(ReceptionReport report, int clockRate, int arrival) {
        long jitterMicros = (report.jitter() & 0xFFFF_FFFFL) * 1_000_000 / clockRate;
        return new PeerReport(
                report.fractionLost() * 100 / 256.0, report.cumulativeLost(), jitterMicros, roundTrip(report, arrival));
    }

    /** RFC 3550 §6.4.1, figure 2: A − LSR − DLSR. */
    private static long roundTrip(ReceptionReport report, int arrival) {
        if (report.lastSenderReport() == 0) {
            return -1;
        }
        int units = arrival - report.lastSenderReport() - report.delaySinceLastSenderReport();
        return units < 0 || units > ROUND_TRIP_MAX ? -1 : (units * 1_000_000L) >> 16;
    }
}
