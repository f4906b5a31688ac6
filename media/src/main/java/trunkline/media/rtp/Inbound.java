package trunkline.media.rtp;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.PortUnreachableException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads what the other sides send, on a thread {@code media-rtp-inbound}, so that none of it costs the pacing thread
 * anything.
 *
 * <p>It also closes the sockets of ended streams, since a port is free only after the selector has let go of it. What
 * waits to be closed is bounded by the number of streams.
 */
final class Inbound {

    private static final Logger LOGGER = LoggerFactory.getLogger(Inbound.class);

    /** Packets read from one socket before the others get their turn; the rest waits in the kernel, which drops. */
    private static final int READS_MAX = 16;

    private final Selector selector;
    private final LongSupplier nanoClock;
    private final InboundPacket packet = new InboundPacket();
    private final Queue<OwnSocket> ended = new ConcurrentLinkedQueue<>();
    private final Thread thread;
    private volatile boolean running = true;

    /** What becomes of what one socket gives. */
    interface Handler {
        /** A packet came in; it is not kept. */
        void onPacket(InboundPacket packet, long nowNanos);

        /** The other side's port is closed (ICMP). */
        void onUnreachable();
    }

    private Inbound(String name, LongSupplier nanoClock, Selector selector) {
        this.nanoClock = nanoClock;
        this.selector = selector;
        this.thread = new Thread(this::run, name);
        thread.setDaemon(true);
    }

    /** Not reading yet; the caller starts and closes it. */
    static Inbound open(String name, LongSupplier nanoClock) throws IOException {
        return new Inbound(name, nanoClock, Selector.open());
    }

    void start() {
        thread.start();
    }

    /** Reads both sockets of a stream from now on. */
    void add(OwnSocket socket, Handler rtp, Handler rtcp) throws ClosedChannelException {
        try {
            socket.rtp().register(selector, SelectionKey.OP_READ, rtp);
            socket.rtcp().register(selector, SelectionKey.OP_READ, rtcp);
            selector.wakeup();
        } catch (ClosedSelectorException e) {
            throw new ClosedChannelException();
        }
    }

    /** Lets go of a stream's sockets and closes them, soon. */
    void release(OwnSocket socket) {
        ended.add(socket);
        try {
            selector.wakeup();
        } catch (ClosedSelectorException e) {
            closeEnded();
        }
    }

    void close(long millis) throws InterruptedException {
        running = false;
        selector.wakeup();
        thread.join(millis);
        closeEnded();
        try {
            selector.close();
        } catch (IOException e) {
            LOGGER.atWarn().setCause(e).log("selector not closed");
        }
    }

    private void run() {
        while (running) {
            try {
                selector.select(this::onReady);
                closeEnded();
            } catch (IOException e) {
                LOGGER.atError().setCause(e).log("inbound RTP cannot be read");
                return;
            } catch (RuntimeException e) {
                LOGGER.atError().setCause(e).log("inbound packet not handled");
            }
        }
    }

    private void onReady(SelectionKey key) {
        Handler handler = (Handler) key.attachment();
        DatagramChannel channel = (DatagramChannel) key.channel();
        try {
            for (int i = 0; i < READS_MAX; i++) {
                ByteBuffer room = packet.room();
                var source = (InetSocketAddress) channel.receive(room);
                if (source == null) {
                    return;
                }
                packet.take(source, room.position());
                handler.onPacket(packet, nanoClock.getAsLong());
            }
        } catch (PortUnreachableException e) {
            handler.onUnreachable();
        } catch (IOException e) {
            key.cancel(); // closed, or broken: the sending side finds out and says so
        }
    }

    /** A channel gives its port back only once its key is gone: cancel, let the selector see it, then close. */
    private void closeEnded() {
        OwnSocket socket = ended.poll();
        while (socket != null) {
            cancel(socket.rtp());
            cancel(socket.rtcp());
            selectNothing();
            socket.close();
            socket = ended.poll();
        }
    }

    private void cancel(DatagramChannel channel) {
        SelectionKey key = channel.keyFor(selector);
        if (key != null) {
            key.cancel();
        }
    }

    private void selectNothing() {
        try {
            selector.selectNow();
        } catch (IOException e) {
            LOGGER.atWarn().setCause(e).log("selector did not let go of a socket");
        } catch (ClosedSelectorException e) {
            // it holds nothing any more
        }
    }
}
