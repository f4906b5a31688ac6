package trunkline.gateway.probe;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import trunkline.smpp.bind.BindSettings;
import trunkline.smpp.bind.BindTimings;
import trunkline.smpp.bind.BindTimings.Backoff;
import trunkline.smpp.bind.BindTimings.KeepAlive;
import trunkline.smpp.session.BindRequest;
import trunkline.smpp.session.BindResponse;
import trunkline.smpp.session.BindType;
import trunkline.smpp.session.CommandStatus;
import trunkline.smpp.session.Credentials;
import trunkline.smpp.session.Delivery;
import trunkline.smpp.session.LinkLoss;
import trunkline.smpp.session.SmppLoops;
import trunkline.smpp.session.SmppVersion;

/** Finds out what the SMSC wants of a bind: each attempt alone, and none after one that is refused for its password. */
final class BindTrials {

    /** What a link that is lost must not do by itself is to bind again: an hour is longer than any probe. */
    private static final Backoff NOT_AGAIN =
            new Backoff(Duration.ofHours(1), Duration.ofHours(1), Duration.ofHours(1), 1);

    private static final Duration BEYOND_ALL = Duration.ofHours(12);

    private final ProbePlan plan;
    private final SmppLoops loops;
    private final Findings findings;
    private final Consumer<String> progress;

    BindTrials(ProbePlan plan, SmppLoops loops, Findings findings, Consumer<String> progress) {
        this.plan = plan;
        this.loops = loops;
        this.findings = findings;
        this.progress = progress;
    }

    /** The version to go on with. */
    SmppVersion run() throws ProbeFailedException, InterruptedException {
        SmppVersion asked = plan.bind().request().version();
        List<SmppVersion> taken = new ArrayList<>();
        boolean newer = false;
        LinkLoss why = null;
        for (SmppVersion version : inOrder(asked)) {
            Attempt attempt = attempt(
                    settings(version, plan.bind().request().credentials()).subList(0, 1));
            progress.accept("bind with SMPP " + version + ": " + attempt.told());
            if (attempt.loss == null) {
                taken.add(version);
                newer |= attempt.peer != null && attempt.peer.interfaceVersion() >= SmppVersion.V5_0.octet();
                continue;
            }
            why = why == null ? attempt.loss : why;
            if (taken.isEmpty() && !isOfVersion(attempt.loss)) {
                break;
            }
        }
        if (taken.isEmpty()) {
            throw new ProbeFailedException("no bind: " + (why == null ? "nothing was tried" : hint(why)));
        }
        SmppVersion best = best(taken, newer);
        findings.found("/smpp/bind/interface_version", '"' + best.toString() + '"', "binds taken with " + taken);
        systemType(best);
        return best;
    }

    private static List<SmppVersion> inOrder(SmppVersion asked) {
        List<SmppVersion> versions = new ArrayList<>(List.of(asked));
        for (SmppVersion version : SmppVersion.values()) {
            if (version != asked) {
                versions.add(version);
            }
        }
        return versions;
    }

    /** Many take any version and speak 3.4: 5.0 only if the SMSC says so itself. */
    private static SmppVersion best(List<SmppVersion> taken, boolean newer) {
        if (taken.contains(SmppVersion.V5_0) && (newer || taken.size() == 1)) {
            return SmppVersion.V5_0;
        }
        return taken.contains(SmppVersion.V3_4) ? SmppVersion.V3_4 : taken.get(0);
    }

    private void systemType(SmppVersion version) throws InterruptedException {
        Credentials credentials = plan.bind().request().credentials();
        if (credentials.systemType().isEmpty()) {
            findings.found("/smpp/bind/system_type", "optional", "bound without one");
            return;
        }
        Credentials without = new Credentials(credentials.systemId(), credentials.password());
        Attempt attempt = attempt(settings(version, without).subList(0, 1));
        progress.accept("bind without system_type: " + attempt.told());
        if (attempt.loss == null) {
            findings.found("/smpp/bind/system_type", "optional", "bound without one");
        } else if (attempt.loss.commandStatus() == CommandStatus.ESME_RINVSYSTYP) {
            findings.found("/smpp/bind/system_type", "required", "ESME_RINVSYSTYP without one");
        } else {
            findings.notFound("whether system_type is required: without it, " + attempt.told());
        }
    }

    /** One that the SMSC may give for the version or the kind of the bind, so that another is worth an attempt. */
    private static boolean isOfVersion(LinkLoss loss) {
        return switch (loss.cause()) {
            case PEER_CLOSED, PEER_UNBOUND -> true;
            case BIND_REFUSED ->
                switch (loss.commandStatus()) {
                    case CommandStatus.ESME_RINVCMDID, CommandStatus.ESME_RSYSERR, CommandStatus.ESME_RBINDFAIL -> true;
                    default -> false;
                };
            default -> false;
        };
    }

    private static String hint(LinkLoss loss) {
        String told = Submitter.told(loss);
        return switch (loss.commandStatus()) {
            case CommandStatus.ESME_RALYBND -> told + "; is a gateway bound with this account?";
            case CommandStatus.ESME_RINVSYSTYP -> told + "; it wants a system_type";
            default -> told;
        };
    }

    /**
     * What came of a bind.
     *
     * @param loss null if it was taken
     */
    private record Attempt(@Nullable LinkLoss loss, @Nullable BindResponse peer) {

        String told() {
            if (loss != null) {
                return Submitter.told(loss);
            }
            return peer == null || peer.interfaceVersion() < 0
                    ? "taken"
                    : "taken, and says it speaks 0x%02x".formatted(peer.interfaceVersion());
        }
    }

    private Attempt attempt(List<BindSettings> settings) throws InterruptedException {
        try (ProbeLink link = new ProbeLink(settings, loops, ProbeLink.deliveries())) {
            LinkLoss loss = link.open(openTimeout(plan));
            return new Attempt(loss, loss == null ? link.peer() : null);
        }
    }

    /** The link that the messages go over. */
    ProbeLink link(SmppVersion version, boolean watched, Queue<Delivery> deliveries) {
        List<BindSettings> settings = settings(version, plan.bind().request().credentials()).stream()
                .map(one -> watched ? one : silent(one))
                .toList();
        return new ProbeLink(settings, loops, deliveries);
    }

    static Duration openTimeout(ProbePlan plan) {
        BindTimings.Deadlines deadlines = plan.bind().timings().deadlines();
        return deadlines.connect().plus(deadlines.bindResponse()).plusSeconds(5);
    }

    private static BindSettings silent(BindSettings settings) {
        BindTimings timings = settings.timings();
        return settings.withTimings(new BindTimings(
                timings.deadlines(),
                new KeepAlive(BEYOND_ALL, timings.keepAlive().response()),
                timings.backoff()));
    }

    private List<BindSettings> settings(SmppVersion version, Credentials credentials) {
        BindTimings timings = plan.bind().timings();
        BindSettings one = plan.bind()
                .withTimings(new BindTimings(timings.deadlines(), timings.keepAlive(), NOT_AGAIN))
                .withWindow(Math.max(1, plan.limits().window()));
        boolean pair = plan.pairs() || version == SmppVersion.V3_3;
        BindRequest asked = plan.bind().request();
        BindRequest request = new BindRequest(
                pair ? BindType.TRANSMITTER : BindType.TRANSCEIVER, version, credentials, asked.addressRange());
        return pair
                ? List.of(one.withRequest(request), one.withRequest(request.withType(BindType.RECEIVER)))
                : List.of(one.withRequest(request));
    }
}
