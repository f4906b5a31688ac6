package trunkline.smpp.session;

import java.net.InetSocketAddress;
import java.net.SocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * How to get to an SMSC at this moment.
 *
 * @param to where it is
 * @param from the local address to connect from, any port; null to leave it to the system
 * @param tls null for in the clear
 * @param problem why there is no way; the others mean nothing then
 */
record Route(SocketAddress to, @Nullable SocketAddress from, @Nullable TlsContext tls, @Nullable LinkLoss problem) {

    static Route none(LinkLoss.Cause cause, String why) {
        return new Route(InetSocketAddress.createUnresolved("none", 0), null, null, new LinkLoss(cause, why));
    }

    /** Looks names up and reads files: not on a loop. */
    static Route to(Endpoint smsc) {
        var to = new InetSocketAddress(smsc.host(), smsc.port());
        if (to.isUnresolved()) {
            return none(LinkLoss.Cause.CONNECT_FAILED, "unknown host " + smsc.host());
        }
        InetSocketAddress from = smsc.localAddress().isEmpty() ? null : new InetSocketAddress(smsc.localAddress(), 0);
        if (from != null && from.isUnresolved()) {
            return none(LinkLoss.Cause.CONNECT_FAILED, "unknown local address " + smsc.localAddress());
        }
        try {
            return new Route(to, from, smsc.tls() == null ? null : TlsContext.of(smsc.tls()), null);
        } catch (IllegalArgumentException e) {
            return none(LinkLoss.Cause.TLS_FAILED, String.valueOf(e.getMessage()));
        }
    }
}
