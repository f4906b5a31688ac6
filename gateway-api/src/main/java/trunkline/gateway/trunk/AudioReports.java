package trunkline.gateway.trunk;

import org.jspecify.annotations.Nullable;
import trunkline.gateway.call.AudioFigures;
import trunkline.media.rtp.PeerReport;
import trunkline.media.rtp.RtpStats;
import trunkline.media.rtp.RtpTarget;

/** What {@code media} says of a stream, in the core's words. */
final class AudioReports {

    private AudioReports() {}

    static AudioFigures of(RtpTarget target, RtpStats stats) {
        RtpStats.Deviation deviation = stats.deviation();
        return new AudioFigures(
                target.payloadType().encoding(),
                target.ptimeMillis(),
                new AudioFigures.Sent(
                        deviation.p50Micros(), deviation.p99Micros(), deviation.maxMicros(), stats.notSent()),
                new AudioFigures.Received(stats.received(), stats.receivedLost(), stats.receivedJitterMicros()),
                peer(stats.peer()));
    }

    private static AudioFigures.@Nullable Peer peer(@Nullable PeerReport report) {
        return report == null
                ? null
                : new AudioFigures.Peer(report.lost(), report.jitterMicros(), report.roundTripMicros());
    }
}
