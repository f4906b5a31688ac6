package trunkline.gateway.http;

import io.netty.handler.codec.http.HttpHeaderNames;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import trunkline.gateway.account.Account;
import trunkline.gateway.account.Authenticator;

/** Credentials in the header {@code Authorization} (RFC 9110 §11.6.2). */
public final class AuthorizationHeader {

    private static final String BEARER = "Bearer ";
    private static final String BASIC = "Basic ";

    private AuthorizationHeader() {}

    /** Whether there is a bearer token. */
    public static boolean isBearer(Request request) {
        return bearerToken(request) != null;
    }

    /** The bearer token (RFC 6750 §2.1), or null. */
    public static @Nullable String bearerToken(Request request) {
        return after(BEARER, request);
    }

    /** The account whose key is the bearer token. */
    public static CompletableFuture<Optional<Account>> bearer(Request request, Authenticator authenticator) {
        String token = bearerToken(request);
        return token == null ? nobody() : authenticator.byKey(token);
    }

    /** The account whose name and key are the Basic credentials (RFC 7617). */
    public static CompletableFuture<Optional<Account>> basic(Request request, Authenticator authenticator) {
        String credentials = basicCredentials(request);
        int colon = credentials == null ? -1 : credentials.indexOf(':');
        return credentials == null || colon < 0
                ? nobody()
                : authenticator.byNameAndKey(credentials.substring(0, colon), credentials.substring(colon + 1));
    }

    /** The name in the Basic credentials, or null. */
    public static @Nullable String basicName(Request request) {
        String credentials = basicCredentials(request);
        int colon = credentials == null ? -1 : credentials.indexOf(':');
        return credentials == null || colon < 0 ? null : credentials.substring(0, colon);
    }

    private static @Nullable String basicCredentials(Request request) {
        String base64 = after(BASIC, request);
        return base64 == null ? null : decoded(base64);
    }

    private static @Nullable String after(String scheme, Request request) {
        String header = request.headers().get(HttpHeaderNames.AUTHORIZATION, "");
        return header.regionMatches(true, 0, scheme, 0, scheme.length())
                ? header.substring(scheme.length()).strip()
                : null;
    }

    private static @Nullable String decoded(String base64) {
        try {
            return new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return null; // not base 64, so no credentials
        }
    }

    private static CompletableFuture<Optional<Account>> nobody() {
        return CompletableFuture.completedFuture(Optional.empty());
    }
}
