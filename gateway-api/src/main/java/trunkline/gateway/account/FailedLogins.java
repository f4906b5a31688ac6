package trunkline.gateway.account;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Counts wrong credentials by where they come from and whose they claim to be. Beyond the limit neither is believed for the rest of
 * the window, with right credentials either, so that a guess tells nothing; except for accounts that have asked from the
 * same address before, so that nobody is shut out by what others guess. Thread-safe.
 */
public final class FailedLogins {

    /** Who is counted at once; beyond that the one who failed longest ago is forgotten. */
    private static final int COUNTED_MAX = 10_000;

    /** Pairs of account and address that have asked before; two that fall together forget the older. */
    private static final int KNOWN_BITS = 14;

    private static final long SPREAD = 0x9E37_79B9_7F4A_7C15L;
    /** Characters of a name that are told apart. */
    private static final int NAME_MAX = 64;

    private static final String NAME = "name ";
    private static final String ADDRESS = "address ";

    private static final class Count {
        private long sinceNanos;
        private int failures;
    }

    private final RateLimit limit;
    private final LongSupplier nanoClock;
    private final AtomicLongArray known = new AtomicLongArray(1 << KNOWN_BITS);
    private final Map<String, Count> counts = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Count> eldest) {
            return size() > COUNTED_MAX;
        }
    };
    private volatile boolean anyFailed;

    public FailedLogins(RateLimit limit, LongSupplier nanoClock) {
        this.limit = limit;
        this.nanoClock = nanoClock;
    }

    /**
     * Seconds for which nobody is believed who comes from this address, or claims this name; 0 for as usual.
     *
     * @param name the account that the credentials name, null if they name none
     */
    public long blockedSeconds(String address, @Nullable String name) {
        if (!anyFailed) {
            return 0;
        }
        synchronized (counts) {
            long byName = name == null ? 0 : blockedSeconds(key(name));
            return Math.max(byName, blockedSeconds(ADDRESS + address));
        }
    }

    private long blockedSeconds(String who) {
        Count count = counts.get(who);
        if (count == null || count.failures < limit.requests()) {
            return 0;
        }
        long leftNanos = limit.windowNanos() - (nanoClock.getAsLong() - count.sinceNanos);
        return leftNanos <= 0 ? 0 : 1 + TimeUnit.NANOSECONDS.toSeconds(leftNanos - 1);
    }

    /** The credentials of a request were wrong. */
    public void failed(String address, @Nullable String name) {
        synchronized (counts) {
            count(ADDRESS + address);
            if (name != null) {
                count(key(name));
            }
            anyFailed = true;
        }
    }

    private static String key(String name) {
        return NAME + (name.length() <= NAME_MAX ? name : name.substring(0, NAME_MAX));
    }

    private void count(String who) {
        long now = nanoClock.getAsLong();
        Count count = counts.computeIfAbsent(who, key -> new Count());
        if (count.failures == 0 || now - count.sinceNanos >= limit.windowNanos()) {
            count.sinceNanos = now;
            count.failures = 0;
        }
        count.failures++;
    }

    /** The credentials of a request were right. */
    public void succeeded(String address, long account) {
        long pair = pair(address, account);
        int slot = slot(pair);
        if (known.getOpaque(slot) != pair) {
            known.setOpaque(slot, pair);
        }
    }

    /** Whether the account has asked from this address before. */
    public boolean isKnown(String address, long account) {
        long pair = pair(address, account);
        return known.getOpaque(slot(pair)) == pair;
    }

    private static long pair(String address, long account) {
        return ((((long) address.hashCode() << Integer.SIZE) ^ account) * SPREAD) | 1;
    }

    private static int slot(long pair) {
        return (int) (pair >>> (Long.SIZE - KNOWN_BITS));
    }
}
