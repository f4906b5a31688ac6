package trunkline.sip.trunk;

import java.util.Locale;
import java.util.Optional;

/** How SIP messages travel (RFC 3261 §18). */
public enum Transport {
    UDP(5060, false),
    TCP(5060, true),
    /** TLS over TCP (RFC 3261 §26.2.1). */
    TLS(5061, true);

    private final int defaultPort;
    private final boolean stream;

    Transport(int defaultPort, boolean stream) {
        this.defaultPort = defaultPort;
        this.stream = stream;
    }

    /** By the {@code transport} parameter of a URI, in any case; empty for one that we do not have. */
    public static Optional<Transport> byToken(String token) {
        for (Transport transport : values()) {
            if (transport.token().equalsIgnoreCase(token)) {
                return Optional.of(transport);
            }
        }
        return Optional.empty();
    }

    /** As in the {@code transport} parameter of a URI. */
    public String token() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Where requests go if nobody names a port (RFC 3261 §19.1.1). */
    public int defaultPort() {
        return defaultPort;
    }

    /** Whether it has connections, which neither lose messages nor cut them, and need Content-Length (§18.3). */
    public boolean isStream() {
        return stream;
    }
}
