package trunkline.media.sdp;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import org.jspecify.annotations.Nullable;

/** Addresses in digits. Nothing here asks a name server. */
final class IpLiteral {

    private static final int LENGTH_MAX = 45;

    private IpLiteral() {}

    /** The address of {@code type} IP4 or IP6 in {@code text}, or null if it is none: a name, a group with a TTL. */
    static @Nullable InetAddress parse(String type, String text) {
        return switch (type) {
            case "IP4" -> parse4(text);
            case "IP6" -> parse6(text);
            default -> null;
        };
    }

    /** Four decimal numbers: not 127.1, not 0x7f.1, not 0177.0.0.1, which some systems take for 127.0.0.1. */
    private static @Nullable InetAddress parse4(String text) {
        String[] parts = text.split("\\.", -1);
        byte[] octets = new byte[4];
        if (parts.length != octets.length) {
            return null;
        }
        for (int i = 0; i < octets.length; i++) {
            int value = SdpNumber.parse(parts[i]);
            if (value < 0 || value > 255 || !Integer.toString(value).equals(parts[i])) {
                return null;
            }
            octets[i] = (byte) value;
        }
        return of(octets);
    }

    private static @Nullable InetAddress parse6(String text) {
        boolean literal = text.length() <= LENGTH_MAX && text.indexOf(':') >= 0 && text.matches("[0-9A-Fa-f:.]+");
        try {
            InetAddress address = literal ? InetAddress.getByName(text) : null;
            // an IPv4 address in IPv6 clothes is not what an IP6 line is for
            return address instanceof Inet6Address ? address : null;
        } catch (UnknownHostException e) {
            return null;
        }
    }

    private static @Nullable InetAddress of(byte[] octets) {
        try {
            return Inet4Address.getByAddress(octets);
        } catch (UnknownHostException e) {
            return null; // only for another number of octets
        }
    }
}
