package trunkline.gateway.doctor;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import trunkline.gateway.config.TrunkConfig;
import trunkline.media.rtp.PeerReport;
import trunkline.media.rtp.RtpStats;
import trunkline.media.sdp.RemoteMedia;

/** Whether audio went out, and came in, and from where (RFC 3550). */
final class AudioVerdict {

    private static final double LOSS_MAX = 0.02;

    private AudioVerdict() {}

    static List<Finding> of(TrunkConfig trunk, CallEvidence evidence) {
        CallEvidence.Heard heard = evidence.heard();
        RemoteMedia answer = evidence.answer();
        if (heard == null || answer == null) {
            return List.of();
        }
        List<Finding> findings = new ArrayList<>();
        findings.add(sent(evidence.trouble(), heard.stats(), answer.rtp()));
        findings.add(received(trunk, heard, answer.rtp()));
        return findings;
    }

    private static Finding sent(String trouble, RtpStats stats, InetSocketAddress to) {
        PeerReport peer = stats.peer();
        String seen = stats.packets() + " packets sent to " + at(to)
                + (peer == null
                        ? "; the trunk sent no report of what it got"
                        : String.format(
                                Locale.ROOT,
                                "; the trunk reports %d lost, %.1f ms jitter",
                                peer.lost(),
                                peer.jitterMicros() / 1e3));
        if (!trouble.isEmpty()) {
            return Finding.wrong(
                    Step.AUDIO_SENT, seen + "; " + trouble, "`voice: {rtp-address}`, or a firewall in between");
        }
        if (stats.unreachable() > 0) {
            return Finding.wrong(
                    Step.AUDIO_SENT,
                    seen + "; nobody listens there",
                    "`symmetric-rtp: true`, if the trunk is behind a NAT");
        }
        boolean lossy = peer != null && peer.lost() > LOSS_MAX * stats.packets();
        return lossy
                ? Finding.warning(Step.AUDIO_SENT, seen, "the network on the way: callees hear gaps")
                : Finding.ok(Step.AUDIO_SENT, seen);
    }

    private static Finding received(TrunkConfig trunk, CallEvidence.Heard heard, InetSocketAddress said) {
        RtpStats stats = heard.stats();
        InetSocketAddress source = heard.source();
        if (source == null) {
            return nothing(trunk);
        }
        if (!source.getAddress().equals(said.getAddress())) {
            return Finding.wrong(
                    Step.AUDIO_HEARD,
                    "audio comes from " + at(source) + ", but its SDP says " + at(said) + ": it is not listened to",
                    "the trunk: its SDP must name the address that it sends from; keys and `media-timeout` do not work so");
        }
        String seen = String.format(
                Locale.ROOT,
                "%d packets from %s, %d lost, %.1f ms jitter",
                stats.received(),
                at(source),
                stats.receivedLost(),
                stats.receivedJitterMicros() / 1e3);
        if (source.getPort() != said.getPort() && !trunk.media().symmetric()) {
            return Finding.warning(
                    Step.AUDIO_HEARD,
                    seen + "; its SDP says port " + said.getPort(),
                    "`symmetric-rtp: true`: the trunk seems to be behind a NAT");
        }
        if (stats.received() == 0) {
            return Finding.wrong(
                    Step.AUDIO_HEARD,
                    stats.strays() + " packets from " + at(source) + " are not audio of this call",
                    trunk.media().srtp()
                            ? "`srtp: false`, if the trunk does not encrypt"
                            : "`srtp: true`, if the trunk encrypts");
        }
        boolean lossy = stats.receivedLost() > LOSS_MAX * stats.received();
        return lossy
                ? Finding.warning(Step.AUDIO_HEARD, seen, "the network on the way: keys as tones may be missed")
                : Finding.ok(Step.AUDIO_HEARD, seen);
    }

    private static Finding nothing(TrunkConfig trunk) {
        String seen = "no audio came from the callee's side";
        String reasons =
                "a firewall for `voice: {rtp-ports}`, or `voice: {rtp-address}` is not what the trunk can reach";
        return trunk.media().silentAfter().isZero()
                ? Finding.warning(
                        Step.AUDIO_HEARD,
                        seen,
                        "if somebody was on the phone: " + reasons + "; leave `media-timeout` off")
                : Finding.wrong(
                        Step.AUDIO_HEARD,
                        seen,
                        "`media-timeout: off`, or calls are cut, if the trunk sends nothing to listeners; else "
                                + reasons);
    }

    private static String at(InetSocketAddress address) {
        return address.getAddress().getHostAddress() + ":" + address.getPort();
    }
}
