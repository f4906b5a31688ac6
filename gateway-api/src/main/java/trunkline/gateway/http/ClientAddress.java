package trunkline.gateway.http;

import io.netty.handler.codec.http.HttpHeaders;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.HexFormat;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Where a request comes from: the other end of its connection, or what a proxy that is trusted says in X-Forwarded-For. */
public final class ClientAddress {

    private static final String FORWARDED_FOR = "X-Forwarded-For";
    private static final String UNKNOWN = "unknown";
    /** Addresses of one network at a customer's, by which he is counted as one (RFC 6177 §2). */
    private static final int V6_NETWORK_OCTETS = 8;

    private static final int V4_OCTETS = 4;

    /** Reads addresses without asking name servers. */
    public interface Reader {
        @Nullable
        InetAddress read(String text);
    }

    /**
     * Where a request comes from.
     *
     * @param address null if that is not known
     * @param counted as what it is counted: of IPv6 only the network, since its owner may use any address in it
     */
    public record Client(@Nullable InetAddress address, String counted) {

        static final Client NOBODY = new Client(null, UNKNOWN);

        static Client of(InetAddress address) {
            return new Client(address, text(address));
        }
    }

    private final Predicate<InetAddress> isProxy;
    private final Reader reader;

    /** @param isProxy whether the word of this address is taken */
    public ClientAddress(Predicate<InetAddress> isProxy, Reader reader) {
        this.isProxy = isProxy;
        this.reader = reader;
    }

    /** Of all requests on a connection; null if each says its own. */
    @Nullable
    Client of(SocketAddress peer) {
        if (!(peer instanceof InetSocketAddress internet) || internet.getAddress() == null) {
            return Client.NOBODY;
        }
        return isProxy.test(internet.getAddress()) ? null : Client.of(internet.getAddress());
    }

    /** Of one request that a proxy has passed on. */
    Client of(SocketAddress proxy, HttpHeaders headers) {
        InetAddress address = ((InetSocketAddress) proxy).getAddress();
        // the last hop that is no proxy of ours: what stands before it anybody may have written
        String[] hops = String.join(",", headers.getAll(FORWARDED_FOR)).split(",", -1);
        for (int i = hops.length - 1; i >= 0; i--) {
            InetAddress hop = reader.read(hops[i].strip());
            if (hop == null) {
                break;
            }
            address = hop;
            if (!isProxy.test(hop)) {
                break;
            }
        }
        return Client.of(address);
    }

    private static String text(InetAddress address) {
        byte[] octets = address.getAddress();
        return octets.length == V4_OCTETS
                ? address.getHostAddress()
                : HexFormat.of().formatHex(octets, 0, V6_NETWORK_OCTETS);
    }
}
