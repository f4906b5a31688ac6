package trunkline.gateway.http;

import io.netty.handler.codec.http.HttpHeaderNames;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import trunkline.gateway.account.Account;
import trunkline.gateway.account.Authenticator;
import trunkline.gateway.account.RateLimit;
import trunkline.gateway.account.RateLimits;

/**
 * Stands before the handlers of an API: tells who asks, by {@code Authorization: Bearer KEY} or Basic with the account's
 * name and key, and counts his requests. Every answer tells him what is left of his limit.
 */
public final class Guard {

    /** Answers requests of somebody who is known. Called on the event loop of the connection: must not block. */
    public interface AccountHandler {

        /** A {@link ProblemException} that is thrown becomes the answer, as does one that the future fails with. */
        CompletableFuture<Response> handle(Account account, Request request) throws ProblemException;
    }

    private static final String BEARER = "Bearer ";
    private static final String BASIC = "Basic ";

    private final Authenticator authenticator;
    private final RateLimits limits;

    public Guard(Authenticator authenticator, RateLimits limits) {
        this.authenticator = authenticator;
        this.limits = limits;
    }

    /** The handler behind the guard. */
    public Handler guarded(AccountHandler handler) {
        return request -> authenticate(request)
                .thenCompose(account -> account.isPresent()
                        ? admit(handler, account.get(), request)
                        : CompletableFuture.completedFuture(unauthorized()));
    }

    /** The same for what only accounts may ask that administer the gateway. */
    public Handler operator(AccountHandler handler) {
        return guarded((account, request) -> account.isOperator()
                ? handler.handle(account, request)
                : CompletableFuture.completedFuture(Problem.of(
                                403,
                                "Forbidden",
                                "only an account that administers the gateway may ask this:"
                                        + " one made with 'account add --operator'")
                        .toResponse()));
    }

    private CompletableFuture<Optional<Account>> authenticate(Request request) {
        String header = request.headers().get(HttpHeaderNames.AUTHORIZATION, "");
        if (header.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            return authenticator.byKey(header.substring(BEARER.length()).strip());
        }
        if (header.regionMatches(true, 0, BASIC, 0, BASIC.length())) {
            String credentials = decoded(header.substring(BASIC.length()).strip());
            int colon = credentials == null ? -1 : credentials.indexOf(':');
            if (credentials != null && colon >= 0) {
                return authenticator.byNameAndKey(credentials.substring(0, colon), credentials.substring(colon + 1));
            }
        }
        return CompletableFuture.completedFuture(Optional.empty());
    }

    private static @Nullable String decoded(String base64) {
        try {
            return new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return null; // not base 64, so no credentials
        }
    }

    private static Response unauthorized() {
        return Problem.of(
                        401,
                        "Unauthorized",
                        "an API key is needed: 'Authorization: Bearer KEY', or Basic with the account's name and key")
                .with("WWW-Authenticate", "Bearer, Basic realm=\"trunkline\"")
                .toResponse();
    }

    private CompletableFuture<Response> admit(AccountHandler handler, Account account, Request request) {
        RateLimit.Decision decision = limits.take(account);
        if (!decision.allowed()) {
            Problem problem = Problem.of(
                            429,
                            "Too many requests",
                            "the limit of " + decision.limit() + " requests is reached; try again in "
                                    + decision.retryAfterSeconds() + " s")
                    .with("Retry-After", Long.toString(decision.retryAfterSeconds()));
            return CompletableFuture.completedFuture(withLimit(problem.toResponse(), decision));
        }
        CompletableFuture<Response> answer;
        try {
            answer = handler.handle(account, request);
        } catch (ProblemException e) {
            answer = CompletableFuture.failedFuture(e);
        }
        return answer.exceptionally(Guard::problemOf).thenApply(response -> withLimit(response, decision));
    }

    private static Response problemOf(Throwable failure) {
        Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
        if (cause instanceof ProblemException problem) {
            return problem.problem().toResponse();
        }
        throw failure instanceof CompletionException e ? e : new CompletionException(failure);
    }

    private static Response withLimit(Response response, RateLimit.Decision decision) {
        return response.with("X-RateLimit-Limit", decision.limit()).with("X-RateLimit-Remaining", decision.remaining());
    }
}
