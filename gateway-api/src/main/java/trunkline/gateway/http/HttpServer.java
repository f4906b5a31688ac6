package trunkline.gateway.http;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.ServerChannel;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Listens for HTTP/1.1. */
public final class HttpServer implements AutoCloseable {

    static final int LINE_OCTETS_MAX = 8_192;
    static final int HEADER_OCTETS_MAX = 16_384;
    private static final int BACKLOG = 1_024;
    private static final long CLOSE_SECONDS = 5;

    private final InetSocketAddress address;
    private final Front front;
    private final OpenConnections connections = new OpenConnections();
    private @Nullable EventLoopGroup loops;
    private @Nullable Channel listening;

    /** @param address resolved when it starts; port 0 lets the system choose */
    public HttpServer(InetSocketAddress address, Front front) {
        this.address = address;
        this.front = front;
    }

    /** Listens; an address that cannot be had is an {@link IOException} that names it. */
    public void start() throws IOException {
        IoHandlerFactory io = Epoll.isAvailable() ? EpollIoHandler.newFactory() : NioIoHandler.newFactory();
        Class<? extends ServerChannel> channel =
                Epoll.isAvailable() ? EpollServerSocketChannel.class : NioServerSocketChannel.class;
        int threads = Runtime.getRuntime().availableProcessors();
        EventLoopGroup group = new MultiThreadIoEventLoopGroup(threads, new DefaultThreadFactory("http"), io);
        loops = group;
        ServerBootstrap bootstrap = new ServerBootstrap()
                .group(group)
                .channel(channel)
                .option(ChannelOption.SO_BACKLOG, BACKLOG)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childHandler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel connection) {
                        connection
                                .pipeline()
                                .addLast(
                                        new ConnectionGate(connections, front.clients()),
                                        new HttpServerCodec(decoderConfig()),
                                        new HttpConnection(front));
                    }
                });
        try {
            listening = bootstrap
                    .bind(address.getHostString(), address.getPort())
                    .sync()
                    .channel();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } catch (Exception e) {
            // Netty throws the checked exception of the failed bind without declaring it
            close();
            throw new IOException(
                    "cannot listen on " + address.getHostString() + ":" + address.getPort() + ": " + e.getMessage(), e);
        }
    }

    private static HttpDecoderConfig decoderConfig() {
        return new HttpDecoderConfig()
                .setMaxInitialLineLength(LINE_OCTETS_MAX)
                .setMaxHeaderSize(HEADER_OCTETS_MAX)
                .setAllowDuplicateContentLengths(false);
    }

    /** Those that are open. */
    public OpenConnections connections() {
        return connections;
    }

    /** Where it listens, once started: tells the port if port 0 was asked for. */
    public InetSocketAddress address() {
        Channel channel = listening;
        if (channel == null) {
            throw new IllegalStateException("not started");
        }
        return (InetSocketAddress) channel.localAddress();
    }

    /** Stops listening, closes the connections, and ends the threads. */
    @Override
    public void close() {
        if (listening != null) {
            listening.close().awaitUninterruptibly();
        }
        if (loops != null) {
            loops.shutdownGracefully(0, CLOSE_SECONDS, TimeUnit.SECONDS).awaitUninterruptibly();
        }
    }
}
