package trunkline.smpp.session;

import io.netty.channel.EventLoop;
import io.netty.channel.socket.SocketChannel;
import java.net.InetSocketAddress;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Consumer;

/** One event loop thread with what a connection on it needs. Thread-safe. */
public final class SmppLoop {

    private final EventLoop eventLoop;
    private final Class<? extends SocketChannel> channelType;
    private final HostLookup lookup;

    SmppLoop(EventLoop eventLoop, Class<? extends SocketChannel> channelType, HostLookup lookup) {
        this.eventLoop = eventLoop;
        this.channelType = channelType;
        this.lookup = lookup;
    }

    /** Runs what is given to it on the loop's thread, in order. */
    public ScheduledExecutorService executor() {
        return eventLoop;
    }

    /** Whether the caller is the loop's thread. */
    public boolean isCurrent() {
        return eventLoop.inEventLoop();
    }

    EventLoop eventLoop() {
        return eventLoop;
    }

    Class<? extends SocketChannel> channelType() {
        return channelType;
    }

    /** Looks {@code host} up elsewhere and calls back on the loop; the address is unresolved if the host has none. */
    void resolve(String host, int port, Consumer<InetSocketAddress> found) {
        lookup.resolve(host, port, address -> {
            if (!eventLoop.isShuttingDown()) {
                eventLoop.execute(() -> found.accept(address));
            }
        });
    }
}
