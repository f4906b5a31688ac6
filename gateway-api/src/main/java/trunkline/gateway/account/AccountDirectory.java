package trunkline.gateway.account;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** All accounts there are. */
public interface AccountDirectory {

    /** All of them, by name. */
    CompletableFuture<List<Account>> accounts();

    /** The number of the account of this name, if there is one. */
    CompletableFuture<Optional<Long>> numberOf(String name);
}
