package trunkline.gateway;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import trunkline.gateway.account.AccountNames;

/** Names of accounts for those who cannot wait for the store. As many as there are accounts; a name never changes. Thread-safe. */
final class KnownNames {

    private final AccountNames accounts;
    private final Map<Long, String> names = new ConcurrentHashMap<>();

    KnownNames(AccountNames accounts) {
        this.accounts = accounts;
    }

    /** The name of an account, empty if there is none; null if it is not known: a moment later it is. */
    @Nullable
    String now(long account) {
        String known = names.get(account);
        if (known == null) {
            var unused = find(account);
        }
        return known;
    }

    CompletableFuture<String> find(long account) {
        String known = names.get(account);
        return known != null
                ? CompletableFuture.completedFuture(known)
                : accounts.nameOf(account).thenApply(name -> {
                    names.put(account, name.orElse(""));
                    return name.orElse("");
                });
    }
}
