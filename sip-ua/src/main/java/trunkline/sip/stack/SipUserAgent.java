package trunkline.sip.stack;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import trunkline.sip.dialog.Reason;
import trunkline.sip.locate.DnsNames;
import trunkline.sip.locate.Locator;
import trunkline.sip.stream.TlsIdentity;
import trunkline.sip.trunk.TrunkSettings;

/**
 * A SIP user agent that places calls: the entry point of this module. One serves any number of trunks. Thread-safe.
 *
 * <p>The constructor does nothing; {@link #start} opens the sockets and threads, {@link #close} ends the calls and
 * undoes it.
 */
public final class SipUserAgent implements AutoCloseable {

    private final SipSettings settings;
    private final @Nullable MessageTap tap;
    private final CallTable table;
    private @Nullable Running running;
    private boolean closed;

    public SipUserAgent(SipSettings settings) {
        this(settings, null);
    }

    /** @param tap sees every message; null for none */
    public SipUserAgent(SipSettings settings, @Nullable MessageTap tap) {
        this.settings = settings;
        this.tap = tap;
        this.table = new CallTable(settings.limits().calls());
    }

    /** Opens the sockets. */
    public synchronized void start() throws IOException {
        if (running != null || closed) {
            throw new IllegalStateException("a user agent starts once");
        }
        running = Running.start(settings, table, tap);
    }

    /** Where we listen; known after {@link #start}. */
    public InetSocketAddress localAddress() {
        return new InetSocketAddress(
                settings.bindAddress(), running().jain.ports().main());
    }

    /** Where we listen on TLS, if we do; known after {@link #start}. */
    public InetSocketAddress localTlsAddress() {
        return new InetSocketAddress(
                settings.bindAddress(), running().jain.ports().tls());
    }

    /**
     * Takes a trunk into use: registers, and watches it, where its settings say so. Closing the user agent closes it too.
     * Fails where the files of its TLS settings cannot be used.
     */
    public SipTrunk open(TrunkSettings settings, TrunkListener listener) throws IOException {
        Running now = running();
        SipTrunk trunk = new SipTrunk(now.parts, now.workers, settings, listener);
        trunk.open();
        now.trunks.add(trunk);
        return trunk;
    }

    /**
     * Takes a trunk into use in place of {@code old}, whose calls go on as they began. Fails as {@link #open} does, and {@code old}
     * is then as it was.
     */
    public SipTrunk replace(SipTrunk old, TrunkSettings settings, TrunkListener listener) throws IOException {
        SipTrunk trunk = open(settings, listener);
        retire(old, trunk);
        return trunk;
    }

    /** Takes a trunk out of use, whose calls go on. */
    public void retire(SipTrunk trunk) {
        retire(trunk, null);
    }

    private void retire(SipTrunk trunk, @Nullable SipTrunk successor) {
        running().trunks.remove(trunk);
        trunk.close(successor);
    }

    /** Fails where the files of a trunk's TLS settings cannot be used; does nothing else. */
    public static void check(TrunkSettings settings) throws IOException {
        if (settings.tls() != null) {
            new TlsIdentity(settings.tls()).check();
        }
    }

    /** What is held now. */
    public TableSizes sizes() {
        Running now = current();
        return now == null
                ? TableSizes.EMPTY
                : new TableSizes(
                        table.live(),
                        table.lingering(),
                        table.dialogs(),
                        now.jain.stack().getClientTransactionTableSize(),
                        now.jain.stack().getServerTransactionTableSize(),
                        now.jain.streams().size());
    }

    /** What was turned away since the start. */
    public DropCounts drops() {
        Running now = running();
        return new DropCounts(
                now.jain.sockets().dropped(),
                now.jain.sockets().strangers(),
                now.jain.streams().turnedAway(),
                now.door.refused(),
                now.door.strays(),
                now.events.dropped());
    }

    /**
     * Ends all calls by CANCEL or BYE, waits for them as long as the limits say, reports the rest as ended, waits up to a second
     * for registrars to take back what was registered, and closes the sockets.
     */
    @Override
    public void close() {
        Running now;
        synchronized (this) {
            now = closed ? null : running;
            closed = true;
        }
        if (now != null) {
            now.close(table);
        }
    }

    private synchronized @Nullable Running current() {
        return running;
    }

    private Running running() {
        Running now = current();
        if (now == null) {
            throw new IllegalStateException("not started");
        }
        return now;
    }

    /** What exists between start and close. */
    private record Running(
            JainStack jain,
            UaParts parts,
            ThreadPoolExecutor workers,
            Doorkeeper door,
            StackEvents events,
            Set<SipTrunk> trunks) {

        static Running start(SipSettings settings, CallTable table, @Nullable MessageTap tap) throws IOException {
            SipSettings.TlsListening tls = settings.tls();
            if (tls != null) {
                new TlsIdentity(tls.settings(), tls.demandsCertificate()).check();
            }
            KnownPeers peers = new KnownPeers();
            JainStack jain = JainStack.open(settings, peers::isKnown);
            SipWire wire = new SipWire(jain, settings);
            SipMessages messages = new SipMessages(settings.sentBy(), jain.ports(), settings.userAgent());
            UaParts parts = new UaParts(
                    settings,
                    wire,
                    messages,
                    table,
                    new Timers(System::nanoTime),
                    locator(settings),
                    peers,
                    new Farewells(System::nanoTime),
                    jain.streams(),
                    jain.streamMessages(),
                    System::nanoTime);
            jain.messageLog().setTap(message -> {
                table.find(message.callId()).ifPresent(call -> call.tapped(message));
                if (tap != null) {
                    tap.onMessage(message);
                }
            });
            jain.sockets().setLog(jain.messageLog());
            jain.sockets().setGate(new SipSockets.Gate(peers, callId -> table.find(callId)
                    .isPresent()));
            Doorkeeper door = new Doorkeeper(table, wire, messages, jain);
            StackEvents events = new StackEvents(jain, wire, messages, table);
            jain.listen(door, events);
            return new Running(
                    jain, parts, newWorkers(settings.limits().workers()), door, events, ConcurrentHashMap.newKeySet());
        }

        private static Locator locator(SipSettings settings) throws IOException {
            InetAddress local = InetAddress.getByName(settings.bindAddress());
            DnsNames names =
                    settings.nameServers().isEmpty() ? DnsNames.ofSystem() : DnsNames.asking(settings.nameServers());
            return new Locator(names, address -> address.getClass() == local.getClass(), new SecureRandom());
        }

        /** Each call has at most one task in the queue, so the limit of calls bounds it. */
        private static ThreadPoolExecutor newWorkers(int count) {
            AtomicInteger number = new AtomicInteger();
            return new ThreadPoolExecutor(count, count, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> {
                Thread thread = new Thread(task, "sip-call-" + number.getAndIncrement());
                thread.setDaemon(true);
                return thread;
            });
        }

        void close(CallTable table) {
            trunks.forEach(SipTrunk::close);
            table.close();
            table.all().forEach(call -> call.hangUp(Reason.NORMAL_CLEARING));
            try {
                table.awaitNoneLive(
                        System.nanoTime() + parts.settings().limits().closing().toNanos());
                table.all().forEach(Call::abandon);
                table.awaitNoneLive(System.nanoTime() + TimeUnit.SECONDS.toNanos(1));
                parts.farewells().await(System.nanoTime() + TimeUnit.SECONDS.toNanos(1));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            workers.shutdown();
            parts.timers().close();
            jain.close();
        }
    }
}
