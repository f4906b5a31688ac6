package trunkline.gateway.http;

import io.netty.util.AsciiString;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import trunkline.gateway.account.Account;
import trunkline.gateway.store.RequestKey;

/**
 * The header {@code Idempotency-Key}: a request that comes again with the same key makes nothing more, and gets the answer
 * of the first. Which key has made what is known to the store, which writes both in one transaction; here it is only known
 * which requests are being answered. Thread-safe.
 */
public final class RequestKeys {

    /** Answers a request, which has a key or not. */
    public interface KeyedHandler {

        CompletableFuture<Response> handle(Account account, Request request, @Nullable RequestKey key)
                throws ProblemException;
    }

    /** Finds the answers that requests have got before. */
    public interface Replays {

        /** The answer to the request that came with this key, if it was this one. */
        CompletableFuture<Optional<Response>> find(Account account, Request request, RequestKey key)
                throws ProblemException;
    }

    private record Running(long account, String key) {}

    private static final AsciiString HEADER = AsciiString.cached("Idempotency-Key");
    private static final Pattern VALUE = Pattern.compile("[!-~](?:[ -~]{0,253}[!-~])?");
    private static final String REPLAYED = "Idempotency-Replayed";

    /** Bounded by the requests that are being answered. */
    private final Set<Running> running = ConcurrentHashMap.newKeySet();

    /** The handler, of which no two with one key run at once; one that comes again is answered over the rate limit too. */
    public Guard.AccountHandler once(KeyedHandler handler, Replays replays) {
        Guard.AccountHandler once = once(handler);
        return new Guard.AccountHandler() {
            @Override
            public CompletableFuture<Response> handle(Account account, Request request) throws ProblemException {
                return once.handle(account, request);
            }

            @Override
            public CompletableFuture<Optional<Response>> again(Account account, Request request)
                    throws ProblemException {
                String value = request.headers().get(HEADER);
                return value == null || !VALUE.matcher(value).matches()
                        ? CompletableFuture.completedFuture(Optional.empty())
                        : replays.find(account, request, new RequestKey(value, fingerprint(request)));
            }
        };
    }

    /** The handler, of which no two with one key run at once. */
    public Guard.AccountHandler once(KeyedHandler handler) {
        return (account, request) -> {
            String value = request.headers().get(HEADER);
            if (value == null) {
                return handler.handle(account, request, null);
            }
            if (!VALUE.matcher(value).matches()) {
                throw new ProblemException(
                        Problem.badRequest("the header Idempotency-Key must be 1 to 255 visible characters of ASCII"));
            }
            Running one = new Running(account.id(), value);
            if (!running.add(one)) {
                throw new ProblemException(Problem.of(
                        409, "Still running", "a request with this Idempotency-Key is being answered at this moment"));
            }
            CompletableFuture<Response> answer;
            try {
                answer = handler.handle(account, request, new RequestKey(value, fingerprint(request)));
            } catch (ProblemException | RuntimeException e) {
                running.remove(one);
                throw e;
            }
            return answer.whenComplete((response, failure) -> running.remove(one));
        };
    }

    /** The answer to a request that has come before. */
    public static Response replayed(Response first) {
        return first.with(REPLAYED, "true");
    }

    /** The answer to one whose key stands for another request. */
    public static Response otherRequest() {
        return Problem.of(
                        422,
                        "Idempotency-Key used before",
                        "this Idempotency-Key came with another request within the last 24 hours: choose another one")
                .toResponse();
    }

    private static String fingerprint(Request request) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update((request.target().method() + " " + request.target().path() + "\n")
                    .getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest.digest(request.octets()));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
