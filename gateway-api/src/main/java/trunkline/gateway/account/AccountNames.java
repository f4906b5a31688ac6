package trunkline.gateway.account;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** The names of accounts. */
public interface AccountNames {

    /** The name of the account of this number, if there is one. */
    CompletableFuture<Optional<String>> nameOf(long id);
}
