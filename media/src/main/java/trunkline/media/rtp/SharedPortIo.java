package trunkline.media.rtp;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.DefaultChannelPromise;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.ManualIoEventLoop;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollDatagramChannel;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.socket.DatagramPacket;
import io.netty.channel.socket.SocketProtocolFamily;
import io.netty.util.concurrent.FastThreadLocalThread;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One pair of ports for all calls of a lane, on Netty's native epoll: packets that are due together leave in one
 * {@code sendmmsg}. The pacing thread reads what comes, between its turns.
 *
 * <p>Which call a packet belongs to is told by where it comes from. Where calls go to one and the same port of the other
 * side, reports go to all of them, since each takes only what is about itself, and audio is not heard.
 */
final class SharedPortIo implements LaneIo {

    private static final Logger LOGGER = LoggerFactory.getLogger(SharedPortIo.class);

    /** At most this long is spent on reading at a time, since packets may be due. */
    private static final long READ_NANOS = TimeUnit.MICROSECONDS.toNanos(200);

    private static final int SEND_BUFFER = 4 << 20;

    private final ManualIoEventLoop loop = new ManualIoEventLoop(null, EpollIoHandler.newFactory());
    private final InetAddress address;
    private final int firstPort;
    private final int lastPort;
    private final LongSupplier nanoClock;
    private EpollDatagramChannel rtp;
    private EpollDatagramChannel rtcp;
    private final InboundPacket inbound = new InboundPacket();

    /** Who is at an address; only the pacing thread looks. */
    private final Map<InetSocketAddress, List<Listening>> rtpListeners = new HashMap<>();

    private final Map<InetSocketAddress, List<Listening>> rtcpListeners = new HashMap<>();
    private final Map<RtpSocket, Listening> calls = new HashMap<>();
    /** Whether {@link #onLoop} has been given anything since the last turn. */
    private volatile boolean tasksWait;

    /** A call that hears. */
    private record Listening(
            SharedSocket socket, StreamInbound inbound, InetSocketAddress rtp, InetSocketAddress rtcp) {}

    /** Ports that are not bound before {@link #begin}: the first free pair in the range, an even port and the next. */
    SharedPortIo(InetAddress address, int firstPort, int lastPort, LongSupplier nanoClock) {
        this.address = address;
        this.firstPort = firstPort + (firstPort & 1);
        this.lastPort = lastPort;
        this.nanoClock = nanoClock;
        this.rtp = channel();
        this.rtcp = channel();
    }

    /** Of the address's own family: else each packet's address would be copied once more, into the other. */
    private EpollDatagramChannel channel() {
        return new EpollDatagramChannel(
                address instanceof Inet4Address ? SocketProtocolFamily.INET : SocketProtocolFamily.INET6);
    }

    /** Why ports cannot be shared on this machine; empty if they can. */
    static String obstacle() {
        return Epoll.isAvailable() ? "" : "needs Linux and Netty's native epoll: " + Epoll.unavailabilityCause();
    }

    SharedSocket socket() {
        return new SharedSocket(this, rtp, rtcp);
    }

    /** Where RTP comes in, once it has begun. */
    InetSocketAddress local() {
        return rtp.localAddress();
    }

    /** One of Netty's, since on others its buffers make an object for each packet. */
    @Override
    public Thread thread(Runnable pacing, String name) {
        return new FastThreadLocalThread(pacing, name);
    }

    @Override
    public void begin() throws IOException {
        loop.setOwningThread(Thread.currentThread());
        Throwable obstacle = null;
        for (int port = firstPort; port + 1 <= lastPort; port += 2) {
            obstacle = open(rtp, port, rtpListeners, false);
            if (obstacle == null) {
                obstacle = open(rtcp, port + 1, rtcpListeners, true);
            }
            if (obstacle == null) {
                return;
            }
            // in use by another program: the next pair may be free
            close(rtp);
            close(rtcp);
            loop.runNow();
            rtp = channel();
            rtcp = channel();
        }
        end();
        throw new IOException("no pair of ports to share free from " + firstPort + " to " + lastPort + " of "
                + address.getHostAddress() + (obstacle == null ? "" : ": " + obstacle.getMessage()));
    }

    /** Null, or why the port cannot be had. */
    private @Nullable Throwable open(
            EpollDatagramChannel channel, int port, Map<InetSocketAddress, List<Listening>> listeners, boolean isRtcp) {
        channel.config().setOption(ChannelOption.SO_SNDBUF, SEND_BUFFER);
        channel.config().setOption(ChannelOption.IP_TOS, RtpPorts.EXPEDITED_FORWARDING);
        channel.config().setRecvByteBufAllocator(new FixedRecvByteBufAllocator(InboundPacket.OCTETS_MAX));
        channel.pipeline().addLast(new Reader(listeners, isRtcp));
        var registered = new DefaultChannelPromise(channel, loop);
        channel.unsafe().register(loop, registered);
        loop.runNow();
        var bound = channel.bind(new InetSocketAddress(address, port));
        loop.runNow();
        return registered.isSuccess() ? bound.cause() : registered.cause();
    }

    @Override
    public void listen(RtpSocket socket, StreamInbound from) {
        var shared = (SharedSocket) socket;
        RtpTarget target = from.target();
        onLoop(() -> put(new Listening(shared, from, target.rtp(), target.rtcp())));
    }

    /** A call's other side is elsewhere now. */
    void moved(SharedSocket socket, RtpTarget target) {
        onLoop(() -> {
            StreamInbound from = forget(socket);
            if (from != null) {
                put(new Listening(socket, from, target.rtp(), target.rtcp()));
            }
        });
    }

    @Override
    public void release(RtpSocket socket) {
        boolean soon = onLoop(() -> {
            forget(socket);
            socket.close();
        });
        if (!soon) {
            socket.close();
        }
    }

    /** False if the loop has ended. */
    private boolean onLoop(Runnable task) {
        try {
            loop.execute(task);
            tasksWait = true;
            return true;
        } catch (RejectedExecutionException e) {
            return false;
        }
    }

    private void put(Listening listening) {
        calls.put(listening.socket, listening);
        rtpListeners.computeIfAbsent(listening.rtp, at -> new ArrayList<>()).add(listening);
        rtcpListeners.computeIfAbsent(listening.rtcp, at -> new ArrayList<>()).add(listening);
    }

    /** What listened for this call; null if nothing did. */
    private @Nullable StreamInbound forget(RtpSocket socket) {
        Listening listening = calls.remove(socket);
        if (listening == null) {
            return null;
        }
        remove(rtpListeners, listening.rtp, listening);
        remove(rtcpListeners, listening.rtcp, listening);
        return listening.inbound;
    }

    private static void remove(
            Map<InetSocketAddress, List<Listening>> listeners, InetSocketAddress at, Listening listening) {
        List<Listening> here = listeners.get(at);
        if (here != null && here.remove(listening) && here.isEmpty()) {
            listeners.remove(at);
        }
    }

    @Override
    public void rest(long nanos) {
        loop.run(nanos, READ_NANOS);
    }

    @Override
    public void wake() {
        loop.wakeup();
    }

    @Override
    public void flush() {
        if (tasksWait) {
            tasksWait = false;
            loop.runNow(); // who is sent to from now on is heard before he can answer
        }
        rtp.flush();
        rtcp.flush();
    }

    @Override
    public void end() {
        close(rtp);
        close(rtcp);
        var unused = loop.shutdownGracefully(0, 0, TimeUnit.SECONDS);
        while (!loop.isTerminated()) {
            loop.runNow();
        }
    }

    private static void close(EpollDatagramChannel channel) {
        if (channel.isRegistered()) {
            var unused = channel.close();
        } else {
            channel.unsafe().closeForcibly();
        }
    }

    @Override
    public void close(long millis) {
        // the pacing thread has closed the ports
    }

    /** What comes at one of the ports. */
    private final class Reader extends ChannelInboundHandlerAdapter {
        private final Map<InetSocketAddress, List<Listening>> listeners;
        private final boolean isRtcp;

        Reader(Map<InetSocketAddress, List<Listening>> listeners, boolean isRtcp) {
            this.listeners = listeners;
            this.isRtcp = isRtcp;
        }

        @Override
        public void channelRead(ChannelHandlerContext ctx, Object message) {
            var packet = (DatagramPacket) message;
            try {
                List<Listening> here = listeners.get(packet.sender());
                if (here != null && (here.size() == 1 || isReport(packet.content()))) {
                    for (Listening listening : here) {
                        hand(packet, listening);
                    }
                }
            } finally {
                packet.release();
            }
        }

        private boolean isReport(ByteBuf content) {
            return isRtcp
                    || (content.readableBytes() > 1
                            && InboundPacket.isRtcp(content.getUnsignedByte(content.readerIndex() + 1)));
        }

        private void hand(DatagramPacket packet, Listening listening) {
            ByteBuf content = packet.content();
            int length = Math.min(content.readableBytes(), InboundPacket.OCTETS_MAX);
            ByteBuffer room = inbound.room();
            room.limit(length);
            content.getBytes(content.readerIndex(), room);
            inbound.take(packet.sender(), length);
            var handler = isRtcp ? listening.inbound.rtcp() : listening.inbound.rtp();
            handler.onPacket(inbound, nanoClock.getAsLong());
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
            // of a datagram that the system refused: the next may leave
            LOGGER.atDebug().addKeyValue("cause", cause).log("shared port refused a packet");
        }
    }
}
