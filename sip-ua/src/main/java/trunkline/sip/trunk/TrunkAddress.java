package trunkline.sip.trunk;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a trunk takes requests.
 *
 * @param host name or address; an IPv6 address in brackets
 * @param port 1 to 65535
 */
public record TrunkAddress(String host, int port, Transport transport) {

    /** RFC 3261 §19.1.1, for UDP and TCP. */
    public static final int DEFAULT_PORT = 5060;

    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9.-]+|\\[[0-9A-Fa-f:.]+\\]");
    private static final Pattern TEXT =
            Pattern.compile("(" + HOST + ")(?::(\\d{1,5}))?(?:;transport=(\\w+))?", Pattern.CASE_INSENSITIVE);

    public TrunkAddress {
        SettingCheck.that(HOST.matcher(host).matches(), "host", host, "must be a host name or an address");
        SettingCheck.that(port >= 1 && port <= 65535, "port", port, "must be 1 to 65535");
    }

    /**
     * Reads {@code host}, {@code host:port} or {@code host:port;transport=tcp}; without port 5060, without transport
     * UDP.
     */
    public static TrunkAddress parse(String text) {
        Matcher parts = TEXT.matcher(text);
        SettingCheck.that(parts.matches(), "proxy", text, "must be host:port;transport=udp");
        String port = parts.group(2);
        String transport = parts.group(3);
        return new TrunkAddress(
                parts.group(1),
                port == null ? DEFAULT_PORT : Integer.parseInt(port),
                transport == null ? Transport.UDP : transport(text, transport));
    }

    private static Transport transport(String text, String name) {
        for (Transport transport : Transport.values()) {
            if (transport.token().equals(name.toLowerCase(Locale.ROOT))) {
                return transport;
            }
        }
        throw new IllegalArgumentException("'proxy' is '" + text + "': transport must be udp or tcp");
    }

    /** {@code host}, with {@code :port} where it is not the default one. */
    public String hostPort() {
        return port == DEFAULT_PORT ? host : host + ":" + port;
    }
}
