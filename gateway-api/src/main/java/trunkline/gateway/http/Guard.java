package trunkline.gateway.http;

import io.netty.handler.codec.http.HttpMethod;
import java.net.InetAddress;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import trunkline.gateway.account.Account;
import trunkline.gateway.account.Authenticator;
import trunkline.gateway.account.FailedLogins;
import trunkline.gateway.account.RateLimit;
import trunkline.gateway.account.RateLimits;
import trunkline.gateway.account.Scope;

/**
 * Stands before the handlers of an API: tells who asks, in the {@link Manner} of the API, and counts his requests. Every answer
 * tells him what is left of his limit.
 */
public final class Guard {

    /** Answers requests of somebody who is known. Called on the event loop of the connection: must not block. */
    public interface AccountHandler {

        /** A {@link ProblemException} that is thrown becomes the answer, as does one that the future fails with. */
        CompletableFuture<Response> handle(Account account, Request request) throws ProblemException;

        /** The answer that this request has got before, if it is one that came before: no rate limit keeps that back. */
        default CompletableFuture<Optional<Response>> again(Account account, Request request) throws ProblemException {
            return CompletableFuture.completedFuture(Optional.empty());
        }
    }

    /** Lets keys pass that have a scope. */
    private record Scoped(Scope scope, AccountHandler handler) implements AccountHandler {

        @Override
        public CompletableFuture<Response> handle(Account account, Request request) throws ProblemException {
            if (!account.scopes().contains(scope)) {
                throw new ProblemException(Problem.of(
                        FORBIDDEN,
                        "Key lacks a scope",
                        "this needs a key with the scope " + scope.label() + "; this one has "
                                + Scope.write(account.scopes())));
            }
            return handler.handle(account, request);
        }

        @Override
        public CompletableFuture<Optional<Response>> again(Account account, Request request) throws ProblemException {
            return account.scopes().contains(scope)
                    ? handler.again(account, request)
                    : CompletableFuture.completedFuture(Optional.empty());
        }
    }

    /** Tells whether requests of an account may come from an address; null for one that is not known. */
    public interface ClientRule {
        boolean allows(Account account, @Nullable InetAddress address);
    }

    private static final int FORBIDDEN = 403;

    private final Authenticator authenticator;
    private final RateLimits limits;
    private final FailedLogins logins;
    private final ClientRule clients;

    public Guard(Authenticator authenticator, RateLimits limits, FailedLogins logins, ClientRule clients) {
        this.authenticator = authenticator;
        this.limits = limits;
        this.logins = logins;
        this.clients = clients;
    }

    /** The handler of the native API behind the guard: GET needs a key that may read, all else one that may send. */
    public Handler guarded(AccountHandler handler) {
        Handler reads = guarded(Scope.READ, handler);
        Handler sends = guarded(Scope.SEND, handler);
        return request -> (request.target().method().equals(HttpMethod.GET) ? reads : sends).handle(request);
    }

    /** The handler of the native API behind the guard, for keys of this scope. */
    public Handler guarded(Scope scope, AccountHandler handler) {
        return guarded(NativeManner.INSTANCE, scope, handler);
    }

    /** The handler behind the guard, which asks and refuses in the manner of its API, for keys that may send. */
    public Handler guarded(Manner manner, AccountHandler handler) {
        return guarded(manner, Scope.SEND, handler);
    }

    /** The handler behind the guard, which asks and refuses in the manner of its API. */
    public Handler guarded(Manner manner, Scope scope, AccountHandler handler) {
        return admitted(manner, new Scoped(scope, handler));
    }

    private Handler admitted(Manner manner, AccountHandler handler) {
        return request -> {
            try {
                return manner.whoAsks(request, authenticator)
                        .thenCompose(account -> account.isPresent() && isBelieved(manner, account.get(), request)
                                ? admit(manner, handler, account.get(), request)
                                : CompletableFuture.completedFuture(unknown(manner, request)));
            } catch (ProblemException e) {
                return CompletableFuture.completedFuture(manner.refuse(e.problem()));
            }
        };
    }

    /** Whether right credentials count: not where too many wrong ones came from, or for whom. */
    private boolean isBelieved(Manner manner, Account account, Request request) {
        boolean believed = logins.isKnown(request.address(), account.id())
                || logins.blockedSeconds(request.address(), manner.nameClaimed(request)) == 0;
        if (believed) {
            logins.succeeded(request.address(), account.id());
        }
        return believed;
    }

    /** The answer to credentials that are wrong, or not believed: the same for both. */
    private Response unknown(Manner manner, Request request) {
        String name = manner.nameClaimed(request);
        long blockedSeconds = logins.blockedSeconds(request.address(), name);
        if (blockedSeconds == 0) {
            logins.failed(request.address(), name);
            return manner.unauthorized();
        }
        return manner.refuse(Problem.of(
                        429,
                        "Too many wrong credentials",
                        "too many requests with wrong credentials; try again in " + blockedSeconds + " s")
                .with("Retry-After", Long.toString(blockedSeconds)));
    }

    /** The same for what only accounts may ask that administer the gateway. */
    public Handler operator(AccountHandler handler) {
        return guarded(
                Scope.ADMIN,
                (account, request) -> account.isOperator()
                        ? handler.handle(account, request)
                        : CompletableFuture.completedFuture(Problem.of(
                                        FORBIDDEN,
                                        "Forbidden",
                                        "only an account that administers the gateway may ask this:"
                                                + " one made with 'account add --operator'")
                                .toResponse()));
    }

    private CompletableFuture<Response> admit(Manner manner, AccountHandler handler, Account account, Request request) {
        InetAddress address = request.client().address();
        if (!clients.allows(account, address)) { // before anything is counted: it may be a key that was stolen
            return CompletableFuture.completedFuture(manner.refuse(Problem.of(
                    FORBIDDEN,
                    "Address not allowed",
                    "the account may not ask from "
                            + (address == null ? "an unknown address" : address.getHostAddress()))));
        }
        RateLimit.Decision decision = limits.take(account);
        if (!decision.allowed()) {
            Problem problem = Problem.of(
                            429,
                            "Too many requests",
                            "the limit of " + decision.limit() + " requests is reached; try again in "
                                    + decision.retryAfterSeconds() + " s")
                    .with("Retry-After", Long.toString(decision.retryAfterSeconds()));
            return again(handler, account, request)
                    .thenApply(before -> withLimit(before.orElseGet(() -> manner.refuse(problem)), decision));
        }
        CompletableFuture<Response> answer;
        try {
            answer = handler.handle(account, request);
        } catch (ProblemException e) {
            answer = CompletableFuture.failedFuture(e);
        }
        return answer.exceptionally(failure -> manner.refuse(problemOf(failure)))
                .thenApply(response -> withLimit(response, decision));
    }

    private static CompletableFuture<Optional<Response>> again(
            AccountHandler handler, Account account, Request request) {
        try {
            return handler.again(account, request).exceptionally(failure -> Optional.empty());
        } catch (ProblemException e) {
            return CompletableFuture.completedFuture(Optional.empty());
        }
    }

    private static Problem problemOf(Throwable failure) {
        Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
        if (cause instanceof ProblemException problem) {
            return problem.problem();
        }
        throw failure instanceof CompletionException e ? e : new CompletionException(failure);
    }

    private static Response withLimit(Response response, RateLimit.Decision decision) {
        return response.with("X-RateLimit-Limit", decision.limit()).with("X-RateLimit-Remaining", decision.remaining());
    }
}
