package trunkline.smpp.session;

import io.netty.channel.EventLoop;
import io.netty.channel.socket.SocketChannel;
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

    /** Finds the way to {@code smsc} elsewhere and calls back on the loop. */
    void prepare(Endpoint smsc, Consumer<Route> found) {
        lookup.find(smsc, route -> {
            if (!eventLoop.isShuttingDown()) {
                eventLoop.execute(() -> found.accept(route));
            }
        });
    }
}
