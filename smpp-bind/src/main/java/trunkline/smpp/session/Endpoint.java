package trunkline.smpp.session;

import org.jspecify.annotations.Nullable;

/**
 * Where an SMSC listens, and how to get there.
 *
 * @param host a name, looked up at each attempt, or an address
 * @param port 1 to 65535; 2775 is the registered one, 3550 that of SMPP over TLS
 * @param localAddress the address of this machine to connect from; empty to leave it to the system
 * @param tls null for a connection in the clear
 */
public record Endpoint(String host, int port, String localAddress, @Nullable TlsSettings tls) {

    public Endpoint {
        if (host.isBlank()) {
            throw new IllegalArgumentException("'host' must not be empty");
        }
        if (port < 1 || port > 65_535) {
            throw new IllegalArgumentException("'port' is '%d': must be 1 to 65535".formatted(port));
        }
    }

    /** In the clear, from whatever address the system takes. */
    public static Endpoint of(String host, int port) {
        return new Endpoint(host, port, "", null);
    }

    public Endpoint withTls(@Nullable TlsSettings other) {
        return new Endpoint(host, port, localAddress, other);
    }

    public Endpoint withLocalAddress(String other) {
        return new Endpoint(host, port, other, tls);
    }
}
