package trunkline.sip.stream;

import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * The other end of a connection: what tells one connection from another.
 *
 * @param address the port it listens on where we connect; the one it connects from where it does
 * @param tls null for TCP
 */
public record StreamPeer(InetSocketAddress address, @Nullable TlsPeer tls) {

    public boolean isSecure() {
        return tls != null;
    }

    /**
     * What we demand of a peer over TLS.
     *
     * @param name that its certificate must have; empty where it has connected to us
     * @param identity our own side; two trunks at one address may show different certificates, so each has its connection
     */
    public record TlsPeer(String name, TlsIdentity identity) {}
}
