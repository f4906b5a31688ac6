package trunkline.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import trunkline.gateway.account.Account;
import trunkline.gateway.account.ApiKey;
import trunkline.gateway.account.Authenticator;
import trunkline.gateway.account.FailedLogins;
import trunkline.gateway.account.RateLimit;
import trunkline.gateway.account.RateLimits;
import trunkline.gateway.config.Network;

class GuardTest {

    private static final Account SOMEONE = new Account(1, "someone", false);

    private static final int FAILURES = 10;

    private long nanos;
    private String address = "192.0.2.1";

    private final Guard guard = new Guard(
            new Authenticator(
                    hash -> CompletableFuture.completedFuture(
                            hash.equals(ApiKey.hash("tl_good")) ? Optional.of(SOMEONE) : Optional.empty()),
                    () -> 0),
            new RateLimits(new RateLimit(2, TimeUnit.SECONDS.toNanos(3)), () -> 0),
            new FailedLogins(new RateLimit(FAILURES, TimeUnit.MINUTES.toNanos(1)), () -> nanos),
            (account, client) -> client != null && !client.getHostAddress().startsWith("203.0.113."));

    private Response ask(String authorization) {
        return ask(authorization, (account, request) -> CompletableFuture.completedFuture(Response.empty(204)));
    }

    private Response ask(String authorization, Guard.AccountHandler handler) {
        Request request = Request.of(
                new Request.Target(HttpMethod.GET, "/", Map.of(), Map.of()),
                new DefaultHttpHeaders().add("Authorization", authorization),
                Runnable::run,
                new byte[0]);
        request.cameFrom(ClientAddress.Client.of(Objects.requireNonNull(Network.address(address))));
        return guard.guarded(handler).handle(request).join();
    }

    private static String basic(String credentials) {
        return "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8));
    }

    private static String header(Response response, String name) {
        return response.headers().stream()
                .filter(header -> header.getKey().equals(name))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse("none");
    }

    @Test
    void theOwnerOfAKeyIsLetInByBearerOrBasic() {
        assertThat(ask("Bearer tl_good").status()).isEqualTo(204);
        assertThat(ask("bAsIc " + basic("someone:tl_good").substring(6)).status())
                .isEqualTo(204);
    }

    @Test
    void anyoneElseIsNot() {
        for (String authorization : List.of(
                "",
                "Bearer",
                "Bearer ",
                "Bearer tl_bad",
                "tl_good",
                basic("other:tl_good"),
                basic("tl_good"),
                "Basic ?")) {
            Response response = ask(authorization);
            assertThat(response.status()).as(authorization).isEqualTo(401);
            assertThat(header(response, "X-RateLimit-Limit")).isEqualTo("none");
        }
    }

    @Test
    void whoGuessesTooOftenIsNotBelievedAnyMoreForAWhileWithTheRightKeyEither() {
        for (int i = 0; i < FAILURES; i++) {
            assertThat(ask("Bearer tl_bad" + i).status()).isEqualTo(401);
        }

        Response wrong = ask("Bearer tl_bad");
        Response right = ask("Bearer tl_good");
        nanos = TimeUnit.MINUTES.toNanos(1);
        Response later = ask("Bearer tl_good");

        assertThat(wrong.status()).isEqualTo(429);
        assertThat(header(wrong, "Retry-After")).isEqualTo("60");
        assertThat(right.status()).isEqualTo(429);
        assertThat(right.body()).isEqualTo(wrong.body());
        assertThat(later.status()).isEqualTo(204);
    }

    @Test
    void whoHasAskedFromAnAddressBeforeIsNotShutOutByOthersThatGuessThere() {
        assertThat(ask("Bearer tl_good").status()).isEqualTo(204);
        for (int i = 0; i <= FAILURES; i++) {
            ask("Bearer tl_bad" + i);
        }

        assertThat(ask("Bearer tl_bad").status()).isEqualTo(429);
        assertThat(ask("Bearer tl_good").status()).isEqualTo(204);
    }

    @Test
    void theKeyOfOneAccountCannotBeGuessedFromManyAddresses() {
        for (int i = 0; i < FAILURES; i++) {
            address = "192.0.2." + i;
            assertThat(ask(basic("someone:tl_bad" + i)).status()).isEqualTo(401);
        }
        address = "198.51.100.1";

        assertThat(ask(basic("someone:tl_good")).status()).isEqualTo(429);
        assertThat(ask(basic("other:tl_bad")).status()).isEqualTo(401);
    }

    @Test
    void fromAnAddressThatTheAccountDoesNotAllowNothingIsAnsweredOrCounted() {
        address = "203.0.113.7";
        for (int i = 0; i < 5; i++) {
            Response refused = ask("Bearer tl_good");
            assertThat(refused.status()).isEqualTo(403);
            assertThat(new String(refused.body(), StandardCharsets.UTF_8))
                    .contains("the account may not ask from 203.0.113.7");
            assertThat(header(refused, "X-RateLimit-Limit")).isEqualTo("none");
        }
        assertThat(ask("Bearer tl_bad").status()).isEqualTo(401);
        address = "192.0.2.1";

        assertThat(header(ask("Bearer tl_good"), "X-RateLimit-Remaining")).isEqualTo("1");
    }

    @Test
    void whatIsLeftOfTheLimitIsToldAndThenWhenToComeBack() {
        assertThat(header(ask("Bearer tl_good"), "X-RateLimit-Remaining")).isEqualTo("1");
        assertThat(header(ask("Bearer tl_good"), "X-RateLimit-Remaining")).isEqualTo("0");

        Response refused = ask("Bearer tl_good");
        assertThat(refused.status()).isEqualTo(429);
        assertThat(header(refused, "X-RateLimit-Limit")).isEqualTo("2");
        assertThat(header(refused, "X-RateLimit-Remaining")).isEqualTo("0");
        assertThat(header(refused, "Retry-After")).isEqualTo("3");
    }

    @Test
    void aProblemIsAnAnswerWhetherThrownOrLater() {
        ProblemException problem = new ProblemException(Problem.badRequest("no"));

        Response thrown = ask("Bearer tl_good", (account, request) -> {
            throw problem;
        });
        Response later = ask("Bearer tl_good", (account, request) -> CompletableFuture.failedFuture(problem));

        assertThat(thrown.status()).isEqualTo(400);
        assertThat(later.status()).isEqualTo(400);
        assertThat(header(later, "X-RateLimit-Remaining")).isEqualTo("0");
    }
}
