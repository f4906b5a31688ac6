package trunkline.sip.trunk;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where requests go: what of a SIP URI decides it (RFC 3263 §4). What is not given is found out from the name servers.
 *
 * @param host name or address; an IPv6 address in brackets
 * @param port 1 to 65535; 0 where none is given
 * @param transport null where none is given
 */
public record NextHop(String host, int port, @Nullable Transport transport) {

    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9_.-]+|\\[[0-9A-Fa-f:.]+\\]");
    private static final Pattern TEXT =
            Pattern.compile("(" + HOST + ")(?::(\\d{1,5}))?(?:;transport=(\\w+))?", Pattern.CASE_INSENSITIVE);
    /** Scheme, user, host, port, parameters (RFC 3261 §25.1). */
    private static final Pattern URI = Pattern.compile(
            "(sips?):(?:[^@]*@)?(" + HOST + ")(?::(\\d{1,5}))?((?:;[^?]*)?)(?:\\?.*)?", Pattern.CASE_INSENSITIVE);

    private static final Pattern TRANSPORT = Pattern.compile(";transport=([^;]+)", Pattern.CASE_INSENSITIVE);
    private static final Pattern MADDR = Pattern.compile(";maddr=(" + HOST + ")", Pattern.CASE_INSENSITIVE);

    private static final Pattern LITERAL = Pattern.compile("\\d{1,3}(?:\\.\\d{1,3}){3}|\\[.*\\]");

    public NextHop {
        SettingCheck.that(HOST.matcher(host).matches(), "host", host, "must be a host name or an address");
        SettingCheck.that(port >= 0 && port <= 65535, "port", port, "must be 1 to 65535");
    }

    /** Reads {@code host}, {@code host:port}, {@code host;transport=tcp} or all three. */
    public static NextHop parse(String text) {
        Matcher parts = TEXT.matcher(text);
        SettingCheck.that(parts.matches(), "proxy", text, "must be host:port;transport=udp");
        String port = parts.group(2);
        String transport = parts.group(3);
        SettingCheck.that(port == null || Integer.parseInt(port) > 0, "proxy", text, "port must be 1 to 65535");
        return new NextHop(
                parts.group(1),
                port == null ? 0 : Integer.parseInt(port),
                transport == null ? null : transport(text, transport));
    }

    /** Where a request to this URI goes (RFC 3263 §4); empty for a URI that is not SIP, or of a transport that we lack. */
    public static Optional<NextHop> ofUri(String uri) {
        Matcher parts = URI.matcher(uri);
        if (!parts.matches() || (parts.group(3) != null && Integer.parseInt(parts.group(3)) > 65535)) {
            return Optional.empty();
        }
        Matcher maddr = MADDR.matcher(parts.group(4));
        Matcher named = TRANSPORT.matcher(parts.group(4));
        boolean isNamed = named.find();
        Optional<Transport> transport = isNamed ? Transport.byToken(named.group(1)) : Optional.empty();
        if (isNamed && transport.isEmpty()) {
            return Optional.empty();
        }
        boolean secure = parts.group(1).equalsIgnoreCase("sips");
        return Optional.of(new NextHop(
                maddr.find() ? maddr.group(1) : parts.group(2),
                parts.group(3) == null ? 0 : Integer.parseInt(parts.group(3)),
                secure ? Transport.TLS : transport.orElse(null)));
    }

    private static Transport transport(String text, String name) {
        return Transport.byToken(name)
                .orElseThrow(() ->
                        new IllegalArgumentException("'proxy' is '" + text + "': transport must be udp, tcp or tls"));
    }

    /** Whether the host is an address, so that no name server needs to be asked. */
    public boolean isAddress() {
        return LITERAL.matcher(host).matches();
    }

    /** {@code host}, with {@code :port} where one is given that is not the default one. */
    public String hostPort() {
        int usual = (transport == null ? Transport.UDP : transport).defaultPort();
        return port == 0 || port == usual ? host : host + ":" + port;
    }

    /** As it is read. */
    @Override
    public String toString() {
        return host + (port == 0 ? "" : ":" + port) + (transport == null ? "" : ";transport=" + transport.token());
    }
}
