package trunkline.gateway.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class AuthenticatorTest {

    private final Map<String, Account> kept = new HashMap<>();
    private int queries;
    private long nowNanos;

    private final Authenticator authenticator = new Authenticator(
            hash -> {
                queries++;
                return CompletableFuture.completedFuture(Optional.ofNullable(kept.get(hash)));
            },
            () -> nowNanos);

    private final Account someone = new Account(1, "someone", false);

    @Test
    void knowsAKeyByItsHashOnly() {
        kept.put(ApiKey.hash("tl_good"), someone);

        assertThat(authenticator.byKey("tl_good").join()).contains(someone);
        assertThat(authenticator.byKey("tl_bad").join()).isEmpty();
        assertThat(authenticator.byKey("").join()).isEmpty();
    }

    @Test
    void asksForAKeyOnceInAFewSeconds() {
        kept.put(ApiKey.hash("tl_good"), someone);
        for (int i = 0; i < 100; i++) {
            authenticator.byKey("tl_good").join();
        }
        assertThat(queries).isEqualTo(1);
    }

    @Test
    void aKeyThatWasTakenAwayStopsWithinSeconds() {
        kept.put(ApiKey.hash("tl_good"), someone);
        authenticator.byKey("tl_good").join();
        kept.clear();

        nowNanos += TimeUnit.SECONDS.toNanos(5);

        assertThat(authenticator.byKey("tl_good").join()).isEmpty();
    }

    @Test
    void aKeyThatIsNotKnownYetIsAskedForEveryTime() {
        assertThat(authenticator.byKey("tl_new").join()).isEmpty();
        kept.put(ApiKey.hash("tl_new"), someone);

        assertThat(authenticator.byKey("tl_new").join()).contains(someone);
    }

    @Test
    void theNameOfBasicCredentialsMustBeTheOwners() {
        kept.put(ApiKey.hash("tl_good"), someone);

        assertThat(authenticator.byNameAndKey("someone", "tl_good").join()).contains(someone);
        assertThat(authenticator.byNameAndKey("other", "tl_good").join()).isEmpty();
    }

    @Test
    void keysAreLongAndDifferAndAreKeptAsSha256() {
        String key = ApiKey.generate(new SecureRandom());

        assertThat(key).matches("tl_[A-Za-z0-9_-]{43}").isNotEqualTo(ApiKey.generate(new SecureRandom()));
        assertThat(ApiKey.hash("abc")).isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
        assertThat(ApiKey.hint(key)).isEqualTo(key.substring(0, 8));
    }
}
