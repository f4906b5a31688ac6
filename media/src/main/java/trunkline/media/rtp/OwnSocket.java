package trunkline.media.rtp;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Two sockets that belong to one call. As a rule they are connected: the kernel then drops what others send, says when
 * nobody listens, and looks up the way only once.
 */
final class OwnSocket extends RtpSocket {

    private static final Logger LOGGER = LoggerFactory.getLogger(OwnSocket.class);

    private final Port rtp;
    private final Port rtcp;
    private final InetSocketAddress localRtp;
    private final Runnable returnPorts;
    private final AtomicBoolean closed = new AtomicBoolean();
    private boolean muxed;

    OwnSocket(DatagramChannel rtp, DatagramChannel rtcp, Runnable returnPorts) throws IOException {
        this.rtp = new Port(rtp);
        this.rtcp = new Port(rtcp);
        this.localRtp = (InetSocketAddress) rtp.getLocalAddress();
        this.returnPorts = returnPorts;
    }

    @Override
    public InetSocketAddress local() {
        return localRtp;
    }

    @Override
    public boolean isClosed() {
        return closed.get();
    }

    DatagramChannel rtp() {
        return rtp.channel;
    }

    DatagramChannel rtcp() {
        return rtcp.channel;
    }

    @Override
    void aim(RtpTarget target, boolean learnsSource) throws IOException {
        muxed = target.isMuxed();
        rtp.aim(target.rtp(), target.hasAddress(), learnsSource);
        rtcp.aim(target.rtcp(), target.hasAddress() && !muxed, learnsSource);
    }

    @Override
    void learned(InetSocketAddress source, boolean isRtcp) throws IOException {
        (isRtcp ? rtcp : rtp).aim(source, true, false);
    }

    @Override
    boolean sendRtp(ByteBuffer packet) throws IOException {
        return rtp.send(packet);
    }

    @Override
    boolean sendRtcp(ByteBuffer packet) throws IOException {
        return (muxed ? rtp : rtcp).send(packet);
    }

    /** Closes both sockets and returns their ports to where they came from. */
    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            close(rtp.channel);
            close(rtcp.channel);
            returnPorts.run();
        }
    }

    static void close(DatagramChannel channel) {
        try {
            channel.close();
        } catch (IOException e) {
            LOGGER.atWarn().setCause(e).log("socket not closed");
        }
    }

    /** One of the two. */
    private static final class Port {
        private final DatagramChannel channel;
        private boolean connected;
        private InetSocketAddress to;

        Port(DatagramChannel channel) throws IOException {
            this.channel = channel;
            this.to = (InetSocketAddress) channel.getLocalAddress();
        }

        /** While the source is yet to be learned, the kernel must let through what comes from other ports. */
        void aim(InetSocketAddress target, boolean hasAddress, boolean learns) throws IOException {
            channel.disconnect();
            connected = hasAddress && !learns; // connecting to 0.0.0.0 would be connecting to ourselves
            to = target;
            if (connected) {
                channel.connect(target);
            }
        }

        boolean send(ByteBuffer packet) throws IOException {
            return (connected ? channel.write(packet) : channel.send(packet, to)) > 0;
        }
    }
}
