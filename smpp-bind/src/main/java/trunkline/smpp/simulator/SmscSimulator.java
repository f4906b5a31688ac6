package trunkline.smpp.simulator;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.LengthFieldBasedFrameDecoder;
import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.IntPredicate;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import trunkline.smpp.address.Address;

/**
 * An SMSC that speaks SMPP 3.3, 3.4 or 5.0, in the clear or over TLS, to any number of ESMEs, and behaves or misbehaves as it is told.
 *
 * <p>Owns one thread, on which all of it happens, from {@link #start} to {@link #close}; its methods may be called from any
 * thread. Its memory is bounded: receipts and messages that wait for an ESME are counted, and too many of them make it
 * answer ESME_RMSGQFUL.
 */
public final class SmscSimulator implements AutoCloseable {

    private static final int FRAME_OCTETS = 65_536;
    private static final long CLOSE_SECONDS = 5;
    private static final long QUIET_MILLIS = 20;

    private final SimulatorSettings settings;
    private final SmscCore core;
    private @Nullable EventLoopGroup group;
    private @Nullable Channel server;

    public SmscSimulator(SimulatorSettings settings, SmscBehaviour behaviour, SimulatorListener listener) {
        this.settings = settings;
        this.core = new SmscCore(settings, behaviour, listener, Clock.systemUTC());
    }

    /** Listens. Once; throws if the port is taken. */
    public synchronized void start() {
        if (group != null) {
            throw new IllegalStateException("started before");
        }
        SslContext tls = settings.tls() == null ? null : serverContext(settings.tls());
        group = new MultiThreadIoEventLoopGroup(
                1, new DefaultThreadFactory("smsc-simulator", true), NioIoHandler.newFactory());
        server = new ServerBootstrap()
                .group(group)
                .channel(NioServerSocketChannel.class)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childHandler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel channel) {
                        if (tls != null) {
                            channel.pipeline().addLast(tls.newHandler(channel.alloc()));
                        }
                        channel.pipeline()
                                .addLast(new LengthFieldBasedFrameDecoder(FRAME_OCTETS, 0, 4, -4, 0))
                                .addLast(new EsmeLink(core, channel));
                    }
                })
                .bind(settings.host(), settings.port())
                .syncUninterruptibly()
                .channel();
    }

    private static SslContext serverContext(SimulatorSettings.Tls tls) {
        try {
            var builder = SslContextBuilder.forServer(
                            tls.certificate().toFile(), tls.key().toFile())
                    .sslProvider(SslProvider.JDK);
            if (tls.clients() != null) {
                builder.trustManager(tls.clients().toFile()).clientAuth(ClientAuth.REQUIRE);
            }
            return builder.build();
        } catch (SSLException | IllegalArgumentException e) {
            throw new IllegalArgumentException("'tls' is '%s': %s".formatted(tls, e.getMessage()), e);
        }
    }

    /** The port it listens on, after {@link #start}. */
    public synchronized int port() {
        if (server == null) {
            throw new IllegalStateException("not started");
        }
        return ((InetSocketAddress) server.localAddress()).getPort();
    }

    /** Behaves like this from now on; what is under way goes on as it began. */
    public void behave(SmscBehaviour other) {
        core.behave(other);
    }

    public SmscBehaviour behaviour() {
        return core.behaviour();
    }

    /** submit_sm that came so far, refused ones included. */
    public long submits() {
        return core.submits();
    }

    /** Links bound at this moment. */
    public int binds() {
        return core.binds();
    }

    /** Receipts and messages that wait for their time, for a bind, or for an ESME's answer. */
    public int waiting() {
        return core.waiting();
    }

    /**
     * Sends a message from a phone to the ESME {@code systemId}, now or when it binds; lost if too much waits already.
     *
     * @throws IllegalArgumentException if {@code text} takes more than 255 segments
     */
    public void send(String systemId, Address from, Address to, String text) {
        send(systemId, new PhoneMessage(from, to, text, PhoneMessage.Form.UDH_8_BIT), false);
    }

    /** The same in a form of its own; its segments in disorder if {@code shuffled}. */
    public void send(String systemId, PhoneMessage message, boolean shuffled) {
        loop().execute(() -> {
            var parcels = new ArrayList<>(message.parcels(core.random().nextInt(65_536)));
            if (shuffled) {
                Collections.shuffle(parcels, core.random());
            }
            core.send(systemId, parcels);
        });
    }

    /**
     * Sends many messages at once as a bad network brings them: the segments of all in disorder, a share of them twice.
     *
     * @param twice the share of segments that come twice, 0 to 1
     * @param losesOne whether the message at an index loses one of its segments
     */
    public void sendDisordered(String systemId, List<PhoneMessage> messages, double twice, IntPredicate losesOne) {
        loop().execute(() -> {
            var all = new ArrayList<Parcel>();
            for (int i = 0; i < messages.size(); i++) {
                var parcels = new ArrayList<>(messages.get(i).parcels(i));
                var again = new ArrayList<>(messages.get(i).parcels(i));
                if (losesOne.test(i) && parcels.size() > 1) {
                    int lost = core.random().nextInt(parcels.size());
                    parcels.remove(lost);
                    again.remove(lost);
                }
                again.removeIf(parcel -> !core.chance(twice));
                all.addAll(parcels);
                all.addAll(again);
            }
            Collections.shuffle(all, core.random());
            if (!core.send(systemId, all)) {
                throw new IllegalArgumentException("more segments than can wait: " + all.size());
            }
        });
    }

    /** Cuts all links without a word. */
    public void dropLinks() {
        loop().execute(core::cutAll);
    }

    /** Cuts all links and ends the thread, at most 5 seconds later. Idempotent. */
    @Override
    public synchronized void close() {
        if (group == null || server == null) {
            return;
        }
        // First the socket, or NIO may leave it listening: it is closed for good by the select after the close.
        server.close().awaitUninterruptibly(CLOSE_SECONDS, TimeUnit.SECONDS);
        server = null;
        group.execute(core::cutAll);
        group.shutdownGracefully(QUIET_MILLIS, TimeUnit.SECONDS.toMillis(CLOSE_SECONDS), TimeUnit.MILLISECONDS)
                .awaitUninterruptibly(CLOSE_SECONDS, TimeUnit.SECONDS);
    }

    private synchronized EventLoopGroup loop() {
        if (group == null) {
            throw new IllegalStateException("not started");
        }
        return group;
    }
}
