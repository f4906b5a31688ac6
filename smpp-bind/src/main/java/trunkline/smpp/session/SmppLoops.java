package trunkline.smpp.session;

import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The threads that all binds of a process share: event loops, on epoll where the system has it, else on NIO.
 *
 * <p>Owns its threads, named {@code smpp-1-1} and so on; close it after the last bind. Each bind lives on one loop, so
 * one loop serves many binds and two serve a machine of two cores. Thread-safe.
 */
public final class SmppLoops implements AutoCloseable {

    private static final long CLOSE_SECONDS = 5;

    private final int threads;
    private @Nullable EventLoopGroup group;
    private @Nullable HostLookup lookup;

    /**
     * Loops that are not running yet.
     *
     * @param threads 1 to 256; one serves several hundred thousand messages a second
     */
    public SmppLoops(int threads) {
        if (threads < 1 || threads > 256) {
            throw new IllegalArgumentException("'threads' is '%d': must be 1 to 256".formatted(threads));
        }
        this.threads = threads;
    }

    /** Starts the threads. Once. */
    public synchronized void start() {
        if (group != null) {
            throw new IllegalStateException("started before");
        }
        IoHandlerFactory handlers = Epoll.isAvailable() ? EpollIoHandler.newFactory() : NioIoHandler.newFactory();
        group = new MultiThreadIoEventLoopGroup(threads, new DefaultThreadFactory("smpp", true), handlers);
        lookup = new HostLookup("smpp-host-lookup");
    }

    /** The loop for the next bind, in turn. */
    public synchronized SmppLoop next() {
        if (group == null || lookup == null) {
            throw new IllegalStateException("not started");
        }
        EventLoop loop = group.next();
        Class<? extends SocketChannel> channelType =
                Epoll.isAvailable() ? EpollSocketChannel.class : NioSocketChannel.class;
        return new SmppLoop(loop, channelType, lookup);
    }

    /** Ends the threads, at most 5 seconds later. Links still open are cut. Idempotent. */
    @Override
    public synchronized void close() {
        if (group == null || lookup == null) {
            return;
        }
        lookup.close();
        group.shutdownGracefully(0, CLOSE_SECONDS, TimeUnit.SECONDS)
                .awaitUninterruptibly(CLOSE_SECONDS, TimeUnit.SECONDS);
    }
}
