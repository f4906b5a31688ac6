package trunkline.gateway.doctor;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import trunkline.sip.locate.Target;
import trunkline.sip.stream.TlsIdentity;
import trunkline.sip.stream.TlsVisit;
import trunkline.sip.trunk.TlsSettings;
import trunkline.sip.trunk.Transport;

/** Whether the targets of a trunk can be connected to, and by which certificate. Blocks. */
final class TransportCheck {

    private static final long DAYS_LEFT_MIN = 30;

    private final InetAddress local;
    private final @Nullable TlsSettings settings;
    private final Duration patience;
    private final Clock clock;

    TransportCheck(InetAddress local, @Nullable TlsSettings settings, Duration patience, Clock clock) {
        this.local = local;
        this.settings = settings;
        this.patience = patience;
        this.clock = clock;
    }

    /** One finding for each; where one target works, the others are spare. */
    List<Finding> findings(List<Target> targets) {
        List<Finding> findings = new ArrayList<>();
        targets.forEach(target -> findings.add(finding(target)));
        boolean works = findings.stream().anyMatch(finding -> finding.verdict() != Verdict.WRONG);
        return works ? findings.stream().map(TransportCheck::spare).toList() : findings;
    }

    private static Finding spare(Finding finding) {
        return finding.verdict() == Verdict.WRONG
                ? Finding.warning(finding.step(), finding.seen(), finding.change())
                : finding;
    }

    private Finding finding(Target target) {
        if (local.isLoopbackAddress() && !target.address().getAddress().isLoopbackAddress()) {
            return Finding.wrong(
                    Step.TRANSPORT,
                    target + " cannot be reached from " + local.getHostAddress(),
                    "`voice: {sip-listen, rtp-address}`: the address of this machine that the trunk sees");
        }
        return switch (target.transport()) {
            case UDP -> Finding.ok(Step.TRANSPORT, target + ": UDP has no connection to try");
            case TCP -> tcp(target);
            case TLS -> tls(target);
        };
    }

    private Finding tcp(Target target) {
        long began = clock.millis();
        try (Socket socket = new Socket()) {
            socket.bind(new InetSocketAddress(local, 0));
            socket.connect(target.address(), Math.toIntExact(patience.toMillis()));
            return Finding.ok(Step.TRANSPORT, target + ": connected in " + (clock.millis() - began) + " ms");
        } catch (IOException e) {
            return unconnected(target, String.valueOf(e.getMessage()));
        }
    }

    private static Finding unconnected(Target target, String why) {
        return Finding.wrong(
                Step.TRANSPORT,
                target + ": no connection: " + why,
                "`proxy`: another port or ;transport=, if the trunk does not take "
                        + (target.transport() == Transport.TLS ? "TLS" : "TCP") + " there; or a firewall in between");
    }

    private Finding tls(Target target) {
        TlsSettings tls = settings == null ? TlsSettings.DEFAULT : settings;
        String wanted = tls.name() == null ? target.name() : tls.name();
        return judge(
                target, wanted, TlsVisit.to(target.address(), wanted, new TlsIdentity(tls), patience), clock.instant());
    }

    static Finding judge(Target target, String wanted, TlsVisit.Sight sight, Instant now) {
        if (sight instanceof TlsVisit.Sight.NoConnection none) {
            return unconnected(target, none.why());
        }
        if (sight instanceof TlsVisit.Sight.NoHandshake none) {
            return Finding.wrong(Step.TRANSPORT, target + ": no TLS: " + none.why(), handshakeChange(none.why()));
        }
        TlsVisit.Sight.Shaken shaken = (TlsVisit.Sight.Shaken) sight;
        long days = Duration.between(now, shaken.ends()).toDays();
        String seen = "%s: %s, %s; certificate for %s, ends in %d days"
                .formatted(target, shaken.version(), shaken.cipher(), String.join(", ", shaken.names()), days);
        if (!shaken.isNamed()) {
            String name = shaken.names().isEmpty() ? "" : shaken.names().get(0);
            return Finding.wrong(
                    Step.TRANSPORT,
                    seen + ", not for " + wanted,
                    "`tls: {server-name: " + name + "}`, if that is the trunk");
        }
        return days < DAYS_LEFT_MIN
                ? Finding.warning(Step.TRANSPORT, seen, "the trunk needs a new certificate before that")
                : Finding.ok(Step.TRANSPORT, seen);
    }

    private static String handshakeChange(String why) {
        String lower = why.toLowerCase(Locale.ROOT);
        if (lower.contains("path") || lower.contains("trust")) {
            return "`tls: {trust: FILE}`: the certificate of the trunk's authority, or its own, in PEM";
        }
        if (lower.contains("expired") || lower.contains("notafter")) {
            return "the trunk needs a new certificate";
        }
        return "`tls: {certificate, key}` if the trunk wants to see a certificate of yours, `tls: {least}` if it is the version;"
                + " or the port of `proxy` is not one of TLS";
    }
}
