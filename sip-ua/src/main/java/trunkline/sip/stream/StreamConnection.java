package trunkline.sip.stream;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.EventLoop;
import io.netty.handler.codec.CorruptedFrameException;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import io.netty.handler.timeout.IdleStateEvent;
import io.netty.handler.timeout.IdleStateHandler;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.security.cert.X509Certificate;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.jspecify.annotations.Nullable;
import trunkline.sip.stream.StreamPeer.TlsPeer;

/**
 * One connection: messages wait until it is open, TLS and the peer's name included; then they go out in order. It ends
 * once, whoever ends it, and says so once. All but {@link #send}, {@link #fail} and {@link #isOpen} is confined to the
 * event loop.
 */
final class StreamConnection extends ChannelInboundHandlerAdapter {

    private final Streams streams;
    private final StreamPeer peer;
    private final EventLoop loop;
    private final AtomicInteger waitingOctets = new AtomicInteger();
    private final Queue<byte[]> waiting = new ArrayDeque<>();
    private volatile boolean open;
    private boolean ended;
    private @Nullable Channel channel;
    private @Nullable MessageFrames frames;
    private @Nullable Future<?> partial;
    private boolean framed;

    StreamConnection(Streams streams, StreamPeer peer) {
        this.streams = streams;
        this.peer = peer;
        this.loop = streams.loop();
    }

    StreamPeer peer() {
        return peer;
    }

    boolean isOpen() {
        return open;
    }

    /** Sends, or has it wait. Where too much waits, the peer does not read, and the connection ends. */
    void send(byte[] message) {
        if (waitingOctets.addAndGet(message.length) > streams.limits().waitingOctets()) {
            fail("the peer does not read");
            return;
        }
        run(() -> {
            if (ended) {
                // Lost on its way here: whoever sent it hears of it now.
                streams.listener().onLost(peer, "the connection is lost");
            } else if (open) {
                write(message);
            } else {
                waiting.add(message);
            }
        });
    }

    private void write(byte[] message) {
        Channel current = channel;
        if (current != null) {
            streams.listener().onSending(peer, message);
            current.writeAndFlush(Unpooled.wrappedBuffer(message))
                    .addListener(written -> waitingOctets.addAndGet(-message.length));
        }
    }

    /** Ends it, for this reason. */
    void fail(@Nullable String cause) {
        run(() -> end(cause == null ? "the connection failed" : cause));
    }

    private void run(Runnable task) {
        try {
            loop.execute(task);
        } catch (RejectedExecutionException closed) {
            // All connections have ended with their thread.
        }
    }

    private void end(String cause) {
        if (ended) {
            return;
        }
        ended = true;
        open = false;
        streams.forget(this);
        if (partial != null) {
            partial.cancel(false);
        }
        if (channel != null) {
            var unused = channel.close();
        }
        waiting.clear();
        streams.listener().onLost(peer, cause);
    }

    // its life

    /** We connect: the handlers, before the connection is there. */
    void connecting(Channel connecting) {
        TlsPeer tls = peer.tls();
        try {
            InetSocketAddress address = peer.address();
            handlers(
                    connecting,
                    tls == null
                            ? null
                            : tls.identity().client().newHandler(connecting.alloc(), tls.name(), address.getPort()));
        } catch (IOException e) {
            end(String.valueOf(e.getMessage()));
            var unused = connecting.close();
        }
    }

    /** Somebody has connected to us. */
    void accepted(Channel accepted) {
        TlsPeer tls = peer.tls();
        try {
            handlers(accepted, tls == null ? null : tls.identity().server().newHandler(accepted.alloc()));
        } catch (IOException e) {
            end(String.valueOf(e.getMessage()));
            var unused = accepted.close();
        }
    }

    private void handlers(Channel of, @Nullable SslHandler tls) {
        channel = of;
        MessageFrames cutting = new MessageFrames(streams.limits().messageOctets());
        frames = cutting;
        ChannelPipeline pipeline = of.pipeline();
        if (tls != null) {
            tls.setHandshakeTimeoutMillis(streams.limits().connect().toMillis());
            pipeline.addLast(tls);
        }
        pipeline.addLast(
                new IdleStateHandler(0, 0, streams.limits().idle().toMillis(), TimeUnit.MILLISECONDS), cutting, this);
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        if (!peer.isSecure()) {
            opened();
        }
    }

    private void opened() {
        open = true;
        for (byte[] message; (message = waiting.poll()) != null; ) {
            write(message);
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        end("the peer closed the connection");
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        framed = true;
        streams.listener().onMessage(peer, (byte[]) message);
    }

    /** A message that has begun must be whole in time, or whoever sends it holds the connection for nothing. */
    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        boolean partly = frames != null && frames.isPartial();
        if (partial != null && (framed || !partly)) {
            partial.cancel(false);
            partial = null;
        }
        framed = false;
        if (partly && partial == null) {
            partial = loop.schedule(
                    () -> {
                        streams.brokeTheRules();
                        end("a message was not whole in time");
                    },
                    streams.limits().message().toMillis(),
                    TimeUnit.MILLISECONDS);
        }
        context.fireChannelReadComplete();
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event instanceof IdleStateEvent && open) {
            var unused = context.writeAndFlush(Unpooled.wrappedBuffer(MessageFrames.PING));
        } else if (event instanceof SslHandshakeCompletionEvent handshake) {
            onHandshake(context, handshake);
        }
    }

    private void onHandshake(ChannelHandlerContext context, SslHandshakeCompletionEvent handshake) {
        if (!handshake.isSuccess()) {
            end("TLS failed: " + reason(handshake.cause()));
            return;
        }
        String wrong = wrongName(context);
        if (wrong == null) {
            opened();
        } else {
            end(wrong);
        }
    }

    /** Why the peer is not who it should be; null where it is. */
    private @Nullable String wrongName(ChannelHandlerContext context) {
        TlsPeer tls = peer.tls();
        SslHandler handler = context.pipeline().get(SslHandler.class);
        if (tls == null || tls.name().isEmpty() || handler == null) {
            return null;
        }
        try {
            X509Certificate certificate =
                    (X509Certificate) handler.engine().getSession().getPeerCertificates()[0];
            return PeerNames.allow(certificate, tls.name())
                    ? null
                    : "TLS failed: the certificate is for " + PeerNames.of(certificate) + ", not for " + tls.name();
        } catch (SSLPeerUnverifiedException e) {
            return "TLS failed: " + e.getMessage();
        }
    }

    private static String reason(Throwable cause) {
        Throwable root = cause;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return String.valueOf(root.getMessage());
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        if (cause instanceof CorruptedFrameException) {
            streams.brokeTheRules();
            end("not SIP: " + cause.getMessage());
        } else if (cause instanceof DecoderException && cause.getCause() instanceof SSLException) {
            end("TLS failed: " + reason(cause));
        } else {
            end(reason(cause));
        }
    }
}
