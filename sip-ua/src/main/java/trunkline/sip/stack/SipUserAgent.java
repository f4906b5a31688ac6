package trunkline.sip.stack;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import trunkline.sip.dialog.Reason;
import trunkline.sip.dialog.SipStatus;
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
        return new InetSocketAddress(settings.bindAddress(), running().jain.port());
    }

    /**
     * Places a call. Returns at once, before the INVITE is sent; what becomes of it, a failure to send it too, goes to
     * {@code listener}. Where there are too many calls, it ends at once as failed with a local 503.
     */
    public OutboundCall dial(TrunkSettings trunk, CallRequest request, CallListener listener) {
        Running now = running();
        Call call = new Call(now.parts, now.workers, trunk, request, listener);
        if (table.admit(call)) {
            call.start();
        } else {
            call.refuse(SipStatus.transportFailure("Too many calls, or closing"));
        }
        return call;
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
                        now.jain.stack().getServerTransactionTableSize());
    }

    /** What was turned away since the start. */
    public DropCounts drops() {
        Running now = running();
        return new DropCounts(
                now.jain.sockets().dropped(), now.door.refused(), now.door.strays(), now.events.dropped());
    }

    /**
     * Ends all calls by CANCEL or BYE, waits for them as long as the limits say, reports the rest as ended, and closes
     * the sockets.
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
            JainStack jain, UaParts parts, ThreadPoolExecutor workers, Doorkeeper door, StackEvents events) {

        static Running start(SipSettings settings, CallTable table, @Nullable MessageTap tap) throws IOException {
            JainStack jain = JainStack.open(settings);
            String sentBy = settings.sentBy();
            SipWire wire = new SipWire(jain, sentBy, settings);
            SipMessages messages = new SipMessages(sentBy, jain.port(), settings.userAgent());
            UaParts parts =
                    new UaParts(settings, wire, messages, table, new CallTimers(System::nanoTime), System::nanoTime);
            jain.messageLog().setTap(tap);
            jain.sockets().setLog(jain.messageLog());
            Doorkeeper door = new Doorkeeper(table, wire, messages, jain);
            StackEvents events = new StackEvents(jain, wire, messages, table);
            jain.listen(door, events);
            return new Running(jain, parts, newWorkers(settings.limits().workers()), door, events);
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
            table.close();
            table.all().forEach(call -> call.hangUp(Reason.NORMAL_CLEARING));
            try {
                table.awaitNoneLive(
                        System.nanoTime() + parts.settings().limits().closing().toNanos());
                table.all().forEach(Call::abandon);
                table.awaitNoneLive(System.nanoTime() + TimeUnit.SECONDS.toNanos(1));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            workers.shutdown();
            parts.timers().close();
            jain.close();
        }
    }
}
