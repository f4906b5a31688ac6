package trunkline.sip.locate;

import java.net.InetSocketAddress;
import trunkline.sip.trunk.Transport;

/**
 * One place to send a request to.
 *
 * @param address resolved
 * @param name the host that was looked up, which the peer's certificate must name (RFC 5922 §4)
 */
public record Target(Transport transport, InetSocketAddress address, String name) {

    public Target {
        if (address.isUnresolved()) {
            throw new IllegalArgumentException("'address' is '" + address + "': must be resolved");
        }
    }

    /** {@code 192.0.2.1:5060;transport=udp}. */
    @Override
    public String toString() {
        String host = address.getAddress().getHostAddress();
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + address.getPort() + ";transport="
                + transport.token();
    }
}
