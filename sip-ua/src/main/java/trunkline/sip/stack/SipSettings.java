package trunkline.sip.stack;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import trunkline.sip.trunk.TlsSettings;

/**
 * What a user agent is told at its start.
 *
 * @param bindAddress the address to listen on and to name in Via and Contact; not a wildcard
 * @param port 0 for any that is free
 * @param publicHost in Via and Contact in place of {@code bindAddress}, where we are behind a translated address
 * @param tcp whether to listen on TCP too, at the same port; trunks over TCP need it
 * @param tls whether and how to be connected to over TLS; null for not
 * @param nameServers to be asked, the first one first; empty for those of the system
 * @param t1 the estimate of a round trip from which all timers follow (RFC 3261 §17.1.1.1); 500 ms, less in tests only
 * @param userAgent the User-Agent header
 */
public record SipSettings(
        String bindAddress,
        int port,
        @Nullable String publicHost,
        boolean tcp,
        @Nullable TlsListening tls,
        List<InetSocketAddress> nameServers,
        Duration t1,
        SipLimits limits,
        String userAgent) {

    /**
     * How we are connected to over TLS. Trunks over TLS that only we connect to need none of it.
     *
     * @param port 0 for any that is free
     * @param settings with a certificate
     * @param demandsCertificate whether peers must show one that we trust (mutual TLS)
     */
    public record TlsListening(int port, TlsSettings settings, boolean demandsCertificate) {

        public TlsListening {
            check(port >= 0 && port <= 65535, "tls.port", port, "must be 0 to 65535");
            check(settings.certificate() != null, "tls.certificate", "", "must be given where we listen on TLS");
        }
    }

    private static final Duration T1 = Duration.ofMillis(500);

    public SipSettings {
        nameServers = List.copyOf(nameServers);
        check(
                !bindAddress.isBlank() && !bindAddress.equals("0.0.0.0") && !bindAddress.equals("::"),
                "bindAddress",
                bindAddress,
                "must be one address, not a wildcard: peers are told it");
        check(port >= 0 && port <= 65535, "port", port, "must be 0 to 65535");
        check(t1.toMillis() >= 5 && t1.compareTo(Duration.ofSeconds(2)) <= 0, "t1", t1, "must be 5 ms to 2 s");
        check(userAgent.matches("[ -~]{1,100}"), "userAgent", userAgent, "must be 1 to 100 printable characters");
    }

    /** The common settings for this address: UDP, any port. */
    public static SipSettings on(String bindAddress) {
        return new SipSettings(bindAddress, 0, null, false, null, List.of(), T1, SipLimits.DEFAULT, "Trunkline");
    }

    public SipSettings withPort(int newPort) {
        return new SipSettings(bindAddress, newPort, publicHost, tcp, tls, nameServers, t1, limits, userAgent);
    }

    public SipSettings withPublicHost(@Nullable String host) {
        return new SipSettings(bindAddress, port, host, tcp, tls, nameServers, t1, limits, userAgent);
    }

    public SipSettings withTcp(boolean newTcp) {
        return new SipSettings(bindAddress, port, publicHost, newTcp, tls, nameServers, t1, limits, userAgent);
    }

    public SipSettings withTls(@Nullable TlsListening listening) {
        return new SipSettings(bindAddress, port, publicHost, tcp, listening, nameServers, t1, limits, userAgent);
    }

    public SipSettings withNameServers(List<InetSocketAddress> servers) {
        return new SipSettings(bindAddress, port, publicHost, tcp, tls, servers, t1, limits, userAgent);
    }

    public SipSettings withT1(Duration newT1) {
        return new SipSettings(bindAddress, port, publicHost, tcp, tls, nameServers, newT1, limits, userAgent);
    }

    public SipSettings withLimits(SipLimits newLimits) {
        return new SipSettings(bindAddress, port, publicHost, tcp, tls, nameServers, t1, newLimits, userAgent);
    }

    /** The host that peers are told, in Via and Contact. */
    String sentBy() {
        String host = publicHost == null ? bindAddress : publicHost;
        return host.contains(":") && !host.startsWith("[") ? "[" + host + "]" : host;
    }

    static void check(boolean holds, String key, Object value, String rule) {
        if (!holds) {
            throw new IllegalArgumentException("'" + key + "' is '" + value + "': " + rule);
        }
    }
}
