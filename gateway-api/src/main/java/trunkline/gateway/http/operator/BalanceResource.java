package trunkline.gateway.http.operator;

import io.netty.handler.codec.http.HttpMethod;
import java.math.BigDecimal;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import trunkline.gateway.account.Account;
import trunkline.gateway.account.AccountDirectory;
import trunkline.gateway.http.Fields;
import trunkline.gateway.http.Guard;
import trunkline.gateway.http.Json;
import trunkline.gateway.http.Problem;
import trunkline.gateway.http.ProblemException;
import trunkline.gateway.http.Request;
import trunkline.gateway.http.Response;
import trunkline.gateway.http.Route;
import trunkline.gateway.limit.BalanceStore;
import trunkline.gateway.limit.Limits;

/**
 * {@code GET /balance}: what an account has left; for who administers the gateway, {@code POST /accounts/{name}/balance} adds to one, and
 * {@code DELETE} ends it.
 */
public final class BalanceResource {

    private static final Route.Body BODY = Route.Body.inMemory(1_024);
    private static final String OF_ACCOUNT = "/accounts/{name}/balance";
    private static final String ADD = "add";
    private static final String BALANCE = "balance";
    private static final int CONFLICT = 409;
    private static final String AMOUNT_RULE =
            "must be a number other than 0, from -1000000000 to 1000000000, with at most six decimals";

    private final BalanceStore store;
    private final AccountDirectory directory;

    public BalanceResource(BalanceStore store, AccountDirectory directory) {
        this.store = store;
        this.directory = directory;
    }

    public List<Route> routes(Guard guard) {
        return List.of(
                Route.get("/balance", guard.guarded((account, request) -> store.of(account.id())
                        .thenApply(left -> answer(left.isPresent() ? left.getAsLong() : null)))),
                new Route(HttpMethod.POST, OF_ACCOUNT, BODY, guard.operator(this::add)),
                new Route(HttpMethod.DELETE, OF_ACCOUNT, Route.Body.NONE, guard.operator(this::end)));
    }

    private static Response answer(@Nullable Long left) {
        return Response.json(200, Json.object().put(BALANCE, left == null ? null : amount(left)));
    }

    /** Millionths as a JSON number. */
    static BigDecimal amount(long millionths) {
        return new BigDecimal(Limits.amount(millionths));
    }

    private CompletableFuture<Response> add(Account operator, Request request) throws ProblemException {
        Fields fields = new Fields(Json.readObject(request.body()));
        Long amount =
                fields.optional(ADD, AMOUNT_RULE, node -> node.isNumber() ? millionths(node.decimalValue()) : null);
        if (!fields.has(ADD)) {
            fields.reject(ADD, null, "is required, a number");
        }
        fields.check();
        long added = amount == null ? 0 : amount;
        return of(request, account -> store.add(account, added, operator.name()).thenApply(BalanceResource::added));
    }

    private static @Nullable Long millionths(BigDecimal amount) {
        Long millionths = Limits.millionths(amount);
        return millionths == null || millionths == 0 || Math.abs(millionths) > BalanceStore.AMOUNT_MAX
                ? null
                : millionths;
    }

    private static Response added(OptionalLong left) {
        return left.isPresent()
                ? answer(left.getAsLong())
                : conflict("the balance would be less than 0, or more than " + Limits.amount(BalanceStore.AMOUNT_MAX));
    }

    private CompletableFuture<Response> end(Account operator, Request request) {
        return of(request, account -> store.end(account, operator.name())
                .thenApply(was -> was ? Response.empty(204) : conflict("the account has no balance")));
    }

    private CompletableFuture<Response> of(Request request, Function<Long, CompletableFuture<Response>> work) {
        return directory.numberOf(request.variable("name")).thenCompose(found -> found.map(work)
                .orElseGet(() -> CompletableFuture.completedFuture(
                        Problem.notFound("there is no account of this name").toResponse())));
    }

    private static Response conflict(String why) {
        return Problem.of(CONFLICT, "Conflict", why).toResponse();
    }
}
