package trunkline.gateway.trunk;

import java.util.Locale;
import trunkline.media.hearing.HeardSound;
import trunkline.media.rtp.PeerReport;
import trunkline.media.rtp.RtpStats;
import trunkline.media.rtp.RtpTarget;

/** What happens to the audio of a call, in words for its timeline. */
final class AudioNotes {

    private AudioNotes() {}

    static String began(RtpTarget target) {
        return "audio begins: %s, %d ms a packet, to %s:%d%s"
                .formatted(
                        target.payloadType().encoding(),
                        target.ptimeMillis(),
                        target.rtp().getAddress().getHostAddress(),
                        target.rtp().getPort(),
                        target.secrets() == null ? "" : ", encrypted");
    }

    static String heard(HeardSound sound) {
        return switch (sound) {
            case VOICE -> "somebody speaks";
            case LONG_VOICE -> "the voice goes on, as a machine's greeting does";
            case BEEP -> "a beep, and then quiet";
        };
    }

    static String ended(RtpStats stats) {
        PeerReport peer = stats.peer();
        String theirs = peer == null
                ? "no report of the callee's side came"
                : String.format(
                        Locale.ROOT,
                        "the callee's side reports %d lost, %.1f ms jitter",
                        peer.lost(),
                        peer.jitterMicros() / 1e3);
        return String.format(
                Locale.ROOT,
                "audio ends: %d packets in %.2f s sent, %d received; %s",
                stats.packets(),
                stats.playedMillis() / 1e3,
                stats.received(),
                theirs);
    }
}
