package trunkline.gateway.account;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Tells whose key a request carries. An answer is remembered for a few seconds, so that a busy account costs no query a
 * request, and a key that was taken away stops soon. Thread-safe.
 */
public final class Authenticator {

    private record Remembered(Account account, long untilNanos) {}

    /** Keys remembered; beyond that the one not used for longest is asked for again. */
    private static final int REMEMBERED_MAX = 10_000;

    private static final long REMEMBERED_NANOS = TimeUnit.SECONDS.toNanos(5);

    private final AccountStore accounts;
    private final LongSupplier nanoClock;
    private final Map<String, Remembered> remembered = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Remembered> eldest) {
            return size() > REMEMBERED_MAX;
        }
    };

    public Authenticator(AccountStore accounts, LongSupplier nanoClock) {
        this.accounts = accounts;
        this.nanoClock = nanoClock;
    }

    /** The account that this key belongs to, if it is one. */
    public CompletableFuture<Optional<Account>> byKey(String key) {
        String hash = ApiKey.hash(key);
        long nowNanos = nanoClock.getAsLong();
        synchronized (remembered) {
            Remembered known = remembered.get(hash);
            if (known != null && known.untilNanos() - nowNanos > 0) {
                return CompletableFuture.completedFuture(Optional.of(known.account()));
            }
        }
        return accounts.byKeyHash(hash).thenApply(account -> {
            remember(hash, account, nowNanos + REMEMBERED_NANOS);
            return account;
        });
    }

    /** The account of this name that this key belongs to, if it is one. */
    public CompletableFuture<Optional<Account>> byNameAndKey(String name, String key) {
        return byKey(key)
                .thenApply(account -> account.filter(found -> found.name().equals(name)));
    }

    private void remember(String hash, Optional<Account> account, long untilNanos) {
        synchronized (remembered) {
            account.ifPresentOrElse(
                    found -> remembered.put(hash, new Remembered(found, untilNanos)), () -> remembered.remove(hash));
        }
    }
}
