package trunkline.media.rtp;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.socket.DatagramPacket;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicBoolean;
import trunkline.media.srtp.SrtpProtector;

/**
 * One call's view of a port that many share. A packet is put with those of the other calls, which leave together in one
 * system call.
 *
 * <p>The memory of a packet is the call's own, and used again for the next: should the system have no room for so long
 * that the one before is still there, the next is not sent.
 */
final class SharedSocket extends RtpSocket {

    /** The longest audio packet, or report, with its protection. */
    private static final int OCTETS_MAX = 640;

    private final SharedPortIo io;
    private final Channel rtpChannel;
    private final Channel rtcpChannel;
    private final AtomicBoolean closed = new AtomicBoolean();
    private final Outlet rtp;
    private final Outlet rtcp;

    SharedSocket(SharedPortIo io, Channel rtp, Channel rtcp) {
        this.io = io;
        this.rtpChannel = rtp;
        this.rtcpChannel = rtcp;
        this.rtp = new Outlet(rtp);
        this.rtcp = new Outlet(rtcp);
    }

    SharedPortIo io() {
        return io;
    }

    @Override
    public InetSocketAddress local() {
        return io.local();
    }

    @Override
    public boolean isClosed() {
        return closed.get();
    }

    /** The port is others' too, and stays open. */
    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            rtp.release();
            rtcp.release();
        }
    }

    /** What comes is told apart by where it comes from, so the other side must send from where it says. */
    @Override
    void aim(RtpTarget target, boolean learnsSource) {
        rtp.aim(rtpChannel, target.rtp());
        rtcp.aim(target.isMuxed() ? rtpChannel : rtcpChannel, target.rtcp());
        io.moved(this, target);
    }

    @Override
    void learned(InetSocketAddress source, boolean isRtcp) {
        // nothing else than what was agreed is ever heard
    }

    @Override
    boolean sendRtp(ByteBuffer packet) {
        return rtp.send(packet);
    }

    @Override
    boolean sendRtcp(ByteBuffer packet) {
        return rtcp.send(packet);
    }

    /** What one kind of packet goes through. */
    private static final class Outlet {
        private Channel channel;
        private final ByteBuf octets = Unpooled.directBuffer(OCTETS_MAX + SrtpProtector.ADDED_MAX);
        private DatagramPacket packet = new DatagramPacket(octets, new InetSocketAddress(0));

        Outlet(Channel channel) {
            this.channel = channel;
        }

        void aim(Channel through, InetSocketAddress to) {
            channel = through;
            packet = new DatagramPacket(octets, to);
        }

        boolean send(ByteBuffer content) {
            if (octets.refCnt() != 1) {
                return false;
            }
            octets.clear().writeBytes(content);
            // Netty takes one reference away when the packet has left
            var unused = channel.write(packet.retain(), channel.voidPromise());
            return true;
        }

        void release() {
            octets.release();
        }
    }
}
