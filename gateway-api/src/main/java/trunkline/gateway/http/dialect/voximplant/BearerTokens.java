package trunkline.gateway.http.dialect.voximplant;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import java.security.KeyFactory;
import java.security.NoSuchAlgorithmException;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.X509EncodedKeySpec;
import java.text.ParseException;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import trunkline.gateway.account.Account;
import trunkline.gateway.account.ServiceKey;
import trunkline.gateway.account.ServiceKeyStore;

/**
 * Tokens that a client has signed with the private key of a service account: JWTs (RFC 7519) with RS256, {@code kid} the key,
 * {@code iss} the account as text or as number, {@code exp} at most an hour after {@code iat}. Thread-safe.
 */
final class BearerTokens {

    private static final long LIFETIME_MAX_SECONDS = 3_600;
    /** How far the clocks of client and gateway may be apart. */
    private static final long SKEW_SECONDS = 60;

    private final ServiceKeyStore keys;
    private final LongSupplier nowMicros;

    BearerTokens(ServiceKeyStore keys, LongSupplier nowMicros) {
        this.keys = keys;
        this.nowMicros = nowMicros;
    }

    /** The account whose token this is, if it holds now. */
    CompletableFuture<Optional<Account>> whose(String token) {
        JWSObject signed = parsed(token);
        Map<String, Object> claims = signed == null ? null : signed.getPayload().toJSONObject();
        if (signed == null
                || claims == null
                || signed.getHeader().getKeyID() == null
                || !JWSAlgorithm.RS256.equals(signed.getHeader().getAlgorithm())
                || !isOfNow(claims)) {
            return CompletableFuture.completedFuture(Optional.empty());
        }
        return keys.serviceKey(signed.getHeader().getKeyID()).thenApply(found -> found.filter(
                        key -> isIssuer(claims.get("iss"), key.account()) && isSignedWith(key, signed))
                .map(ServiceKey::account));
    }

    private static @Nullable JWSObject parsed(String token) {
        try {
            return JWSObject.parse(token);
        } catch (ParseException | IllegalArgumentException e) {
            return null; // no token, whatever else it is
        }
    }

    private boolean isOfNow(Map<String, Object> claims) {
        if (!(claims.get("iat") instanceof Number iat) || !(claims.get("exp") instanceof Number exp)) {
            return false;
        }
        long now = TimeUnit.MICROSECONDS.toSeconds(nowMicros.getAsLong());
        long issued = iat.longValue();
        long expires = exp.longValue();
        return issued > 0
                && issued <= now + SKEW_SECONDS
                && expires > now - SKEW_SECONDS
                && expires > issued
                && expires - issued <= LIFETIME_MAX_SECONDS;
    }

    private static boolean isIssuer(@Nullable Object issuer, Account account) {
        return issuer != null && issuer.toString().equals(Long.toString(account.id()));
    }

    private static boolean isSignedWith(ServiceKey key, JWSObject signed) {
        try {
            return signed.verify(new RSASSAVerifier(publicKey(key)));
        } catch (JOSEException e) {
            return false; // such as a critical header that nobody knows
        }
    }

    private static RSAPublicKey publicKey(ServiceKey key) {
        try {
            byte[] encoded = Base64.getDecoder().decode(key.publicKey());
            return (RSAPublicKey) KeyFactory.getInstance("RSA").generatePublic(new X509EncodedKeySpec(encoded));
        } catch (NoSuchAlgorithmException | InvalidKeySpecException e) {
            throw new IllegalStateException("the store has a service key that is none", e);
        }
    }
}
