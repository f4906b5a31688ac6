package trunkline.media.sdp;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Where we are willing to send packets because somebody's SDP says so. Without it, an SDP could have us play prompts to
 * any service of this machine or its network.
 *
 * @param loopbackAllowed this machine itself and its link, for tests and simulators
 * @param ours addresses that we ourselves receive at, refused so that no call hears itself
 */
public record AddressPolicy(boolean loopbackAllowed, Predicate<InetSocketAddress> ours) {

    /** Any address of another machine. */
    public static final AddressPolicy OTHERS = new AddressPolicy(false, address -> false);

    /** Any address of this or another machine. */
    public static final AddressPolicy ANYWHERE = new AddressPolicy(true, address -> false);

    /** Below it no RTP is received, but DNS, NTP and the like are. */
    private static final int PORT_MIN = 1024;

    /** Why nothing is sent to {@code target}, or null if it may be. */
    @Nullable
    String refusal(InetSocketAddress target) {
        InetAddress address = target.getAddress();
        if (target.getPort() < PORT_MIN) {
            return "port " + target.getPort() + ": must be " + PORT_MIN + " to 65535";
        }
        if (address.isMulticastAddress() || isBroadcast(address)) {
            return "address " + address.getHostAddress() + ": must be one receiver's, not a group's";
        }
        if (address.isAnyLocalAddress()) {
            return "address " + address.getHostAddress() + ": must be a receiver's";
        }
        if (address.isLoopbackAddress() && !loopbackAllowed) {
            return "address " + address.getHostAddress() + ": must not be this machine itself";
        }
        if (address.isLinkLocalAddress() && !loopbackAllowed) {
            // where a host keeps services for its guests, keys among them (169.254.169.254)
            return "address " + address.getHostAddress() + ": must not be one of this link alone";
        }
        if (ours.test(target)) {
            return "address " + address.getHostAddress() + " port " + target.getPort() + ": is one of ours";
        }
        return null;
    }

    private static boolean isBroadcast(InetAddress address) {
        byte[] octets = address.getAddress();
        // 240.0.0.0/4 is reserved, 255.255.255.255 is everybody here
        return address instanceof Inet4Address && (octets[0] & 0xF0) == 0xF0;
    }
}
