package trunkline.gateway.http.operator;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.netty.handler.codec.http.HttpMethod;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.Collectors;
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
import trunkline.gateway.limit.PauseStore.Pause;
import trunkline.gateway.limit.Pauses;

/**
 * {@code GET /accounts}: all of them, and why one may not send; {@code POST /accounts/{name}/pause} and {@code /resume}.
 */
public final class AccountResource {

    private record Known(List<Account> accounts, List<Pause> paused) {}

    private static final Route.Body BODY = Route.Body.inMemory(4_096);
    private static final int REASON_MAX = 200;
    private static final int CONFLICT = 409;
    private static final int NO_CONTENT = 204;

    private final Pauses pauses;
    private final AccountDirectory directory;
    private final BalanceStore balances;

    public AccountResource(Pauses pauses, AccountDirectory directory, BalanceStore balances) {
        this.pauses = pauses;
        this.directory = directory;
        this.balances = balances;
    }

    public List<Route> routes(Guard guard) {
        return List.of(
                Route.get("/accounts", guard.operator(this::list)),
                new Route(HttpMethod.POST, "/accounts/{name}/pause", BODY, guard.operator(this::pause)),
                new Route(HttpMethod.POST, "/accounts/{name}/resume", Route.Body.NONE, guard.operator(this::resume)));
    }

    private CompletableFuture<Response> list(Account account, Request request) {
        return directory
                .accounts()
                .thenCombine(pauses.all(), Known::new)
                .thenCombine(balances.all(), AccountResource::list);
    }

    private static Response list(Known known, Map<Long, Long> balances) {
        Map<Long, Pause> byAccount =
                known.paused().stream().collect(Collectors.toMap(Pause::account, Function.identity()));
        ObjectNode json = Json.object();
        ArrayNode list = json.putArray("accounts");
        for (Account account : known.accounts()) {
            ObjectNode node = list.addObject();
            node.put("name", account.name()).put("operator", account.isOperator());
            Long balance = balances.get(account.id());
            if (balance != null) {
                node.put("balance", BalanceResource.amount(balance));
            }
            Pause pause = byAccount.get(account.id());
            if (pause != null) {
                node.putObject("paused")
                        .put(
                                "since",
                                Instant.EPOCH
                                        .plus(pause.sinceMicros(), ChronoUnit.MICROS)
                                        .toString())
                        .put("reason", pause.reason());
            }
        }
        return Response.json(200, json);
    }

    private CompletableFuture<Response> pause(Account operator, Request request) throws ProblemException {
        Fields fields = new Fields(Json.readObject(request.body()));
        String reason = fields.text("reason");
        if (reason.isBlank() || reason.length() > REASON_MAX) {
            fields.reject("reason", reason, "must be 1 to " + REASON_MAX + " characters");
        }
        fields.check();
        return of(request, account -> pauses.pause(account, reason, operator.name())
                .thenApply(isNew -> isNew ? Response.empty(NO_CONTENT) : conflict("is paused already")));
    }

    private CompletableFuture<Response> resume(Account operator, Request request) {
        return of(request, account -> pauses.resume(account, operator.name())
                .thenApply(was -> was ? Response.empty(NO_CONTENT) : conflict("is not paused")));
    }

    private CompletableFuture<Response> of(Request request, Function<Long, CompletableFuture<Response>> work) {
        return directory
                .numberOf(request.variable("name"))
                .thenCompose(found -> found.isPresent()
                        ? work.apply(found.get())
                        : CompletableFuture.completedFuture(Problem.notFound("there is no account of this name")
                                .toResponse()));
    }

    private static Response conflict(String why) {
        return Problem.of(CONFLICT, "Conflict", "the account " + why).toResponse();
    }
}
