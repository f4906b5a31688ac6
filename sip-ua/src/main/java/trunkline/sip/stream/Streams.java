package trunkline.sip.stream;

import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollChannelOption;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import trunkline.sip.stream.StreamPeer.TlsPeer;

/**
 * All connections of a user agent, on one thread. {@link #close} cuts all connections and ends
 * it. Thread-safe.
 */
public final class Streams implements AutoCloseable {

    private static final long CLOSE_SECONDS = 2;

    private final InetAddress local;
    private final StreamLimits limits;
    private final StreamListener listener;
    private final Predicate<InetAddress> admits;
    private final Map<StreamPeer, StreamConnection> connections = new ConcurrentHashMap<>();
    private final LongAdder turnedAway = new LongAdder();
    private final EventLoopGroup group;

    /**
     * No connection, no thread yet.
     *
     * @param local the address that we connect from
     * @param admits whether this address may connect to us
     */
    public Streams(InetAddress local, StreamLimits limits, StreamListener listener, Predicate<InetAddress> admits) {
        this.local = local;
        this.limits = limits;
        this.listener = listener;
        this.admits = admits;
        IoHandlerFactory handlers = Epoll.isAvailable() ? EpollIoHandler.newFactory() : NioIoHandler.newFactory();
        this.group = new MultiThreadIoEventLoopGroup(1, new DefaultThreadFactory("sip-stream", true), handlers);
    }

    /**
     * Takes connections at this port of our address.
     *
     * @param port 0 for any
     * @param identity for TLS; null for TCP
     * @return the port
     */
    public int listen(int port, @Nullable TlsIdentity identity) throws IOException {
        ChannelFuture bound = new ServerBootstrap()
                .group(group)
                .channel(Epoll.isAvailable() ? EpollServerSocketChannel.class : NioServerSocketChannel.class)
                .option(ChannelOption.SO_REUSEADDR, true)
                .childHandler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel channel) {
                        accept(channel, identity);
                    }
                })
                .bind(new InetSocketAddress(local, port))
                .awaitUninterruptibly();
        if (!bound.isSuccess()) {
            throw new IOException(bound.cause().getMessage(), bound.cause());
        }
        return ((InetSocketAddress) bound.channel().localAddress()).getPort();
    }

    private void accept(SocketChannel channel, @Nullable TlsIdentity identity) {
        InetSocketAddress from = channel.remoteAddress();
        if (connections.size() >= limits.connections() || !admits.test(from.getAddress())) {
            turnedAway.increment();
            var unused = channel.close();
            return;
        }
        StreamPeer peer = new StreamPeer(from, identity == null ? null : new TlsPeer("", identity));
        options(channel);
        StreamConnection connection = new StreamConnection(this, peer);
        connections.put(peer, connection);
        connection.accepted(channel);
    }

    /** Half-open connections end: what is not acknowledged in time, and a system that does not answer when it is idle. */
    private void options(Channel channel) {
        channel.config().setOption(ChannelOption.TCP_NODELAY, true);
        if (channel instanceof EpollSocketChannel) {
            channel.config()
                    .setOption(
                            EpollChannelOption.TCP_USER_TIMEOUT,
                            Math.toIntExact(2 * limits.connect().toMillis()));
        }
    }

    /**
     * Sends a message, in the order of the calls. Whether it can be sent shows later, by {@link StreamListener#onLost}.
     */
    public void send(StreamPeer peer, byte[] message) {
        boolean[] opened = new boolean[1];
        StreamConnection connection = connections.computeIfAbsent(peer, absent -> {
            opened[0] = true;
            return new StreamConnection(this, absent);
        });
        if (opened[0] && connections.size() > limits.connections()) {
            connection.fail("too many connections");
            return;
        }
        connection.send(message);
        if (opened[0]) {
            connect(connection);
        }
    }

    private void connect(StreamConnection connection) {
        new Bootstrap()
                .group(group)
                .channel(Epoll.isAvailable() ? EpollSocketChannel.class : NioSocketChannel.class)
                .option(
                        ChannelOption.CONNECT_TIMEOUT_MILLIS,
                        Math.toIntExact(limits.connect().toMillis()))
                .handler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel channel) {
                        options(channel);
                        connection.connecting(channel);
                    }
                })
                .connect(connection.peer().address(), new InetSocketAddress(local, 0))
                .addListener(connected -> {
                    if (!connected.isSuccess()) {
                        connection.fail(connected.cause().getMessage());
                    }
                });
    }

    /** Whether messages to this peer would go over a connection that is open now. */
    public boolean isOpen(StreamPeer peer) {
        StreamConnection connection = connections.get(peer);
        return connection != null && connection.isOpen();
    }

    /** The connection to or from this address that is open now; null for none. */
    public @Nullable StreamPeer findOpen(InetSocketAddress address, boolean secure) {
        for (StreamConnection connection : connections.values()) {
            StreamPeer peer = connection.peer();
            if (connection.isOpen()
                    && peer.isSecure() == secure
                    && peer.address().equals(address)) {
                return peer;
            }
        }
        return null;
    }

    /** Open ones, and those that are being opened. */
    public int size() {
        return connections.size();
    }

    /** Connections that were not taken, or that ended since they broke the rules. */
    public long turnedAway() {
        return turnedAway.sum();
    }

    // for the connections

    StreamLimits limits() {
        return limits;
    }

    StreamListener listener() {
        return listener;
    }

    EventLoop loop() {
        return group.next();
    }

    void brokeTheRules() {
        turnedAway.increment();
    }

    void forget(StreamConnection connection) {
        connections.remove(connection.peer(), connection);
    }

    @Override
    public void close() {
        group.shutdownGracefully(0, CLOSE_SECONDS, TimeUnit.SECONDS)
                .awaitUninterruptibly(CLOSE_SECONDS, TimeUnit.SECONDS);
    }
}
