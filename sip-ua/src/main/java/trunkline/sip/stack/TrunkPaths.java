package trunkline.sip.stack;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import trunkline.sip.locate.Located;
import trunkline.sip.locate.Locator;
import trunkline.sip.locate.SickTargets;
import trunkline.sip.locate.Target;
import trunkline.sip.stream.StreamPeer;
import trunkline.sip.stream.StreamPeer.TlsPeer;
import trunkline.sip.stream.Streams;
import trunkline.sip.stream.TlsIdentity;
import trunkline.sip.trunk.NextHop;
import trunkline.sip.trunk.TlsSettings;
import trunkline.sip.trunk.Transport;
import trunkline.sip.trunk.TrunkSettings;

/** How the requests of one trunk find their way. Thread-safe. */
final class TrunkPaths {

    /** What may be on the path without being cut, as nobody knows its MTU (RFC 3261 §18.1.1). */
    static final int LARGE_OCTETS = 1300;

    private static final int VIA_OCTETS = 120;

    /** How long it is remembered that a target has no TCP. */
    private static final long WITHOUT_TCP_NANOS = TimeUnit.MINUTES.toNanos(10);

    private static final int MAX_WITHOUT_TCP = 256;

    private final TrunkSettings trunk;
    private final boolean tcp;
    private final LongSupplier nanoClock;
    private final Map<Target, Long> withoutTcpUntilNanos = new HashMap<>();
    private final Locator locator;
    private final KnownPeers peers;
    private final Streams streams;
    private final TlsIdentity identity;
    private final SickTargets sick;

    TrunkPaths(TrunkSettings trunk, UaParts parts) {
        this.trunk = trunk;
        this.tcp = parts.settings().tcp();
        this.nanoClock = parts.nanoClock();
        this.locator = parts.locator();
        this.peers = parts.peers();
        this.streams = parts.streams();
        this.identity = new TlsIdentity(tls(trunk.tls()));
        this.sick = new SickTargets(nanoClock);
    }

    private static TlsSettings tls(@Nullable TlsSettings settings) {
        return settings == null ? TlsSettings.DEFAULT : settings;
    }

    TlsIdentity identity() {
        return identity;
    }

    SickTargets sick() {
        return sick;
    }

    CompletionStage<Located> locate(NextHop hop) {
        CompletionStage<Located> located = locator.locate(hop, trunk.transports());
        return hop.equals(trunk.proxy()) ? located.thenApply(this::remembering) : located;
    }

    /** Requests may come from where the trunk is. */
    private Located remembering(Located located) {
        List<InetAddress> addresses = new ArrayList<>(trunk.sources());
        if (located instanceof Located.Found found) {
            found.targets().forEach(target -> addresses.add(target.address().getAddress()));
        }
        peers.put(this, addresses);
        return located;
    }

    Path path(Target target) {
        return path(target, target.transport());
    }

    /**
     * For a request of this size, without its Via: one that may not fit into a packet goes over TCP (RFC 3261 §18.1.1),
     * unless TCP has failed there before.
     */
    Path path(Target target, int octets) {
        boolean large = octets + VIA_OCTETS > LARGE_OCTETS && target.transport() == Transport.UDP;
        return large && tcp && trunk.manners().largeByTcp() && !isWithoutTcp(target)
                ? path(target, Transport.TCP)
                : path(target);
    }

    private boolean isWithoutTcp(Target target) {
        synchronized (withoutTcpUntilNanos) {
            Long until = withoutTcpUntilNanos.get(target);
            return until != null && nanoClock.getAsLong() - until < 0;
        }
    }

    /** This target does not speak TCP, for now. */
    void onLargeRefused(Target target) {
        synchronized (withoutTcpUntilNanos) {
            if (withoutTcpUntilNanos.size() >= MAX_WITHOUT_TCP) {
                withoutTcpUntilNanos.clear();
            }
            withoutTcpUntilNanos.put(target, nanoClock.getAsLong() + WITHOUT_TCP_NANOS);
        }
    }

    private Path path(Target target, Transport transport) {
        TlsPeer tls = null;
        if (transport == Transport.TLS) {
            String name = tls(trunk.tls()).name();
            tls = new TlsPeer(name == null ? target.name() : name, identity);
        }
        return new Path(transport, new StreamPeer(target.address(), tls));
    }

    /** Whether a request would go over a connection that is there. */
    boolean isOpen(Path path) {
        return path.transport().isStream() && streams.isOpen(path.peer());
    }

    /** Nothing is known of the trunk any more. */
    void close() {
        peers.remove(this);
    }
}
