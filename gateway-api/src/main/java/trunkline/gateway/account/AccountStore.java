package trunkline.gateway.account;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Where accounts are kept. */
public interface AccountStore {

    /** The account whose key has this {@link ApiKey#hash}, if there is one. */
    CompletableFuture<Optional<Account>> byKeyHash(String hash);
}
