package trunkline.gateway.http;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import trunkline.gateway.account.Account;
import trunkline.gateway.account.Authenticator;

/** How an API learns who asks, and how it says no. */
public interface Manner {

    /** The account that asks, if its credentials are right. A {@link ProblemException} refuses the request. */
    CompletableFuture<Optional<Account>> whoAsks(Request request, Authenticator authenticator) throws ProblemException;

    /** The account that the credentials name, whether or not they are right; null if they name none. */
    default @Nullable String nameClaimed(Request request) {
        return null;
    }

    /** The answer to credentials that are missing or wrong. */
    Response unauthorized();

    /** The answer to anything else that cannot be done. */
    Response refuse(Problem problem);
}
