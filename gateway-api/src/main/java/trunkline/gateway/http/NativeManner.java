package trunkline.gateway.http;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import trunkline.gateway.account.Account;
import trunkline.gateway.account.Authenticator;

/** The native API: {@code Authorization: Bearer KEY}, or Basic with the account's name and key; problem details. */
enum NativeManner implements Manner {
    INSTANCE;

    @Override
    public CompletableFuture<Optional<Account>> whoAsks(Request request, Authenticator authenticator) {
        return AuthorizationHeader.isBearer(request)
                ? AuthorizationHeader.bearer(request, authenticator)
                : AuthorizationHeader.basic(request, authenticator);
    }

    @Override
    public @Nullable String nameClaimed(Request request) {
        return AuthorizationHeader.basicName(request);
    }

    @Override
    public Response unauthorized() {
        return Problem.of(
                        401,
                        "Unauthorized",
                        "an API key is needed: 'Authorization: Bearer KEY', or Basic with the account's name and key")
                .with("WWW-Authenticate", "Bearer, Basic realm=\"trunkline\"")
                .toResponse();
    }

    @Override
    public Response refuse(Problem problem) {
        return problem.toResponse();
    }
}
