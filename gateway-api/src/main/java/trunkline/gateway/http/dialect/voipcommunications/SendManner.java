package trunkline.gateway.http.dialect.voipcommunications;

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
import trunkline.gateway.http.Problem;
import trunkline.gateway.http.Request;
import trunkline.gateway.http.Response;

/** Basic credentials, the account's name and key; an error is {@code {error, error_message}} with 200, or 401. */
enum SendManner implements Manner {
    INSTANCE;

    static final int OK = 200;
    private static final int UNAUTHORIZED = 401;

    @Override
    public CompletableFuture<Optional<Account>> whoAsks(Request request, Authenticator authenticator) {
        return AuthorizationHeader.basic(request, authenticator);
    }

    @Override
    public @Nullable String nameClaimed(Request request) {
        return AuthorizationHeader.basicName(request);
    }

    @Override
    public Response unauthorized() {
        return error(UNAUTHORIZED, "Invalid api credentials").with("WWW-Authenticate", "Basic realm=\"trunkline\"");
    }

    @Override
    public Response refuse(Problem problem) {
        Response response = error(OK, problem.sentence());
        for (Map.Entry<String, String> header : problem.headers()) {
            response = response.with(header.getKey(), header.getValue());
        }
        return response;
    }

    private static Response error(int httpStatus, String message) {
        ObjectNode body = Json.object();
        body.put("error", true);
        body.put("error_message", message);
        return Response.json(httpStatus, body);
    }
}
