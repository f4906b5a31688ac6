package trunkline.gateway.config;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A range of IP addresses, written {@code 10.0.0.0/8}, {@code fd00::/8}, or as one address.
 *
 * @param first its lowest address
 * @param prefixLength bits that all of its addresses share
 */
public record Network(InetAddress first, int prefixLength) implements Predicate<InetAddress> {

    static final String RULE = "must be networks such as 10.0.0.0/8, fd00::/8, or single addresses";

    private static final Pattern IPV4 = Pattern.compile("(0|[1-9][0-9]{0,2})(\\.(0|[1-9][0-9]{0,2})){3}");
    private static final Pattern IPV6 = Pattern.compile("[0-9a-fA-F:.]*:[0-9a-fA-F:.]*");
    private static final int OCTET_MAX = 255;

    /** The network that {@code text} writes, or null if it writes none, or has bits behind its prefix. */
    static @Nullable Network parse(String text) {
        int slash = text.indexOf('/');
        InetAddress address = address(slash < 0 ? text : text.substring(0, slash));
        if (address == null) {
            return null;
        }
        int bits = address.getAddress().length * Byte.SIZE;
        Integer length = slash < 0 ? Integer.valueOf(bits) : Values.integer(text.substring(slash + 1), 0, bits);
        if (length == null) {
            return null;
        }
        byte[] octets = address.getAddress();
        for (int bit = length; bit < bits; bit++) {
            if (bit(octets, bit)) {
                return null;
            }
        }
        return new Network(address, length);
    }

    /** The networks in the list under a key. */
    static List<Network> list(Section section, String key) {
        List<Network> networks = new ArrayList<>();
        for (String text : section.texts(key)) {
            Network network = parse(text);
            if (network == null) {
                section.wrong(key, RULE);
                break;
            }
            networks.add(network);
        }
        return List.copyOf(networks);
    }

    /** The network of a text that is known to write one. */
    public static Network of(String text) {
        Network network = parse(text);
        if (network == null) {
            throw new IllegalArgumentException("'" + text + "' " + RULE);
        }
        return network;
    }

    /**
     * The address that {@code text} writes in its usual form, or null: four decimal numbers without zeros in front, or
     * hexadecimal groups without a zone. Never looks a name up.
     */
    public static @Nullable InetAddress address(String text) {
        boolean v4 = IPV4.matcher(text).matches() && hasOctetsOnly(text);
        if (!v4 && !IPV6.matcher(text).matches()) {
            return null;
        }
        try {
            return InetAddress.getByName(text);
        } catch (UnknownHostException e) {
            return null; // colons and digits that are no address
        }
    }

    private static boolean hasOctetsOnly(String text) {
        for (String number : text.split("\\.", -1)) {
            if (Integer.parseInt(number) > OCTET_MAX) {
                return false;
            }
        }
        return true;
    }

    @Override
    public boolean test(InetAddress address) {
        return contains(address);
    }

    public boolean contains(InetAddress address) {
        byte[] mine = first.getAddress();
        byte[] its = address.getAddress();
        if (mine.length != its.length) {
            return false;
        }
        for (int bit = 0; bit < prefixLength; bit++) {
            if (bit(mine, bit) != bit(its, bit)) {
                return false;
            }
        }
        return true;
    }

    private static boolean bit(byte[] octets, int bit) {
        return (octets[bit / Byte.SIZE] >> (Byte.SIZE - 1 - bit % Byte.SIZE) & 1) != 0;
    }

    /** As it is written in the file. */
    @Override
    public String toString() {
        return first.getHostAddress() + "/" + prefixLength;
    }
}
