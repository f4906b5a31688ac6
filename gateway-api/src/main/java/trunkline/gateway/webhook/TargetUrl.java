package trunkline.gateway.webhook;

import java.net.InetAddress;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import trunkline.gateway.config.Network;

/**
 * Where an endpoint is: an absolute http or https URL, of which every reader understands the same. Spellings that some
 * resolvers take for an address and others do not, such as {@code 127.1} or {@code 0x7f000001}, are no URLs here.
 *
 * @param tls whether it is https
 * @param host a name in lower case, or an address without brackets
 * @param address that address, null for a name
 * @param port 1 to 65535
 * @param path with the query, beginning with a slash
 */
record TargetUrl(boolean tls, String host, @Nullable InetAddress address, int port, String path) {

    private static final int LENGTH_MAX = 2_048;
    private static final int NAME_MAX = 253;
    private static final int PORT_MAX = 65_535;
    private static final int HTTP_PORT = 80;
    private static final int HTTPS_PORT = 443;

    private static final Pattern URL =
            Pattern.compile("(?i)(https?)://([^/?#]*)((?:[/?][!$%&'()*+,\\-./0-9:;=?@A-Z_a-z~]*)?)");
    private static final Pattern AUTHORITY = Pattern.compile("(?:\\[([^\\[\\]]*)]|([^:\\[\\]]*))(?::([0-9]{1,5}))?");
    private static final Pattern NAME =
            Pattern.compile("(?:[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?\\.)*[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?");
    /** What makes a resolver think of an address: a last part of digits, or in hexadecimal. */
    private static final Pattern ENDS_IN_NUMBER = Pattern.compile("(?:.*\\.)?(?:[0-9]+|0x[0-9a-f]*)");

    /** Either a URL or the rule that the text breaks. */
    private record Reading(@Nullable TargetUrl url, String rule) {

        static Reading broken(String rule) {
            return new Reading(null, rule);
        }
    }

    /** The rule that {@code text} breaks, or null if it is a URL that can be sent to. */
    static @Nullable String brokenRule(String text) {
        Reading reading = read(text);
        return reading.url() == null ? reading.rule() : null;
    }

    /** The URL of a text that breaks no rule. */
    static TargetUrl parse(String text) {
        Reading reading = read(text);
        if (reading.url() == null) {
            throw new IllegalArgumentException("the URL of an endpoint " + reading.rule());
        }
        return reading.url();
    }

    private static Reading read(String text) {
        if (text.length() > LENGTH_MAX) {
            return Reading.broken("must be no longer than " + LENGTH_MAX + " characters");
        }
        Matcher url = URL.matcher(text);
        if (!url.matches()) {
            return Reading.broken("must be an http:// or https:// URL in ASCII, without fragment, blanks or quotes");
        }
        if (url.group(2).indexOf('@') >= 0) {
            return Reading.broken("must not have a user or password in it: webhooks are known by their signature");
        }
        Matcher authority = AUTHORITY.matcher(url.group(2));
        if (!authority.matches()) {
            return Reading.broken("must name its host as a name, an IPv4 address or an IPv6 address in brackets");
        }
        boolean tls = url.group(1).equalsIgnoreCase("https");
        int port = authority.group(3) != null ? Integer.parseInt(authority.group(3)) : tls ? HTTPS_PORT : HTTP_PORT;
        if (port < 1 || port > PORT_MAX) {
            return Reading.broken("must have a port from 1 to " + PORT_MAX);
        }
        String rest = url.group(3);
        String path = rest.startsWith("/") ? rest : "/" + rest;
        return authority.group(1) != null
                ? inBrackets(tls, authority.group(1), port, path)
                : named(tls, authority.group(2).toLowerCase(Locale.ROOT), port, path);
    }

    private static Reading inBrackets(boolean tls, String text, int port, String path) {
        InetAddress address = text.indexOf(':') < 0 ? null : Network.address(text);
        return address == null
                ? Reading.broken("must have an IPv6 address, without zone, in its brackets")
                : new Reading(new TargetUrl(tls, address.getHostAddress(), address, port, path), "");
    }

    private static Reading named(boolean tls, String host, int port, String path) {
        InetAddress address = Network.address(host);
        if (address != null) {
            return new Reading(new TargetUrl(tls, host, address, port, path), "");
        }
        if (ENDS_IN_NUMBER.matcher(host).matches()) {
            return Reading.broken("must write an IPv4 address as four decimal numbers, such as 192.0.2.1");
        }
        if (host.length() > NAME_MAX || !NAME.matcher(host).matches()) {
            return Reading.broken("must have a host name of letters, digits, dashes and dots");
        }
        return new Reading(new TargetUrl(tls, host, null, port, path), "");
    }

    /** The header Host (RFC 9110 §7.2). */
    String hostHeader() {
        String shown = host.indexOf(':') < 0 ? host : "[" + host + "]";
        return port == (tls ? HTTPS_PORT : HTTP_PORT) ? shown : shown + ":" + port;
    }
}
