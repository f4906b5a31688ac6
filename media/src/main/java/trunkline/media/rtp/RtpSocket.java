package trunkline.media.rtp;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;

/**
 * The local ports of one call: RTP on an even port, RTCP on the next (RFC 3550 §11).
 *
 * <p>Opened by {@link RtpPorts} before the INVITE, since the offer names the port. Whoever holds it closes it;
 * {@link RtpPacer#start} takes it over in every case. Closing twice does nothing, and may be done by any thread; all else
 * is the pacing thread's.
 */
public abstract class RtpSocket implements AutoCloseable {

    /** Where the other side shall send RTP, as bound: what the offer names, unless the address outside is another. */
    public abstract InetSocketAddress local();

    public abstract boolean isClosed();

    @Override
    public abstract void close();

    /** From now on packets go to, and are taken from, {@code target} only. */
    abstract void aim(RtpTarget target, boolean learnsSource) throws IOException;

    /** The other side's packets come from here: so ours go there from now on. */
    abstract void learned(InetSocketAddress source, boolean rtcp) throws IOException;

    /**
     * Sends what lies between position and limit of {@code packet}; false if the system has no room for it now.
     *
     * @throws java.net.PortUnreachableException if a packet before met a closed port; this one was not sent for it
     */
    abstract boolean sendRtp(ByteBuffer packet) throws IOException;

    /** The same for a report. */
    abstract boolean sendRtcp(ByteBuffer packet) throws IOException;
}
