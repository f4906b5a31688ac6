package trunkline.gateway.http.dialect.voximplant;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import trunkline.gateway.account.Account;
import trunkline.gateway.account.Authenticator;
import trunkline.gateway.http.AuthorizationHeader;
import trunkline.gateway.http.Json;
import trunkline.gateway.http.Manner;
import trunkline.gateway.http.Parameters;
import trunkline.gateway.http.Problem;
import trunkline.gateway.http.ProblemException;
import trunkline.gateway.http.Request;
import trunkline.gateway.http.Response;

/** A token or {@code api_key} tells who asks; every error has status 200, for that is what the SDKs can read. */
final class ManagementManner implements Manner {

    private static final int OK = 200;

    private final BearerTokens tokens;

    ManagementManner(BearerTokens tokens) {
        this.tokens = tokens;
    }

    @Override
    public CompletableFuture<Optional<Account>> whoAsks(Request request, Authenticator authenticator)
            throws ProblemException {
        Parameters parameters = request.parameters();
        String token = AuthorizationHeader.bearerToken(request);
        String key = parameters.optional("api_key");
        String id = parameters.optional("account_id");
        return account(token, key, authenticator)
                .thenApply(found -> found.filter(account -> id == null || id.equals(Long.toString(account.id()))));
    }

    private CompletableFuture<Optional<Account>> account(
            @Nullable String token, @Nullable String key, Authenticator authenticator) {
        if (token != null) {
            return tokens.whose(token);
        }
        return key == null ? CompletableFuture.completedFuture(Optional.empty()) : authenticator.byKey(key);
    }

    @Override
    public Response unauthorized() {
        return error(ErrorCode.UNAUTHORIZED, "Authorization failed");
    }

    @Override
    public Response refuse(Problem problem) {
        Response response = error(ErrorCode.of(problem), problem.sentence());
        for (Map.Entry<String, String> header : problem.headers()) {
            response = response.with(header.getKey(), header.getValue());
        }
        return response;
    }

    static Response error(ErrorCode code, String message) {
        ObjectNode body = Json.object();
        body.putObject("error").put("msg", message).put("code", code.number());
        return Response.json(OK, body);
    }
}
