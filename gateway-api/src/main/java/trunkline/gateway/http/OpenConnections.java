package trunkline.gateway.http;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * How many connections are open, of all clients and of each: whoever opens one beyond the bounds has it closed at once, so that
 * no client takes the sockets that others, binds and calls need. Connections of proxies count among all alone. Thread-safe.
 */
public final class OpenConnections {

    /** Well within the file descriptors that a process usually may have. */
    private static final int ALL_MAX = 16_384;

    private static final int OF_ONE_MAX = 2_048;

    private final int allMax;
    private final int ofOneMax;
    private final AtomicInteger all = new AtomicInteger();
    /** Bounded by the number of all. */
    private final Map<String, Integer> byClient = new ConcurrentHashMap<>();

    private final LongAdder refused = new LongAdder();

    OpenConnections() {
        this(ALL_MAX, OF_ONE_MAX);
    }

    OpenConnections(int allMax, int ofOneMax) {
        this.allMax = allMax;
        this.ofOneMax = ofOneMax;
    }

    /** How many there are. */
    public int count() {
        return all.get();
    }

    /** How many were closed at once. */
    public long refused() {
        return refused.sum();
    }

    /**
     * One more; false if that is beyond the bounds.
     *
     * @param client null for a proxy
     */
    boolean open(ClientAddress.@Nullable Client client) {
        boolean fits = all.incrementAndGet() <= allMax;
        if (client != null) {
            fits &= byClient.merge(client.counted(), 1, Integer::sum) <= ofOneMax;
        }
        if (!fits) {
            refused.increment();
            close(client);
        }
        return fits;
    }

    /** One less, of those for which {@link #open} was true. */
    void close(ClientAddress.@Nullable Client client) {
        all.decrementAndGet();
        if (client != null) {
            byClient.computeIfPresent(client.counted(), (name, count) -> count == 1 ? null : count - 1);
        }
    }
}
