package trunkline.sip.stack;

import java.net.InetAddress;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Who may speak to us: the addresses of the trunks, and those that we have sent a request to. Nobody else gets an answer.
 * Thread-safe.
 */
final class KnownPeers {

    /** Addresses that requests went to; when there are more, all are forgotten, and known again by the next request. */
    private static final int MAX_CALLED = 4096;

    private final Set<InetAddress> called = ConcurrentHashMap.newKeySet();
    private final Map<Object, Set<InetAddress>> trunks = new ConcurrentHashMap<>();

    boolean isKnown(InetAddress address) {
        return called.contains(address) || trunks.values().stream().anyMatch(addresses -> addresses.contains(address));
    }

    /** A request goes there. */
    void onRequestTo(InetAddress address) {
        if (!called.contains(address)) {
            if (called.size() >= MAX_CALLED) {
                called.clear();
            }
            called.add(address);
        }
    }

    /** These are the addresses of {@code trunk}, in place of those that it had. */
    void put(Object trunk, Collection<InetAddress> addresses) {
        trunks.put(trunk, Set.copyOf(addresses));
    }

    void remove(Object trunk) {
        trunks.remove(trunk);
    }
}
