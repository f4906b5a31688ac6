package trunkline.gateway.account;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/** Counts the requests of each account. One counter an account that was seen, so as many as there are. Thread-safe. */
public final class RateLimits {

    private final RateLimit limit;
    private final LongSupplier nanoClock;
    private final Map<Long, RateLimit.Counter> counters = new ConcurrentHashMap<>();

    public RateLimits(RateLimit limit, LongSupplier nanoClock) {
        this.limit = limit;
        this.nanoClock = nanoClock;
    }

    /** Counts one request of {@code account}. */
    public RateLimit.Decision take(Account account) {
        return counters.computeIfAbsent(account.id(), id -> new RateLimit.Counter(limit))
                .take(nanoClock.getAsLong());
    }
}
