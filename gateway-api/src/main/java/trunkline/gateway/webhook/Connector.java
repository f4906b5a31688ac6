package trunkline.gateway.webhook;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslHandler;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Opens connections to endpoints: looks the name up, judges each address, and connects to an address that was judged, not
 * to the name, whose next answer may be another. Thread-safe.
 */
final class Connector {

    /** Is told what came of it, on the loop. Once. */
    interface Opening {
        void opened(Connection connection);

        void failed(String why);
    }

    private static final int CONNECT_MILLIS = 3_000;
    private static final long HANDSHAKE_MILLIS = 5_000;
    /** Addresses of one name that are tried, one after the other. */
    private static final int ADDRESSES_MAX = 3;

    private final HostNames names;
    private final AddressRules rules;
    private final SslContext tls;

    Connector(HostNames names, AddressRules rules, SslContext tls) {
        this.names = names;
        this.rules = rules;
        this.tls = tls;
    }

    AddressRules rules() {
        return rules;
    }

    void open(TargetUrl target, EventLoop loop, Connection.Owner owner, Opening opening) {
        CompletableFuture<List<InetAddress>> found = target.address() == null
                ? names.lookUp(target.host())
                : CompletableFuture.completedFuture(List.of(target.address()));
        var unused = found.whenComplete((addresses, failure) -> loop.execute(() -> {
            if (failure != null) {
                opening.failed(String.valueOf(failure.getMessage()));
            } else {
                connect(new Way(target, loop, owner, opening), addresses);
            }
        }));
    }

    private record Way(TargetUrl target, EventLoop loop, Connection.Owner owner, Opening opening) {}

    private void connect(Way way, List<InetAddress> addresses) {
        List<InetAddress> usable = new ArrayList<>();
        String forbidden = "there is no address";
        for (InetAddress address : addresses) {
            String what = rules.brokenRule(address);
            if (what == null) {
                usable.add(address);
            } else {
                forbidden = forbidden(way.target(), address, what);
            }
        }
        if (usable.isEmpty()) {
            way.opening().failed(forbidden);
        } else {
            connect(way, usable, 0);
        }
    }

    /** Why nothing is sent to an address. */
    static String forbidden(TargetUrl target, InetAddress address, String what) {
        String where =
                target.address() == null ? target.host() + " leads to " + address.getHostAddress() + ", " : "it is ";
        return where + what + ", which webhooks.allow-networks of the gateway does not allow";
    }

    private void connect(Way way, List<InetAddress> addresses, int number) {
        boolean last = number + 1 == Math.min(addresses.size(), ADDRESSES_MAX);
        Bootstrap bootstrap = new Bootstrap()
                .group(way.loop())
                .channel(Epoll.isAvailable() ? EpollSocketChannel.class : NioSocketChannel.class)
                .option(ChannelOption.TCP_NODELAY, true)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, CONNECT_MILLIS)
                .handler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel channel) {
                        channel.pipeline().addLast(Connection.decoder());
                    }
                });
        bootstrap
                .connect(new InetSocketAddress(
                        addresses.get(number), way.target().port()))
                .addListener((ChannelFuture done) -> {
                    if (done.isSuccess()) {
                        agree(way, done.channel());
                    } else if (last) {
                        way.opening()
                                .failed("it cannot be reached: " + done.cause().getMessage());
                    } else {
                        connect(way, addresses, number + 1);
                    }
                });
    }

    private void agree(Way way, Channel channel) {
        if (!way.target().tls()) {
            ready(way, channel);
            return;
        }
        SslHandler handler = tls.newHandler(
                channel.alloc(), way.target().host(), way.target().port());
        handler.setHandshakeTimeoutMillis(HANDSHAKE_MILLIS);
        channel.pipeline().addFirst(handler);
        handler.handshakeFuture().addListener(done -> {
            if (done.isSuccess()) {
                ready(way, channel);
            } else {
                var unused = channel.close();
                way.opening().failed("TLS failed: " + done.cause().getMessage());
            }
        });
    }

    private static void ready(Way way, Channel channel) {
        Connection connection = new Connection(channel, way.owner());
        channel.pipeline().addLast(connection);
        way.opening().opened(connection);
    }
}
