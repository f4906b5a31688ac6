package trunkline.gateway.webhook;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import trunkline.gateway.config.Network;

/**
 * Which addresses webhooks may go to: public ones, and those of networks that the configuration allows. An address that
 * stands for another (RFC 4291 §2.5.5, RFC 6052) is judged as what it stands for.
 *
 * <p>Whoever has an account chooses URLs; without these rules he would reach what is inside the operator's network, and
 * what his cloud says of itself on 169.254.169.254.
 */
final class AddressRules {

    private record Kind(Network network, String name) {}

    /** IANA's registries of special-purpose addresses (RFC 6890), and what is no unicast. */
    private static final List<Kind> SPECIAL = List.of(
            kind("0.0.0.0/8", "an unspecified address"),
            kind("10.0.0.0/8", "a private address"),
            kind("100.64.0.0/10", "an address of a carrier's own network"),
            kind("127.0.0.0/8", "a loopback address"),
            kind("169.254.0.0/16", "a link-local address"),
            kind("172.16.0.0/12", "a private address"),
            kind("192.0.0.0/24", "an address for protocols"),
            kind("192.0.2.0/24", "an address for examples"),
            kind("192.88.99.0/24", "an address of 6to4 relays"),
            kind("192.168.0.0/16", "a private address"),
            kind("198.18.0.0/15", "an address for benchmarks"),
            kind("198.51.100.0/24", "an address for examples"),
            kind("203.0.113.0/24", "an address for examples"),
            kind("224.0.0.0/4", "a multicast address"),
            kind("240.0.0.0/4", "a reserved address"),
            kind("fc00::/7", "a private address"),
            kind("fe80::/10", "a link-local address"),
            kind("fec0::/10", "a site-local address"),
            kind("ff00::/8", "a multicast address"),
            kind("2001::/23", "an address for protocols"),
            kind("2001:db8::/32", "an address for examples"),
            kind("2002::/16", "a 6to4 address"),
            kind("3fff::/20", "an address for examples"));

    /** All other IPv6 addresses are reserved, or stand for an IPv4 address. */
    private static final Network IPV6_UNICAST = network("2000::/3");
    /** Whose last four octets are an IPv4 address; so are those of :: and ::1, which are refused either way. */
    private static final List<Network> STAND_FOR_IPV4 =
            List.of(network("::/96"), network("::ffff:0:0:0/96"), network("64:ff9b::/96"));

    private static final Network MULTICAST_IPV4 = network("224.0.0.0/4");
    private static final Network MULTICAST_IPV6 = network("ff00::/8");
    private static final int IPV4_OCTETS = 4;

    private final List<Network> allowed;

    AddressRules(List<Network> allowed) {
        this.allowed = List.copyOf(allowed);
    }

    /** What {@code address} is that nothing may be sent to, in words; null if it may. */
    @Nullable
    String brokenRule(InetAddress address) {
        InetAddress meant = meant(address);
        for (Network network : allowed) {
            boolean contains = network.contains(address) || network.contains(meant);
            if (contains && !MULTICAST_IPV4.contains(meant) && !MULTICAST_IPV6.contains(meant)) {
                return null;
            }
        }
        for (Kind kind : SPECIAL) {
            if (kind.network().contains(meant)) {
                return kind.name();
            }
        }
        boolean unicast = meant.getAddress().length == IPV4_OCTETS || IPV6_UNICAST.contains(meant);
        return unicast ? null : "a reserved address";
    }

    private static InetAddress meant(InetAddress address) {
        if (STAND_FOR_IPV4.stream().noneMatch(network -> network.contains(address))) {
            return address;
        }
        byte[] octets = address.getAddress();
        try {
            return InetAddress.getByAddress(Arrays.copyOfRange(octets, octets.length - IPV4_OCTETS, octets.length));
        } catch (UnknownHostException e) {
            throw new IllegalStateException("four octets are an address", e);
        }
    }

    private static Kind kind(String network, String name) {
        return new Kind(network(network), name);
    }

    private static Network network(String text) {
        return Network.of(text);
    }
}
