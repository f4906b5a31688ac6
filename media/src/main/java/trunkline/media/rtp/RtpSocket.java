package trunkline.media.rtp;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.DatagramChannel;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The two bound sockets of one call: RTP on an even port, RTCP on the next (RFC 3550 §11).
 *
 * <p>Opened by {@link RtpPorts} before the INVITE, since the offer names the port. Whoever holds it closes it;
 * {@link RtpPacer#start} takes it over in every case. Closing twice does nothing. Thread-safe.
 */
public final class RtpSocket implements AutoCloseable {

    private static final Logger LOGGER = LoggerFactory.getLogger(RtpSocket.class);

    private final DatagramChannel rtp;
    private final DatagramChannel rtcp;
    private final InetSocketAddress localRtp;
    private final Runnable returnPorts;
    private final AtomicBoolean closed = new AtomicBoolean();

    RtpSocket(DatagramChannel rtp, DatagramChannel rtcp, Runnable returnPorts) throws IOException {
        this.rtp = rtp;
        this.rtcp = rtcp;
        this.localRtp = (InetSocketAddress) rtp.getLocalAddress();
        this.returnPorts = returnPorts;
    }

    /** Where the other side shall send RTP, as bound: what the offer names, unless the address outside is another. */
    public InetSocketAddress local() {
        return localRtp;
    }

    public boolean isClosed() {
        return closed.get();
    }

    DatagramChannel rtp() {
        return rtp;
    }

    DatagramChannel rtcp() {
        return rtcp;
    }

    /** From now on packets go to, and are taken from, {@code target} only: the kernel drops all others. */
    void connect(RtpTarget target) throws IOException {
        rtp.disconnect();
        rtcp.disconnect();
        if (target.hasAddress()) { // connecting to 0.0.0.0 would be connecting to ourselves
            rtp.connect(target.rtp());
            rtcp.connect(target.rtcp());
        }
    }

    /** Closes both sockets and returns their ports to where they came from. */
    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            close(rtp);
            close(rtcp);
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
}
